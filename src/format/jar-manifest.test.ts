import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../test/support/fuzz.ts';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { parseJarManifest } from './jar-manifest.ts';

const SAMPLE = Buffer.concat([
  Buffer.from('Manifest-Version: 1.0\r\nImplementation-Title: a long ti\r\n tle\r\nBundle-Vendor: Acm'),
  // A line that breaks inside a character.
  Buffer.from([0xc3, 0x0d, 0x0a, 0x20, 0xa9]),
  Buffer.from('\r\nno colon\r\nEmpty: \r\n\r\nName: org/acme/\r\nImplementation-Version: 2.0\r\n\r\n\r\nName: b\nx: y'),
]);

test('lines are joined by bytes, names are in lower case', () => {
  const { main, sections } = parseJarManifest(SAMPLE);
  assert.deepEqual(
    [...main],
    [
      ['manifest-version', '1.0'],
      ['implementation-title', 'a long title'],
      ['bundle-vendor', 'Acmé'],
      ['empty', ''],
    ],
  );
  assert.deepEqual(
    sections.map((section) => Object.fromEntries(section)),
    [
      { name: 'org/acme/', 'implementation-version': '2.0' },
      { name: 'b', x: 'y' },
    ],
  );
});

test('carriage returns alone end lines too, and the last of equal names counts', () => {
  assert.equal(parseJarManifest(Buffer.from('A: 1\rA: 2\r')).main.get('a'), '2');
});

test('nothing, a leading blank, or names of the language harm nothing', () => {
  assert.equal(parseJarManifest(Buffer.alloc(0)).main.size, 0);
  assert.equal(parseJarManifest(Buffer.from(' continued from nowhere\r\n')).main.size, 0);
  assert.equal(parseJarManifest(Buffer.from('__proto__: x\r\n')).main.get('__proto__'), 'x');
});

test('signed archives have a section for each member; only some are read', () => {
  const sections = Array.from({ length: 5000 }, (_, index) => `Name: ${index}\r\nSHA-256-Digest: x\r\n\r\n`).join('');
  assert.equal(parseJarManifest(Buffer.from(`Manifest-Version: 1.0\r\n\r\n${sections}`)).sections.length, 500);
});

test('over the limit is refused', () => {
  assert.throws(() => parseJarManifest(Buffer.alloc(limits.descriptor + 1)), FormatError);
});

test('damage throws nothing but FormatError', () => {
  fuzz(SAMPLE, parseJarManifest);
});
