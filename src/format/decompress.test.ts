import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import { decompress } from './decompress.ts';

const TEXT = 'tide '.repeat(1000);
/** `TEXT`, as `xz -9` and `zstd -19` write it. */
const XZ =
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4BOHACRdADoaSLBTRL2OqapKCCKstd7Y6PorTrh1l5aV2s+GpN6wwUCqAAAPAQOC5jj4CQABQIgnAAAAZbJ+cLHEZ/sCAAAAAARZWg==';
const ZSTD = 'KLUv/QRobQAAKHRpZGUgAQCAg75oAem9UCE=';
const packed = [
  ['gzip', gzipSync(TEXT)],
  ['xz', Buffer.from(XZ, 'base64')],
  ['zstd', Buffer.from(ZSTD, 'base64')],
] as const;

for (const [name, bytes] of packed) {
  test(`${name} is decompressed, up to the limit`, async () => {
    assert.equal(Buffer.from(await decompress(bytes, TEXT.length)).toString(), TEXT);
    await assert.rejects(decompress(bytes, TEXT.length - 1), FormatError);
  });

  test(`${name} that is damaged or cut short is refused`, async () => {
    await assert.rejects(decompress(bytes.subarray(0, bytes.length - 12), TEXT.length), FormatError);
  });
}

test('other bytes stay as they are', async () => {
  assert.equal(Buffer.from(await decompress(Buffer.from('plain'), 10)).toString(), 'plain');
});
