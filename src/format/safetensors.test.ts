import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../base/errors.ts';
import { readSafetensorsMetadata } from './safetensors.ts';

function file(header: string, declared = Buffer.byteLength(header)): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(declared));
  return Buffer.concat([length, Buffer.from(header)]);
}

const header =
  '{"__metadata__":{"format":"pt","title":"a \\"}\\" b"},"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';

test('metadata is read from a whole header', () => {
  const bytes = file(header);
  assert.deepEqual(
    [...readSafetensorsMetadata(bytes, bytes.length + 4)],
    [
      ['format', 'pt'],
      ['title', 'a "}" b'],
    ],
  );
  assert.equal(readSafetensorsMetadata(file('{}'), 10).size, 0);
});

test('metadata is read from the start of a long header', () => {
  const bytes = file(header, 5_000_000);
  assert.equal(readSafetensorsMetadata(bytes.subarray(0, 80), 6_000_000).get('format'), 'pt');
  assert.equal(readSafetensorsMetadata(bytes.subarray(0, 40), 6_000_000).size, 0);
  assert.equal(readSafetensorsMetadata(file('{"w":{}', 5_000_000), 6_000_000).size, 0);
});

test('what is no model is a FormatError', () => {
  const bytes = file(header);
  for (const [start, size] of [
    [bytes, 20],
    [Buffer.alloc(0), 0],
    [file('[1]'), 100],
    [file('{', 200_000_000), 1e9],
    [file('{"a":'), 100],
    [file(`{"a":${'['.repeat(1_000)}`), 10_000],
  ] as const) {
    assert.throws(() => readSafetensorsMetadata(start, size), FormatError);
  }
});

test('only FormatError escapes from damaged models', () => {
  const bytes = file(header);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, end) => {
      const damaged = Buffer.from(bytes);
      damaged[at] = value;
      try {
        readSafetensorsMetadata(damaged.subarray(0, end), 1_000_000);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
    { numRuns: 1_000 },
  );
});
