import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { incompressible } from '../../../test/support/bytes.ts';
import { randomChunks, seededRandom } from '../../../test/support/random.ts';
import { zstdStored } from '../../../test/support/zstd-stored.ts';
import { FormatError, UnavailableError } from '../../base/errors.ts';
import { decompress } from './decompress.ts';
import { prepareZstd } from './zstd.ts';

before(prepareZstd);

const withoutZstd = spawnSync('zstd', ['--version']).status === 0 ? false : 'needs the zstd program';
const BODIES = [Buffer.from('text '.repeat(1000)), incompressible(3000), Buffer.alloc(5000)];
const WHOLE = Buffer.concat(BODIES);
const SKIPPABLE = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);

const gzips = BODIES.map((body) => gzipSync(body));
const frames = BODIES.map((body) => Buffer.from(zstdStored(body)));

test('several members, frames and skippable frames, in chunks of any size', () => {
  unpacksTo(WHOLE, Buffer.concat(gzips));
  unpacksTo(WHOLE, Buffer.concat([...gzips, Buffer.alloc(1024)]));
  unpacksTo(WHOLE, Buffer.concat(frames));
  unpacksTo(WHOLE, Buffer.concat(frames.flatMap((frame) => [SKIPPABLE, frame, SKIPPABLE])));
  unpacksTo(WHOLE, Buffer.concat([...Array<Buffer>(500).fill(SKIPPABLE), ...frames]));
  unpacksTo(WHOLE, WHOLE);
});

test('each boundary of a chunk', () => {
  const small = ['one ', 'two ', ''].map((text) => Buffer.from(text.repeat(10)));
  for (const pack of [gzipSync, zstdStored]) {
    const stored = Buffer.concat(small.map((body) => pack(body)));
    for (let cut = 0; cut <= stored.length; cut++) {
      const [length] = unpack([stored.subarray(0, cut), stored.subarray(cut)]);
      assert.equal(length, 80, `cut at ${cut}`);
    }
  }
});

test('nothing, and streams of nothing', () => {
  unpacksTo(Buffer.alloc(0), Buffer.alloc(0));
  unpacksTo(Buffer.alloc(0), gzipSync(''));
  unpacksTo(Buffer.alloc(0), Buffer.from(zstdStored(Buffer.alloc(0))));
});

test('a cut anywhere is damage', () => {
  for (const stored of [gzipSync(BODIES[0] ?? ''), frames[0] ?? Buffer.alloc(0)]) {
    for (let length = 4; length < stored.length; length += 1 + (length >> 4)) refused(stored.subarray(0, length));
    refused(stored.subarray(0, -1));
    refused(Buffer.concat([stored, stored.subarray(0, 3)]));
  }
});

test('what follows the end is damage, however it is cut', () => {
  const [gzip = Buffer.alloc(0), second = Buffer.alloc(0)] = gzips;
  refused(Buffer.concat([gzip, Buffer.from('garbage')]));
  refused(Buffer.concat([gzip, Buffer.alloc(100), second]));
  refused(Buffer.concat([frames[0] ?? gzip, Buffer.alloc(100)]));
  refused(Buffer.concat([frames[0] ?? gzip, Buffer.from('garbage')]));
});

test('a wrong checksum is damage', { skip: withoutZstd }, () => {
  for (const stored of [gzipSync(WHOLE), zstd('--check')]) {
    const bad = Buffer.from(stored);
    const last = bad.length - (bad[0] === 0x1f ? 6 : 1);
    bad[last] = (bad[last] ?? 0) ^ 1;
    refused(bad);
  }
});

test('real zstd, and any damage to it, in bounded time', { skip: withoutZstd, timeout: 60_000 }, () => {
  const stored = zstd('-19', '--check');
  unpacksTo(WHOLE, stored);
  for (let at = 4; at < stored.length; at += 61) {
    const bad = Buffer.from(stored);
    bad[at] = (bad[at] ?? 0) ^ 0x55;
    try {
      unpack([bad]);
    } catch (error) {
      assert.ok(error instanceof FormatError);
    }
  }
});

test('a frame that wants gigabytes of memory is refused', { skip: withoutZstd }, () => {
  const stored = zstd('--long=31', '--ultra', '-22', '--zstd=wlog=31');
  const frame = Buffer.concat([stored.subarray(0, 4), Buffer.from([0x00, 0xa8]), stored.subarray(6)]);
  refused(frame);
});

test('the error of a source that fails is its own', () => {
  const failure = new UnavailableError('interrupted', 'the wire was cut');
  function* failing(bytes: Uint8Array): Generator<Uint8Array> {
    yield bytes.subarray(0, bytes.length >> 1);
    throw failure;
  }
  for (const stored of [gzipSync(WHOLE), Buffer.concat(frames), WHOLE]) {
    assert.throws(
      () => unpack(failing(stored)),
      (error) => error === failure,
    );
  }
});

function unpacksTo(expected: Buffer, stored: Buffer): void {
  const random = seededRandom(stored.length);
  for (const longest of [1, 7, 600, 1 << 20]) {
    const [, bytes] = unpack(randomChunks(stored, random, longest));
    assert.ok(bytes.equals(expected), `chunks up to ${longest}`);
  }
}

function refused(stored: Buffer): void {
  for (const size of [1, 100, 1 << 20]) {
    const chunks = Array.from({ length: Math.ceil(stored.length / size) }, (_, i) =>
      stored.subarray(i * size, (i + 1) * size),
    );
    assert.throws(() => unpack(chunks), FormatError, `${stored.toString('hex', 0, 20)}… in chunks of ${size}`);
  }
}

function unpack(chunks: Iterable<Uint8Array>): [length: number, bytes: Buffer] {
  const pieces: Buffer[] = [];
  // An output chunk is overwritten by the next one.
  for (const chunk of decompress(chunks).output) pieces.push(Buffer.from(chunk));
  const bytes = Buffer.concat(pieces);
  return [bytes.length, bytes];
}

function zstd(...options: string[]): Buffer {
  return execFileSync('zstd', ['-q', '-c', ...options], { input: WHOLE });
}
