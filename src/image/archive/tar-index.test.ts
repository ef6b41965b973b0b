import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { mutations } from '../../../test/support/mutations.ts';
import { type TarEntry, writeTar } from '../../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../../format/random-access.ts';
import { indexTar, type TarIndex } from './tar-index.ts';

const long = `${'folder/'.repeat(30)}${'x'.repeat(90)}`;

test('files are found by name, wherever the name is kept', () => {
  for (const format of ['pax', 'gnu'] as const) {
    const tar = writeTar([{ path: './a', body: 'first' }, { path: long, body: 'second' }, { path: 'dir/' }], {
      format,
    });
    assert.deepEqual(bodies(tar), { a: 'first', [long]: 'second' });
  }
});

test('what GNU tar writes is read the same', (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'in', 'folder'.repeat(20)), { recursive: true });
  writeFileSync(join(folder, 'in', 'folder'.repeat(20), 'ü'.repeat(60)), 'body');
  writeFileSync(join(folder, 'in', 'x'), 'y');
  for (const format of ['gnu', 'pax', 'ustar', 'v7', 'oldgnu']) {
    const names = format === 'ustar' || format === 'v7' ? ['x'] : ['.'];
    const run = spawnSync('tar', ['-c', `--format=${format}`, '-C', join(folder, 'in'), ...names]);
    if (run.error) return t.skip('needs tar');
    assert.equal(bodies(run.stdout).x, 'y', format);
    if (names[0] === '.') assert.equal(bodies(run.stdout)[`${'folder'.repeat(20)}/${'ü'.repeat(60)}`], 'body', format);
  }
});

test('links keep their targets, duplicates are known, and names that lead out are left out', () => {
  const index = indexOf([
    { path: 'a', body: '1' },
    { path: 'b', link: '../a' },
    { path: 'c', link: 'a', type: 'hardlink' },
    { path: 'a', body: '22' },
    { path: '/etc/passwd', body: 'x' },
    { path: 'x/../../y', body: 'x' },
    { path: 'dev', type: 'character-device', device: { major: 1, minor: 3 } },
  ]);
  assert.deepEqual([...index.members.keys()], ['a', 'b', 'c']);
  assert.deepEqual(index.members.get('b'), { type: 'symlink', target: '../a' });
  assert.deepEqual([...index.duplicates], ['a']);
  const a = index.members.get('a');
  assert.equal(a?.type === 'file' && a.size, 2);
});

test('a PAX size overrules the header, which cannot hold large ones', () => {
  const zero = (header: Buffer) => header.fill('0', 124, 135);
  const tar = writeTar([
    { path: 'a', body: 'hello', pax: { size: '5' }, patchHeader: zero },
    { path: 'b', body: '!' },
  ]);
  assert.deepEqual(bodies(tar), { a: 'hello', b: '!' });
});

test('sparse files are marked, since their bytes are not in one piece', () => {
  const gnu = indexOf([{ path: 'a', body: 'x', patchHeader: (header) => header.write('S', 156) }]);
  const pax = indexOf([{ path: 'x', body: 'x', pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'a' } }]);
  assert.deepEqual([gnu.members.get('a'), pax.members.get('a')], [{ type: 'sparse' }, { type: 'sparse' }]);
});

test('a tar may lack its end, but not a piece', () => {
  const tar = writeTar([{ path: 'a', body: 'x'.repeat(2000) }], { end: false });
  assert.equal(bodies(tar).a?.length, 2000);
  assert.throws(() => indexTar(fromBytes(tar.subarray(0, 1500))), /cut short/);
  assert.throws(() => indexTar(fromBytes(tar.subarray(0, 300))), /cut short/);
  assert.equal(indexTar(fromBytes(Buffer.alloc(0))).members.size, 0);
});

test('hostile headers are refused', () => {
  const bad = (entry: Partial<TarEntry>, message: RegExp) =>
    assert.throws(
      () => indexOf([{ path: 'a', body: 'x', ...entry }]),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  bad({ breakHeader: (header) => header.write('b', 0) }, /checksum/);
  bad({ patchHeader: (header) => header.write('77777777777', 124) }, /cut short/);
  bad({ patchHeader: (header) => header.fill(0xff, 124, 136) }, /negative/);
  bad({ patchHeader: (header) => header.fill(0x7f, 125, 136).writeUInt8(0x80, 124) }, /too large/);
  bad({ patchHeader: (header) => header.write('9x', 124) }, /number/);
  bad({ pax: { size: '-5' } }, /size/);
  bad({ pax: { size: '999999999999999' } }, /cut short/);
  bad({ type: 'pax-header', body: '99 path=x\n' }, /wrong length/);
  bad({ type: 'pax-header', body: '0 path=x\n' }, /wrong length/);
  bad({ type: 'pax-header', body: '9 pathxx\n' }, /no value/);
  bad({ type: 'gnu-long-name', body: Buffer.alloc(2_000_000, 'a') }, /more than/);
});

test('entries behind a block of zeros are not passed over in silence', () => {
  const tar = Buffer.concat([writeTar([{ path: 'a' }], { end: false }), Buffer.alloc(512), writeTar([{ path: 'b' }])]);
  assert.throws(() => indexTar(fromBytes(tar)), /block of zeros/);
});

test('whatever the names and sizes, what was written is found', () => {
  const name = fc.stringMatching(/^[a-zé][a-z0-9é_-]{0,70}(\/[a-z0-9]{1,70}){0,3}$/);
  const files = fc.uniqueArray(fc.tuple(name, fc.string({ maxLength: 1100 })), {
    selector: ([path]) => path,
    maxLength: 6,
  });
  fc.assert(
    fc.property(files, fc.constantFrom('pax', 'gnu'), (written, format) => {
      const tar = writeTar(
        written.map(([path, body]) => ({ path, body })),
        { format },
      );
      assert.deepEqual(bodies(tar), Object.fromEntries(written));
    }),
    { numRuns: 60 },
  );
});

test('damage throws nothing but FormatError', () => {
  const tar = writeTar([
    { path: long, body: 'x' },
    { path: 'b', link: long },
    { path: 'c', body: 'y' },
  ]);
  for (const mutated of mutations(tar, 600)) {
    try {
      indexTar(fromBytes(mutated));
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  }
});

function indexOf(entries: readonly TarEntry[]): TarIndex {
  return indexTar(fromBytes(writeTar(entries)));
}

function bodies(tar: Buffer): Record<string, string> {
  const { members } = indexTar(fromBytes(tar));
  return Object.fromEntries(
    [...members].map(([name, member]) => [
      name,
      member.type === 'file' ? tar.subarray(member.offset, member.offset + member.size).toString() : member.type,
    ]),
  );
}
