import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GoSearch, readGoBuildInfo } from './go-build-info.ts';
import { fromBytes } from './random-access.ts';

const MARK = 'x'.repeat(16);
const MODULES = [
  'path\texample.com/lamp/cmd/lamp',
  'mod\texample.com/lamp\t(devel)\t',
  'dep\texample.com/oil\tv1.2.3\th1:abc=',
  'dep\texample.com/wick\tv0.1.0',
  '=>\texample.com/fork/wick\tv0.2.0\th1:def=',
  'build\t-ldflags="-X \'main.version=1.0\' \\"q\\" \\u00e9\\x21\\U0001f6a2"',
  'build\t"odd key"=value',
  'build\tGOOS=linux',
  'build\tno value',
  'unknown\tline',
  '',
].join('\n');
const EXPECTED = {
  goVersion: 'go1.22.3',
  path: 'example.com/lamp/cmd/lamp',
  main: { path: 'example.com/lamp', version: '(devel)' },
  dependencies: [
    { path: 'example.com/oil', version: 'v1.2.3' },
    { path: 'example.com/wick', version: 'v0.1.0', replacedBy: { path: 'example.com/fork/wick', version: 'v0.2.0' } },
  ],
  settings: [
    ['-ldflags', '-X \'main.version=1.0\' "q" é!🚢'],
    ['odd key', 'value'],
    ['GOOS', 'linux'],
  ],
};

test('the inline form of Go 1.18 and later is read', () => {
  const bytes = Buffer.concat([Buffer.alloc(32), inline('go1.22.3', MARK + MODULES + MARK)]);
  assert.deepEqual(readGoBuildInfo(fromBytes(bytes), whole(bytes)), EXPECTED);
});

for (const size of [4, 8] as const) {
  for (const littleEndian of [true, false]) {
    test(`the form before Go 1.18, pointers of ${size} bytes, ${littleEndian ? 'little' : 'big'}-endian, is read`, () => {
      const bytes = pointed({ size, littleEndian });
      assert.deepEqual(readGoBuildInfo(fromBytes(bytes), whole(bytes)), EXPECTED);
    });
  }
}

test('the build info is only taken at an aligned place', () => {
  const stray = Buffer.concat([Buffer.alloc(8), inline('go1.1', '')]);
  assert.equal(readGoBuildInfo(fromBytes(stray), whole(stray)), undefined);
  const padding = Buffer.alloc(Math.ceil(stray.length / 16) * 16 - stray.length);
  const both = Buffer.concat([stray, padding, inline('go1.22.3', '')]);
  assert.equal(readGoBuildInfo(fromBytes(both), whole(both))?.goVersion, 'go1.22.3');
});

test('a program without modules has none, and that is no damage', () => {
  const bytes = inline('go1.22.3', '');
  assert.deepEqual(readGoBuildInfo(fromBytes(bytes), whole(bytes)), {
    goVersion: 'go1.22.3',
    dependencies: [],
    settings: [],
  });
});

test('a list of modules that is cut short is told of', () => {
  const bytes = inline('go1.22.3', MARK + MODULES + MARK).subarray(0, 100);
  assert.equal(readGoBuildInfo(fromBytes(bytes), whole(bytes))?.modulesDamaged, true);
});

test('lengths and pointers that lead nowhere find nothing', () => {
  const long = inline('go1.22.3', '');
  long.fill(0xff, 32, 42);
  assert.equal(readGoBuildInfo(fromBytes(long), whole(long)), undefined);
  const lost = pointed({ size: 8, littleEndian: true });
  lost.writeBigUInt64LE(1n << 60n, 16);
  assert.equal(readGoBuildInfo(fromBytes(lost), whole(lost)), undefined);
});

function whole(bytes: Uint8Array): GoSearch {
  return {
    places: [{ offset: 0, size: bytes.length }],
    fileOffset: (address) => (address >= 0x1000 && address < 0x1000 + bytes.length ? address - 0x1000 : undefined),
  };
}

function header(pointerSize: number, flags: number): Buffer {
  return Buffer.concat([
    Buffer.from('\xff Go buildinf:', 'latin1'),
    Buffer.from([pointerSize, flags]),
    Buffer.alloc(16),
  ]);
}

function inline(version: string, modules: string): Buffer {
  const text = (value: string) => Buffer.concat([variableLength(Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.concat([header(0, 2), text(version), text(modules)]);
}

function variableLength(value: number): Buffer {
  return value < 0x80
    ? Buffer.from([value])
    : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), variableLength(value >> 7)]);
}

function pointed({ size, littleEndian }: { size: 4 | 8; littleEndian: boolean }): Buffer {
  const texts = ['go1.22.3', MARK + MODULES + MARK].map((text) => Buffer.from(text));
  const start = 32 + 4 * size;
  const [version = Buffer.alloc(0), modules = Buffer.alloc(0)] = texts;
  const numbers = [
    ...[0x1000 + 32, 0x1000 + 32 + 2 * size],
    ...[0x1000 + start, version.length, 0x1000 + start + version.length, modules.length],
  ];
  const bytes = Buffer.concat([header(size, littleEndian ? 0 : 1), Buffer.alloc(4 * size), version, modules]);
  const places = [16, 16 + size, 32, 32 + size, 32 + 2 * size, 32 + 3 * size];
  for (const [i, place] of places.entries()) {
    const number = numbers[i] ?? 0;
    if (size === 4) littleEndian ? bytes.writeUInt32LE(number, place) : bytes.writeUInt32BE(number, place);
    else littleEndian ? bytes.writeBigUInt64LE(BigInt(number), place) : bytes.writeBigUInt64BE(BigInt(number), place);
  }
  return bytes;
}
