import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildImage } from '../../../test/support/build-image.ts';
import { integrity } from '../../../test/support/expected-errors.ts';
import { loadArchiveBytes, storedDigest } from '../../../test/support/load-archive.ts';
import { loadOptions } from '../../../test/support/load-options.ts';
import { dockerArchive } from '../../../test/support/place-image.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { zstdStored } from '../../../test/support/zstd-stored.ts';
import { sha256 } from '../../base/digest.ts';
import { IntegrityError, UsageError } from '../../base/errors.ts';
import { archive } from '../sources/archive.ts';

const image = buildImage({ layers: [{ 'etc/os-release': 'ID=test\n' }, { a: '1' }] });

test('an archive may be gzip, zstd or xz as a whole, or come through a pipe', async (t) => {
  const folder = temporaryFolder(t);
  const tar = dockerArchive(image, 'old');
  const packed = [
    gzipSync(tar),
    Buffer.concat([gzipSync(tar.subarray(0, 999)), gzipSync(tar.subarray(999))]),
    zstdStored(tar),
  ];
  const xz = spawnSync('xz', ['-c'], { input: tar });
  if (xz.status === 0) packed.push(xz.stdout);
  else t.diagnostic('xz is not installed: not tested');
  for (const bytes of packed) {
    const loaded = await loadArchiveBytes(t, bytes, { temporaryFolder: folder });
    assert.deepEqual(
      loaded.layers.map(storedDigest),
      image.layers.map(({ tar }) => sha256(tar)),
    );
  }
  assert.equal(readdirSync(folder).length, packed.length);
  const fifo = join(folder, 'pipe');
  if (spawnSync('mkfifo', [fifo]).status !== 0) return;
  writeFileSync(join(folder, 'x.tar'), tar);
  spawn('sh', ['-c', 'cat "$1" > "$2"', 'sh', join(folder, 'x.tar'), fifo]);
  assert.equal(await archive.accepts(fifo), true);
  assert.equal((await archive.load(fifo, loadOptions(folder))).digest, image.config.digest);
});

test('damaged compression is an error, and never an endless one', async (t) => {
  const tar = Buffer.concat([dockerArchive(image, 'old'), createHash('shake256', { outputLength: 50_000 }).digest()]);
  const real = spawnSync('zstd', ['-c'], { input: tar });
  const packed = [gzipSync(tar), zstdStored(tar), ...(real.status === 0 ? [real.stdout] : [])];
  for (const bytes of packed) {
    await assert.rejects(loadArchiveBytes(t, bytes.subarray(0, bytes.length / 2)), integrity('bad-archive'));
    const damaged = Buffer.from(bytes).fill(0xff, 9, 60);
    await assert.rejects(
      loadArchiveBytes(t, damaged),
      (error) => error instanceof IntegrityError || error instanceof UsageError,
    );
  }
});

test('a decompression bomb stops at the limit', async (t) => {
  const bytes = gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 9 });
  await assert.rejects(loadArchiveBytes(t, bytes), integrity('over-limit'));
});
