import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { buildZip, type ZipMember } from '../../../test/support/build-zip.ts';
import { fuzz } from '../../../test/support/fuzz.ts';
import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { fromBytes, type RandomAccess } from '../random-access.ts';
import { openZip } from './archive.ts';
import { archiveBudget } from './budget.ts';

const MOST = 1 << 20;

function contents(bytes: Uint8Array): [string, string][] {
  const zip = openZip(fromBytes(bytes));
  return zip.entries.map((entry) => [entry.name, Buffer.from(zip.read(entry, MOST)).toString('utf8')]);
}

function onlyEntryFails(members: readonly ZipMember[], reason: RegExp): void {
  const zip = openZip(fromBytes(buildZip(members)));
  const entry = zip.entries.at(-1);
  assert.ok(entry);
  assert.throws(
    () => zip.read(entry, MOST),
    (error: unknown) => {
      return error instanceof FormatError && reason.test(error.message);
    },
  );
}

test('any members come back, however the archive is written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ name: fc.string({ minLength: 1 }), content: fc.string(), deflated: fc.boolean() })),
      fc.record({ zip64: fc.boolean(), comment: fc.string({ maxLength: 50 }), prefix: fc.uint8Array() }),
      (members, options) => {
        const zip = buildZip(
          members.map((member) => ({ ...member, utf8: true })),
          options,
        );
        assert.deepEqual(
          contents(zip),
          members.map((member) => [Buffer.from(member.name).toString('utf8'), Buffer.from(member.content).toString()]),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('a data descriptor after the data does not matter', () => {
  const member = { name: 'a', content: 'hello hello hello', deflated: true, descriptor: true };
  assert.deepEqual(contents(buildZip([member, { ...member, name: 'b' }])), [
    ['a', 'hello hello hello'],
    ['b', 'hello hello hello'],
  ]);
});

test('names are UTF-8 when flagged, else code page 437', () => {
  const zip = buildZip([
    { name: Buffer.from([0x81, 0x2e, 0xe1]), content: '' },
    { name: 'ü.ß', content: '', utf8: true },
  ]);
  assert.deepEqual(
    contents(zip).map(([name]) => name),
    ['ü.ß', 'ü.ß'],
  );
});

test('an end record inside a comment does not hide the archive', () => {
  const inner = buildZip([{ name: 'inner', content: 'x' }]).toString('latin1');
  const zip = buildZip([{ name: 'outer', content: 'y' }], { comment: 'PK\x05\x06 and more than twenty-two bytes' });
  assert.deepEqual(contents(zip), [['outer', 'y']]);
  const prefixed = buildZip([{ name: 'outer', content: 'y' }], { prefix: Buffer.from(inner, 'latin1') });
  assert.deepEqual(contents(prefixed), [['outer', 'y']]);
});

test('garbage after the archive is survived, as Java survives it', () => {
  const zip = buildZip([{ name: 'a', content: 'x' }]);
  assert.deepEqual(contents(Buffer.concat([zip, Buffer.from('\n\n')])), [['a', 'x']]);
});

test('a stored member is opened without a copy', () => {
  const bytes = buildZip([{ name: 'a', content: 'payload' }]);
  const zip = openZip(fromBytes(bytes));
  const [entry] = zip.entries;
  assert.ok(entry);
  const view = zip.open(entry, 1).readAt(0, 7);
  assert.equal(view.buffer, bytes.buffer);
});

test('members that cannot or must not be read', () => {
  onlyEntryFails([{ name: 'a', content: 'x', encrypted: true }], /encrypted/);
  onlyEntryFails([{ name: 'a', content: 'x', method: 14 }], /unknown method 14/);
  onlyEntryFails([{ name: 'a', content: 'x', claimedSize: 2 }], /two sizes/);
  onlyEntryFails([{ name: 'a', content: 'x'.repeat(50), deflated: true, claimedSize: 40 }], /inflated/);
  onlyEntryFails([{ name: 'a', content: 'x'.repeat(50), deflated: true, claimedSize: 60 }], /size it claims/);
  onlyEntryFails([{ name: 'a', content: 'x', method: 8 }], /inflated/);
  onlyEntryFails([{ name: 'a', content: 'x'.repeat(MOST + 1), deflated: true }], /larger than/);
  onlyEntryFails([{ name: 'a', content: 'x', claimedOffset: 3 }], /no local header/);
  onlyEntryFails([{ name: 'a', content: 'x', claimedOffset: 4_000_000_000 }], /past the end/);
});

test('overlapping members are refused', () => {
  // A local header inside the first member's data makes that data end early.
  const hidden = Buffer.alloc(40);
  hidden.write('PK\x03\x04', 10, 'latin1');
  const zip = openZip(
    fromBytes(
      buildZip([
        { name: 'kernel', content: hidden },
        { name: 'second', content: '', claimedOffset: 46 },
      ]),
    ),
  );
  const [kernel] = zip.entries;
  assert.ok(kernel);
  assert.throws(() => zip.read(kernel, MOST), /overlaps/);
});

test('a member that claims a bomb is refused before it is inflated', () => {
  const bomb = deflateRawSync(Buffer.alloc(1 << 20));
  const claimedSize = 1 << 30;
  const zip = openZip(fromBytes(buildZip([{ name: 'a', content: bomb, method: 8, claimedSize }])));
  const [entry] = zip.entries;
  assert.ok(entry);
  assert.throws(() => zip.read(entry, limits.archiveContent), /compressed more than/);
});

test('one budget holds for all members', () => {
  const members = Array.from({ length: 20 }, (_, index) => ({
    name: `${index}`,
    content: Buffer.alloc(1000),
    deflated: true,
  }));
  const budget = { ...archiveBudget(), content: 16 * 1024 + 20 * 50 + 5000 };
  const zip = openZip(fromBytes(buildZip(members)), budget);
  assert.throws(() => zip.entries.map((entry) => zip.read(entry, MOST)), /more content than/);
  assert.throws(() => openZip(fromBytes(buildZip(members)), { ...archiveBudget(), entries: 19 }), /more entries than/);
});

test('a directory beyond the limit is not read', () => {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(limits.archiveDirectory + 1, 12);
  const size = limits.archiveDirectory + 100;
  const source: RandomAccess = {
    size,
    readAt(offset, length) {
      assert.ok(length < 100_000);
      const bytes = Buffer.alloc(Math.min(length, size - offset));
      if (offset + length >= size) end.copy(bytes, bytes.length - 22);
      else bytes.write('PK\x01\x02', 'latin1');
      return bytes;
    },
  };
  assert.throws(() => openZip(source), /over the limit/);
});

test('what is no archive is refused', () => {
  assert.throws(() => openZip(fromBytes(Buffer.alloc(0))), FormatError);
  assert.throws(() => openZip(fromBytes(Buffer.from('hello'))), FormatError);
  const zip = buildZip([{ name: 'a', content: 'x' }]);
  for (let length = 0; length < zip.length; length++) {
    assert.throws(() => openZip(fromBytes(zip.subarray(0, length))), FormatError);
  }
});

test('damaged archives throw nothing but FormatError', () => {
  const members = [
    { name: 'META-INF/MANIFEST.MF', content: 'Manifest-Version: 1.0\r\n', deflated: true },
    { name: 'stored', content: 'plain text' },
    { name: 'described', content: 'x'.repeat(300), deflated: true, descriptor: true },
  ];
  for (const zip64 of [false, true]) {
    fuzz(buildZip(members, { zip64 }), contents, 1500);
  }
});
