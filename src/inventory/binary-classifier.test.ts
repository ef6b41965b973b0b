import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mutations } from '../../test/support/mutations.ts';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { fromBytes } from '../format/random-access.ts';
import { classifierTap, classify } from './binary-classifier.ts';
import { cpeOf } from './classifiers/cpe.ts';
import { classifiers } from './classifiers/index.ts';
import { compilePattern } from './classifiers/pattern.ts';
import { searchPatterns } from './classifiers/search.ts';

const header = { type: 'file', kind: 'elf', size: 100, mode: 0o755 } as const;

function versionIn(text: string, ...templates: string[]): (string | undefined)[] {
  const body = fromBytes(Buffer.from(text, 'latin1'));
  return searchPatterns(
    body,
    templates.map((template) => compilePattern(template)),
  ).map(([first]) => first);
}

test('a version is taken whole or not at all', () => {
  const template = 'name {version}';
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['name 1.2.3', '1.2.3'],
    ['name 1.2', '1.2'],
    ['name 1.2.3.', '1.2.3'],
    ['name 1.2.3 (x)', '1.2.3'],
    ['name 1.1.1w  11 Sep 2023', '1.1.1w'],
    ['name 2.0.0-rc.1\0', '2.0.0-rc.1'],
    ['name 15beta4', undefined],
    ['name 1.0.0beta2', '1.0.0beta2'],
    ['name 9.2p1 Debian', '9.2p1'],
    ['name 1.2.3buildkit', '1.2.3'],
    ['name 1.2.3.4.5', undefined],
    ['name 1', undefined],
    ['name 12345678.1.1', undefined],
    ['name x1.2.3', undefined],
  ];
  for (const [text, version] of cases) assert.equal(versionIn(text, template)[0], version, text);
});

test('templates may have the version before their literal, and runs of zero bytes', () => {
  assert.deepEqual(versionIn('\x001.2.3-MariaDB', '{numbers}-MariaDB'), ['1.2.3']);
  assert.deepEqual(versionIn('11.2.3-MariaDB', '{numbers}-MariaDB'), ['11.2.3']);
  assert.deepEqual(versionIn('0.1.11.2.3-MariaDB', '{numbers}-MariaDB'), [undefined]);
  assert.deepEqual(versionIn('\x001.2.3\0\0\0Erlang/OTP', '\0{version}{nul}Erlang/OTP'), ['1.2.3']);
  assert.deepEqual(versionIn('4.0.11841ce7054bd9-1542359302000000000', '{short}{hex}-{digits}00000000'), ['4.0.11']);
});

test('matches do not depend on what stands far away, nor on where they stand', () => {
  const templates = ['BusyBox v{version}', '{numbers}-MariaDB', '\0{triple}\0', 'X{gap}Y {number}Z'].map((t) =>
    compilePattern(t),
  );
  const word = fc.constantFrom('BusyBox v1.36.1', '10.6.15-MariaDB', '\x002.4.6\0', 'X--Y 7Z', '\0', '1.2', ' ', 'v');
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 0, max: 3000 }), (words, shift) => {
      const text = Buffer.from(words.join(''), 'latin1');
      const near = searchPatterns(fromBytes(text), templates);
      const moved = Buffer.concat([Buffer.alloc(1024 * 1024 - 1500 + shift, 0xff), text, Buffer.alloc(600, 0xff)]);
      assert.deepEqual(searchPatterns(fromBytes(moved), templates), near);
    }),
    { numRuns: 100 },
  );
});

test('a reader that answers in its own buffer gives the same', () => {
  const bytes = Buffer.concat([Buffer.alloc(3 * 1024 * 1024, 0x20), Buffer.from('BusyBox v1.36.1 (2024)\0')]);
  const scratch = Buffer.alloc(2 * 1024 * 1024);
  const body = {
    size: bytes.length,
    readAt: (offset: number, length: number) => scratch.subarray(0, bytes.copy(scratch, 0, offset, offset + length)),
  };
  assert.equal(classify(body, { path: 'bin/busybox', kind: 'elf' })?.version, '1.36.1');
});

test('an answer that must be the only one is none when there are two', () => {
  const text = (...versions: string[]) => Buffer.from(`requires SQLite format 3\0${versions.join('\0')}\0`);
  const file = { path: 'usr/lib/libsqlite3.so.0', kind: 'elf' } as const;
  assert.equal(classify(fromBytes(text('3.40.1', '3.40.1')), file)?.version, '3.40.1');
  assert.equal(classify(fromBytes(text('3.40.1', '3.41.0')), file), undefined);
});

