import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildImage } from '../../../test/support/build-image.ts';
import { dockerArchive } from '../../../test/support/place-image.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { IntegrityError } from '../../base/errors.ts';
import { spool } from '../archive/spool.ts';

const image = buildImage({ layers: [{ a: '1' }] });

test('an archive on standard input is put down in the temporary folder and read there', async (t) => {
  const folder = temporaryFolder(t);
  const module = fileURLToPath(new URL('./stdin.js', import.meta.url));
  const script = `
    const { stdin } = await import(${JSON.stringify(module)});
    const signal = new AbortController().signal;
    const options = { signal, registry: {}, environment: {}, temporaryFolder: ${JSON.stringify(folder)} };
    const image = await stdin.load('-', options);
    console.log(image.digest, image.name, image.layers[0].content.path.startsWith(options.temporaryFolder));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(gzipSync(dockerArchive(image, 'old')));
  assert.equal(await text(child.stdout), `${image.config.digest} standard input true\n`);
});

test('a stream without end stops at the limit, an aborted one at once', async (t) => {
  const folder = temporaryFolder(t);
  const endless = Readable.from(
    (function* () {
      for (;;) yield Buffer.alloc(1000);
    })(),
  );
  const { signal } = new AbortController();
  await assert.rejects(
    spool(endless, { folder, signal, limit: 5000 }),
    (error) => error instanceof IntegrityError && error.code === 'over-limit',
  );
  const aborted = spool(Readable.from([Buffer.alloc(1)]), { folder, signal: AbortSignal.abort(new Error('enough')) });
  await assert.rejects(aborted, /enough/);
  assert.ok(readdirSync(folder).every((name) => name.endsWith('.tar')));
});
