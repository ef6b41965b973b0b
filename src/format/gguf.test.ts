import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../base/errors.ts';
import { readGgufHeader } from './gguf.ts';

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([u64(BigInt(value.length)), Buffer.from(value)]);
const entry = (key: string, type: number, ...value: Buffer[]): Buffer =>
  Buffer.concat([text(key), u32(type), ...value]);
const head = (count: bigint): Buffer => Buffer.concat([Buffer.from('GGUF'), u32(3), u64(0n), u64(count)]);

const model = Buffer.concat([
  head(5n),
  entry('general.name', 8, text('Tide')),
  entry('a.number', 6, u32(7)),
  entry('a.list', 9, u32(8), u64(2n), text('x'), text('y')),
  entry('a.nested', 9, u32(9), u64(1n), u32(0), u64(3n), Buffer.from([1, 2, 3])),
  entry('general.license', 8, text('mit')),
]);

test('texts are read past values of every kind', () => {
  const { formatVersion, texts } = readGgufHeader(model);
  assert.equal(formatVersion, 3);
  assert.deepEqual(
    [...texts],
    [
      ['general.name', 'Tide'],
      ['general.license', 'mit'],
    ],
  );
});

test('big-endian files and the first format are read', () => {
  const big = Buffer.from(
    '47475546000000030000000000000000000000000000000100000000000000016b000000080000000000000001',
    'hex',
  );
  assert.deepEqual([...readGgufHeader(Buffer.concat([big, Buffer.from('v')])).texts], [['k', 'v']]);
  const first = Buffer.concat([
    Buffer.from('GGUF'),
    u32(1),
    u32(0),
    u32(1),
    u32(1),
    Buffer.from('k'),
    u32(8),
    u32(1),
    Buffer.from('v'),
  ]);
  assert.deepEqual([...readGgufHeader(first).texts], [['k', 'v']]);
});

test('a start that ends early tells what it holds', () => {
  assert.deepEqual([...readGgufHeader(model.subarray(0, model.length - 1)).texts], [['general.name', 'Tide']]);
});

test('lying counts and lengths end at once', () => {
  const most = 2n ** 64n - 1n;
  assert.equal(readGgufHeader(head(most)).texts.size, 0);
  assert.equal(readGgufHeader(Buffer.concat([head(1n), u64(most)])).texts.size, 0);
  assert.equal(readGgufHeader(Buffer.concat([head(1n), entry('k', 9, u32(12), u64(most))])).texts.size, 0);
  const endless = Buffer.concat([head(1n), entry('k', 9, u32(9), u64(most), u32(9), u64(most), u32(9), u64(most))]);
  assert.equal(readGgufHeader(endless).texts.size, 0);
});

test('other bytes are a FormatError', () => {
  for (const bytes of [
    Buffer.from('GGML\x03'),
    Buffer.from('GGUF'),
    Buffer.alloc(0),
    Buffer.concat([Buffer.from('GGUF'), u32(0)]),
  ]) {
    assert.throws(() => readGgufHeader(bytes), FormatError);
  }
  assert.throws(() => readGgufHeader(Buffer.concat([head(1n), entry('k', 77)])), FormatError);
});

test('only FormatError escapes from damaged models', () => {
  fc.assert(
    fc.property(fc.nat(model.length - 1), fc.nat(255), fc.nat(model.length), (at, value, end) => {
      const bytes = Buffer.from(model);
      bytes[at] = value;
      try {
        readGgufHeader(bytes.subarray(0, Math.max(end, at)));
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
    { numRuns: 1_000 },
  );
});