test('text of other software of the same name decides', () => {
  const file = { path: 'usr/bin/redis-server', kind: 'elf' } as const;
  const body = (text: string) => fromBytes(Buffer.from(`\0${text}\x008.1.3buildkitsandbox-17000000000\0`));
  assert.equal(classify(body('redis'), file)?.classifier.name, 'redis');
  assert.equal(classify(body('redis valkey'), file)?.classifier.name, 'valkey');
});

test('the name in the file and the bytes must agree where both speak', () => {
  const body = fromBytes(Buffer.from('\x003.11.9\x003.12.1\0'));
  assert.equal(classify(body, { path: 'usr/bin/python3.12', kind: 'elf' })?.version, '3.12.1');
  assert.equal(classify(body, { path: 'usr/lib/libpython3.11.so.1.0', kind: 'elf' })?.version, '3.11.9');
  assert.equal(classify(body, { path: 'usr/bin/python3.13', kind: 'elf' }), undefined);
});

test('only files of known names and kinds are wanted', () => {
  const wants = (path: string, kind: 'elf' | 'text' | 'script' | 'pe' = 'elf') =>
    classifierTap.wants({ ...header, path, kind });
  for (const path of [
    'redis-server',
    'a/b/nginx',
    'usr/lib/libQt5Core.so.5.15',
    'usr/bin/python3.11',
    'usr/local/go/bin/go',
  ]) {
    assert.ok(wants(path), path);
  }
  for (const path of [
    '',
    'redis-server/x',
    'xredis-server',
    'usr/bin/python3',
    'usr/src/go',
    'usr/lib/redis.so',
    'r',
    '__proto__',
    'constructor',
  ]) {
    assert.ok(!wants(path), path);
  }
  assert.ok(wants('app/node.exe', 'pe'));
  assert.ok(!wants('usr/bin/nginx', 'text'));
  assert.ok(wants('usr/bin/composer', 'script'));
  assert.ok(wants('usr/lib/php/20220829/redis.so'));
});

test('names are one of a kind, and all templates compile', () => {
  assert.equal(new Set(classifiers.map(({ name }) => name)).size, classifiers.length);
  for (const { name, versions, files, cpes } of classifiers) {
    assert.ok(versions.length > 0 && files.length > 0, name);
    for (const template of versions) {
      assert.match(template, /\{(?:version|numbers|triple|short|patched|number|build|named)\}/, `${name}: ${template}`);
      assert.doesNotMatch(template.replace(/\{[a-z]+\}/g, ''), /[{}]/, `${name}: ${template}`);
      assert.ok(compilePattern(template, '1.2').anchor.length > 0);
    }
    for (const cpe of cpes) assert.match(cpe, /^[a-z0-9._-]+:[a-z0-9._-]+(?:\\\/[a-z]+)?$/, cpe);
  }
});

test('a file full of marks is refused, not searched for ever', () => {
  const flood = Buffer.alloc('BusyBox v1'.length * (limits.classifierAnchors + 10), 'BusyBox v1');
  assert.throws(() => classify(fromBytes(flood), { path: 'bin/busybox', kind: 'elf' }), FormatError);
  const zeros = Buffer.alloc(8 * 1024 * 1024);
  assert.equal(classify(fromBytes(zeros), { path: 'usr/bin/zstd', kind: 'elf' }), undefined);
});

test('damaged files yield a word that begins with a digit, or nothing', () => {
  const valid = Buffer.from(
    '\x7fELF\0\x001.36.1\0BusyBox v1.36.1 (2024)\0OpenSSL 3.0.1 \0\x0017.0.1+1\0openjdk\0java\x000.0\x0017.0.1+1\0',
  );
  for (const path of ['bin/busybox', 'usr/bin/openssl', 'jre/bin/java', 'usr/bin/gzip']) {
    for (const bytes of mutations(valid, 300)) {
      const found = classify(fromBytes(bytes), { path, kind: 'elf' });
      if (found) assert.match(found.version, /^[0-9][\w.+-]{0,80}$/);
    }
  }
});

test('CPE names put patch levels where NVD puts them', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['7.2.4', '7.2.4:*'],
    ['9.2p1', '9.2:p1'],
    ['1.1.1w', '1.1.1w:*'],
    ['1.8.0_352-b08', '1.8.0:update352'],
    ['17.0.15+6-LTS', '17.0.15:*'],
    ['2.1.0-beta3', '2.1.0:beta3'],
    ['3.0.0-rc.1', '3.0.0:rc1'],
    ['22.01+really', '22.01:*'],
  ];
  for (const [version, expected] of cases) {
    assert.equal(cpeOf('vendor:product', version), `cpe:2.3:a:vendor:product:${expected}:*:*:*:*:*:*`);
  }
});
