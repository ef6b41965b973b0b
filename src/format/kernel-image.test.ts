import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import { readKernelImage } from './kernel-image.ts';
import { fromBytes } from './random-access.ts';

const BANNER = 'Linux version 6.6.30-flatcar (root@build) (gcc 13) #1 SMP\n';

test('the setup header of an x86 boot image points to the release', async () => {
  const image = Buffer.alloc(0x1000);
  image.write('HdrS', 0x202, 'latin1');
  image.writeUInt16LE(0x600, 0x20e);
  image.write('5.10.0-9-amd64 (builder@host) #1 SMP\0', 0x800, 'latin1');
  assert.deepEqual(await readKernelImage(fromBytes(image)), { release: '5.10.0-9-amd64', architecture: 'x86' });
  image.writeUInt16LE(0, 0x20e);
  assert.equal(await readKernelImage(fromBytes(image)), undefined);
});

test('the banner is found in a plain kernel, also across the border of two reads', async () => {
  for (const at of [1000, 4 * 1024 * 1024 - 20]) {
    const image = Buffer.alloc(4 * 1024 * 1024 + 4096);
    image.write('Linux version %s (%s)', 100, 'latin1');
    image.write(BANNER, at, 'latin1');
    assert.deepEqual(await readKernelImage(fromBytes(image)), { release: '6.6.30-flatcar' });
    image.write('ARMd', 0x38, 'latin1');
    assert.deepEqual(await readKernelImage(fromBytes(image)), { release: '6.6.30-flatcar', architecture: 'arm64' });
  }
});

test('a compressed kernel is searched after decompression', async () => {
  const image = gzipSync(Buffer.concat([Buffer.alloc(5000), Buffer.from(BANNER)]));
  assert.deepEqual(await readKernelImage(fromBytes(image)), { release: '6.6.30-flatcar' });
  await assert.rejects(readKernelImage(fromBytes(image.subarray(0, 30))), FormatError);
});

test('a file that is no kernel says nothing', async () => {
  assert.equal(await readKernelImage(fromBytes(Buffer.from('Linux version unknown'))), undefined);
});
