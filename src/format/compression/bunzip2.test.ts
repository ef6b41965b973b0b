import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { cutInto, incompressible } from '../../../test/support/bytes.ts';
import { fuzz } from '../../../test/support/fuzz.ts';
import { withoutTools } from '../../../test/support/run-tool.ts';
import { FormatError } from '../../base/errors.ts';
import { bunzip2 } from './bunzip2.ts';

/** What `printf 'the same, the same, the same' | bzip2` writes. */
const SAME = Buffer.from('QlpoOTFBWSZTWUvCxKIAAAyRgEAEIkIMACAAMQwIG1AyYWqTOGQhB0vF3JFOFCQS8LEogA==', 'base64');
const withoutPython = withoutTools('python3');

test('texts, runs and noise, as Python compresses them', { skip: withoutPython }, () => {
  const samples = [
    Buffer.alloc(0),
    Buffer.from('a'),
    Buffer.from('the same, '.repeat(50_000)),
    Buffer.from('abbbbcccccddddddeeeeeee'.repeat(9)),
    Buffer.alloc(3),
    Buffer.alloc(4),
    Buffer.alloc(5),
    Buffer.alloc(259),
    Buffer.alloc(2_000_000, 'x'),
    incompressible(1_200_000),
    Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * i) % 251)),
  ];
  for (const [index, sample] of samples.entries()) {
    for (const level of [1, 9]) {
      assert.ok(Buffer.concat(unpacked([pack(sample, level)])).equals(sample), `sample ${index} at level ${level}`);
    }
  }
});

test('several streams, cut into chunks of any size', { skip: withoutPython }, () => {
  const packed = Buffer.concat([pack(Buffer.from('one '), 1), pack(Buffer.alloc(0), 5), pack(Buffer.from('two'), 9)]);
  assert.equal(Buffer.concat(unpacked([packed])).toString(), 'one two');
  const bytewise = cutInto(
    packed,
    Array.from(packed, () => 1),
  );
  assert.equal(Buffer.concat(unpacked(bytewise)).toString(), 'one two');
});

test('what is cut, damaged or something else is refused', { skip: withoutPython }, () => {
  const packed = pack(Buffer.from('some text of which nothing may get lost'), 9);
  for (let end = 0; end < packed.length; end++) assert.throws(() => unpacked([packed.subarray(0, end)]), FormatError);
  assert.throws(() => unpacked([packed, Buffer.from('more')]), FormatError);
  for (let bit = 0; bit < packed.length * 8; bit++) {
    const damaged = Buffer.from(packed);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    try {
      // Some bits say nothing: padding, and codes of symbols that do not occur.
      assert.deepEqual(Buffer.concat(unpacked([damaged])), Buffer.concat(unpacked([packed])));
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  }
});

test('damage does not hang or throw anything else', () => {
  assert.equal(Buffer.concat(unpacked([SAME])).toString(), 'the same, the same, the same');
  fuzz(SAME, (bytes) => unpacked([bytes]), 2_000);
});

function unpacked(chunks: readonly Uint8Array[]): Buffer[] {
  return Array.from(bunzip2(chunks), (chunk) => Buffer.from(chunk));
}

function pack(bytes: Uint8Array, level: number): Buffer {
  const program = `import sys,bz2;sys.stdout.buffer.write(bz2.compress(sys.stdin.buffer.read(),${level}))`;
  return execFileSync('python3', ['-c', program], { input: bytes, maxBuffer: 1 << 26 });
}
