import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { buildElf } from '../../../test/support/build-elf.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../../format/random-access.ts';
import { readKernelHooks } from './kernel-hooks.ts';
import { readPacking } from './packing.ts';
import { readPreloadHooks } from './preload-hooks.ts';

const random = Buffer.concat(
  Array.from({ length: 2_000 }, (_, index) => createHash('sha256').update(`${index}`).digest()),
);

test('a program without sections whose bytes are as if random is packed by something', () => {
  assert.equal(packingOf({ bytes: random, withoutSections: true }), 'unknown');
  assert.equal(packingOf({ bytes: random, withoutSections: false }), undefined);
  const code = Buffer.from('push rbp; mov rbp, rsp; call puts; pop rbp; ret; '.repeat(1_000));
  assert.equal(packingOf({ bytes: code, withoutSections: true }), undefined);
});

test('programs of this machine are not packed, its libraries no rootkits', () => {
  const node = fromBytes(readFileSync(process.execPath));
  assert.equal(readPacking(node), undefined);
  assert.equal(readPreloadHooks(node), undefined);
  assert.equal(readKernelHooks(node), undefined);
});

test('damaged programs are refused, never half read', () => {
  const { file } = buildElf({
    bits: 64,
    littleEndian: true,
    parts: [{ name: 'x', type: 1, segment: 2, bytes: random }],
  });
  for (let index = 0; index < 300; index++) {
    const copy = Buffer.from(file.subarray(0, index % 3 === 0 ? (index * 37) % file.length : file.length));
    for (let change = 0; change < 4; change++)
      copy[(index * 31 + change * 17) % Math.min(copy.length || 1, 200)] = index & 255;
    for (const read of [readPacking, readPreloadHooks, readKernelHooks]) {
      try {
        read(fromBytes(copy));
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }
  }
});

function packingOf({ bytes, withoutSections }: { bytes: Uint8Array; withoutSections: boolean }) {
  const { file } = buildElf({
    bits: 64,
    littleEndian: true,
    type: 2,
    withoutSections,
    parts: [{ name: '.text', type: 1, bytes }],
  });
  return readPacking(fromBytes(file));
}
