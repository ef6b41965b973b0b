import assert from 'node:assert/strict';
import { test } from 'node:test';
import { survivesDamage } from '../../../test/support/damage.ts';
import { rpmHeaderBytes } from '../../../test/support/rpm-header.ts';
import { FormatError } from '../../base/errors.ts';
import { rpmFiles } from './files.ts';
import { parseRpmHeader } from './header.ts';
import { rpmPackage, TAG } from './package.ts';

const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const SHA512 = 'ab'.repeat(64);
const REQUIRED = [
  [TAG.name, 'tool'],
  [TAG.version, '1.0'],
  [TAG.release, '2'],
] as const;
const FILES = [
  ...REQUIRED,
  [TAG.baseNames, ['a', 'b', 'c']],
  [TAG.directoryNames, ['/usr/bin/', '/etc/']],
  [TAG.directoryIndexes, { int32: [0, 0, 1] }],
  [TAG.fileModes, { int16: [0o100755, 0o120777, 0o104644] }],
] as const;

test('what a package may leave out is absent', () => {
  const pkg = rpmPackage(parseRpmHeader(rpmHeaderBytes(REQUIRED)));
  assert.deepEqual(pkg, { name: 'tool', version: '1.0', release: '2', epoch: 0, signed: false });
});

test('a later entry replaces an earlier one, as tags added by the installation do', () => {
  const header = parseRpmHeader(rpmHeaderBytes([...REQUIRED, [TAG.name, 'other'], [TAG.rsaHeader, 'signature']]));
  assert.equal(rpmPackage(header).name, 'other');
  assert.equal(rpmPackage(header).signed, true);
});

test('a value of another type than the tag has is absent', () => {
  const header = parseRpmHeader(rpmHeaderBytes([...REQUIRED, [TAG.epoch, 'one'], [TAG.license, { int32: [1] }]]));
  assert.equal(rpmPackage(header).epoch, 0);
  assert.equal(rpmPackage(header).license, undefined);
});

test('a package without name, version or release is damaged', () => {
  for (const missing of REQUIRED) {
    const bytes = rpmHeaderBytes(REQUIRED.filter((tag) => tag !== missing));
    assert.throws(() => rpmPackage(parseRpmHeader(bytes)), FormatError);
  }
});

test('files: digests are md5 unless the package says otherwise', () => {
  const digests = [TAG.fileDigests, [MD5, '', '']] as const;
  const [first, second] = rpmFiles(parseRpmHeader(rpmHeaderBytes([...FILES, digests])));
  assert.deepEqual(first?.digest, { algorithm: 'md5', hex: MD5 });
  assert.equal(second?.digest, undefined);
});

test('files: sha512, sizes over 4 GiB, and a digest of the wrong length', () => {
  const tags = [
    ...FILES,
    [TAG.fileDigestAlgorithm, { int32: [10] }],
    [TAG.fileDigests, [SHA512, MD5, SHA512.toUpperCase()]],
    [TAG.fileSizes, { int32: [1, 2, 3] }],
    [TAG.longFileSizes, { int64: [5_000_000_000, 0, 1] }],
  ] as const;
  const files = [...rpmFiles(parseRpmHeader(rpmHeaderBytes(tags)))];
  assert.deepEqual(
    files.map(({ path, size, digest }) => [path, size, digest?.hex]),
    [
      ['/usr/bin/a', 5_000_000_000, SHA512],
      ['/usr/bin/b', 0, undefined],
      ['/etc/c', 1, SHA512],
    ],
  );
});

test('files: an unknown digest algorithm gives no digest', () => {
  const tags = [...FILES, [TAG.fileDigestAlgorithm, { int32: [99] }], [TAG.fileDigests, [MD5, MD5, MD5]]] as const;
  assert.ok([...rpmFiles(parseRpmHeader(rpmHeaderBytes(tags)))].every(({ digest }) => !digest));
});

test('files: states tell which were left out or replaced', () => {
  const files = [...rpmFiles(parseRpmHeader(rpmHeaderBytes([...FILES, [TAG.fileStates, { int8: [0, 1, 2] }]])))];
  assert.deepEqual(
    files.map(({ installed }) => installed),
    [true, false, false],
  );
});

test('files: packages older than rpm 4 list whole paths', () => {
  const header = parseRpmHeader(rpmHeaderBytes([...REQUIRED, [TAG.oldFileNames, ['/bin/sh', '/etc/profile']]]));
  assert.deepEqual(
    [...rpmFiles(header)].map(({ path }) => path),
    ['/bin/sh', '/etc/profile'],
  );
});

test('files: a directory that is not listed is damage', () => {
  const tags = [
    ...REQUIRED,
    [TAG.baseNames, ['a']],
    [TAG.directoryNames, ['/']],
    [TAG.directoryIndexes, { int32: [1] }],
  ] as const;
  assert.throws(() => [...rpmFiles(parseRpmHeader(rpmHeaderBytes(tags)))], FormatError);
});

test('files: one long directory name does not become a million long paths', () => {
  const tags = [
    ...REQUIRED,
    [TAG.baseNames, Array.from({ length: 10_000 }, () => 'x')],
    [TAG.directoryNames, [`/${'d'.repeat(1_000_000)}/`]],
    [TAG.directoryIndexes, { int32: Array.from({ length: 10_000 }, () => 0) }],
  ] as const;
  assert.throws(() => [...rpmFiles(parseRpmHeader(rpmHeaderBytes(tags)))], /absurd length/);
});

test('counts beyond the data are damage, and cost nothing', () => {
  for (const type of [4, 8]) {
    const bytes = rpmHeaderBytes([...REQUIRED, [TAG.fileSizes, { int32: [1] }]]);
    bytes.writeUInt32BE(type, 8 + 3 * 16 + 4);
    bytes.writeUInt32BE(0xffffffff, 8 + 3 * 16 + 12);
    const header = parseRpmHeader(bytes);
    assert.throws(() => (type === 4 ? header.numbers(TAG.fileSizes) : header.texts(TAG.fileSizes)), FormatError);
  }
});

test('damage costs no more than a FormatError', () => {
  survivesDamage(rpmHeaderBytes([...FILES, [TAG.fileDigests, [MD5, MD5, MD5]]]), (bytes) => {
    const header = parseRpmHeader(bytes);
    rpmPackage(header);
    assert.ok([...rpmFiles(header)].length < bytes.length);
  });
});
