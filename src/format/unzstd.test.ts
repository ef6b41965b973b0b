import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../base/errors.ts';
import { unzstd } from './unzstd.ts';

// "hello hello hello hello\n", made with zstd 1.5.
const HELLO = Buffer.from('KLUv/QRYbQAAOGhlbGxvIAoBAJlLEah8Lqg=', 'base64');

test('decompresses what zstd made', async () => {
  assert.equal(Buffer.from(await unzstd(HELLO, 100)).toString(), 'hello hello hello hello\n');
});

test('skippable frames and several frames are all read', async () => {
  const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 7, 7]);
  const text = Buffer.from(await unzstd(Buffer.concat([skippable, HELLO, skippable, HELLO]), 100)).toString();
  assert.equal(text, 'hello hello hello hello\n'.repeat(2));
});

test('more than the limit is refused', async () => {
  const zeros = Buffer.from('KLUv/QRYTQAAEAAAAQCD0wMsJbcyMA==', 'base64');
  assert.equal((await unzstd(zeros, 5_000)).length, 5_000);
  await assert.rejects(unzstd(zeros, 4_999), FormatError);
  await assert.rejects(unzstd(HELLO, 23), FormatError);
});

test('damage ends in a FormatError, not in an endless loop', async () => {
  const broken: Uint8Array[] = [Buffer.from('hello'), HELLO.subarray(0, 10), Buffer.alloc(50)];
  for (let i = 0; i < HELLO.length; i++) {
    const copy = Buffer.from(HELLO);
    copy[i] = (copy[i] ?? 0) ^ 0xff;
    broken.push(copy);
  }
  let refused = 0;
  for (const bytes of broken) {
    try {
      await unzstd(bytes, 1_000);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      refused++;
    }
  }
  assert.ok(refused >= 20, `${refused} refused`);
});
