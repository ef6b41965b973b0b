import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fuzz } from '../../test/support/fuzz.ts';
import { FormatError } from '../base/errors.ts';
import { childElements, childText, parseXml } from './xml.ts';

const MOST = 1 << 20;
const parse = (text: string) => parseXml(Buffer.from(text), MOST);

test('children and their text, with or without a prefix', () => {
  const root = parse('\ufeff<?xml version="1.0"?>\n<p xmlns:x="u"><x:a> 1 </x:a><b/><a>2</a><!-- <a>3</a> --></p>');
  assert.equal(childText(root, 'a'), '1');
  assert.equal(childText(root, 'b'), undefined);
  assert.equal(childElements(root, 'a').length, 2);
  assert.equal(childElements(root).length, 3);
});

test('the declared encoding is heeded', () => {
  const bytes = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><p><a>\xe9</a></p>', 'latin1');
  assert.equal(childText(parseXml(bytes, MOST), 'a'), 'é');
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<p><a>é</a></p>', 'utf16le')]);
  assert.equal(childText(parseXml(wide, MOST), 'a'), 'é');
});

test('entities that a document defines are not expanded', () => {
  const bomb = '<!DOCTYPE p [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><p><a>&b;</a></p>';
  assert.notEqual(childText(parse(bomb), 'a'), 'hahaha');
  const file = '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><p><a>&x;</a></p>';
  assert.doesNotMatch(childText(parse(file), 'a') ?? '', /root/);
});

test('deep nesting is refused, however it hides', () => {
  assert.throws(() => parse('<a>'.repeat(300) + '</a>'.repeat(300)), /deeper/);
  assert.throws(() => parse('<a b="/>">'.repeat(50_000)), FormatError);
  assert.throws(() => parse('<a b="/>">'.repeat(50_000) + '</a>'.repeat(50_000)), FormatError);
});

test('no document takes more than linear time', () => {
  const size = MOST - 100;
  const fill = (unit: string) => unit.repeat(size / unit.length);
  const bodies = ['\r', '\rx', ' ', '&amp;', '<![CDATA[x]]>', '<!---->', ']', 'a<b/>', '<a b="c"/>', '&', '<?a b?>'];
  const documents = [
    ...bodies.map((unit) => `<p>${fill(unit)}</p>`),
    ...['<', '<!--', '<a ', '<?a', '<!DOCTYPE p [', '<![CDATA['].map(fill),
    `<!DOCTYPE p [${fill('] ')}`,
    `<p a="${fill('\r')}"/>`,
    `<p${fill(' a="b"')}/>`,
  ];
  const started = performance.now();
  for (const document of documents) {
    try {
      parse(document);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  }
  assert.ok(performance.now() - started < 20_000);
});

test('what is no XML, or too long, is refused', () => {
  for (const text of ['', 'hello', '<a>', '<a></b>', '<a', '<!--', '{}']) assert.throws(() => parse(text), FormatError);
  assert.throws(() => parseXml(Buffer.from('<a></a>'), 3), FormatError);
});

test('damage throws nothing but FormatError', () => {
  fuzz(Buffer.from('<?xml version="1.0"?><p a="b"><![CDATA[x]]><c>&lt;&#65;</c><!-- d --></p>'), (bytes) =>
    parseXml(bytes, MOST),
  );
});
