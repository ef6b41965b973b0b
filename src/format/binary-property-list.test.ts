import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { survivesDamage } from '../../test/support/damage.ts';
import { fixturesRoot } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import { binaryPropertyTexts, isBinaryPropertyList } from './binary-property-list.ts';

// Written by Python's plistlib.
const path = 'catalogers/apple-app/binary/root/Applications/Sized.app/Contents/Info.plist';
const bytes = readFileSync(join(fixturesRoot, path));

test('texts of the outermost dictionary', () => {
  assert.ok(isBinaryPropertyList(bytes));
  const texts = binaryPropertyTexts(bytes);
  assert.equal(texts.get('CFBundleName'), 'Größe 数');
  assert.equal(texts.get('CFBundleShortVersionString'), '7.1');
  assert.equal(texts.get('Comment'), 'a text of more than fifteen characters');
  assert.equal(texts.has('Nested'), false);
  assert.equal(texts.has('Number'), false);
});

test('a cut list is damaged', () => {
  assert.throws(() => binaryPropertyTexts(bytes.subarray(0, bytes.length - 1)), FormatError);
  assert.throws(() => binaryPropertyTexts(bytes.subarray(0, 8)), FormatError);
});

test('damage costs no more than a FormatError', () => {
  survivesDamage(bytes, (damaged) => binaryPropertyTexts(damaged));
});
