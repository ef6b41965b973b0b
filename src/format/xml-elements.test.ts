import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutInto } from '../../test/support/bytes.ts';
import { mutations } from '../../test/support/mutations.ts';
import { FormatError } from '../base/errors.ts';
import { xmlElements } from './xml-elements.ts';

const DOCUMENT = `\ufeff<?xml version="1.0"?><!-- <def>no</def> --->
<o:root xmlns:o='x > y' a="</def>"><list><def id="1" note='a>b/'>é<![CDATA[</def>]]><def>in</def ></def><def/><o:def
 id="2"/><defs/><def></def></list><other><?def <def> ?><p:title>T &amp; &x;</p:title></other></o:root>
<!-- end -->
`;
const FOUND = [
  ['def', `<def id="1" note='a>b/'>é<![CDATA[</def>]]><def>in</def ></def>`],
  ['def', '<def/>'],
  ['def', '<o:def\n id="2"/>'],
  ['def', '<def></def>'],
  ['title', '<p:title>T &amp; &x;</p:title>'],
];

test('wanted elements at any depth, whatever looks like them', async () => {
  assert.deepEqual(await elements(DOCUMENT), FOUND);
  assert.deepEqual(await elements('<def>whole</def>'), [['def', '<def>whole</def>']]);
  assert.deepEqual(await elements('<x>none</x>'), []);
});

test('where chunks are cut does not matter', async () => {
  const bytes = Buffer.from(DOCUMENT);
  for (let at = 0; at <= bytes.length; at++) {
    assert.deepEqual(await elements([bytes.subarray(0, at), bytes.subarray(at)]), FOUND, `cut at ${at}`);
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(12)), async (lengths) => {
      assert.deepEqual(await elements(cutInto(bytes, lengths)), FOUND);
    }),
  );
  assert.deepEqual(await elements(Array.from(bytes, (byte) => Uint8Array.of(byte))), FOUND);
});

test('an element over the limit is empty, and costs no other', async () => {
  const text = `<r><def>1</def><def>${'x'.repeat(3000)}<def/></def><def>2</def></r>`;
  assert.deepEqual(await elements(text), [
    ['def', '<def>1</def>'],
    ['def', ''],
    ['def', '<def>2</def>'],
  ]);
});

test('what is damaged, cut short or has a DTD is refused', async () => {
  const damaged = ['', 'text', '<', '<a', '<a>', '<a></b>', '<a></a', '</a>', '<a/><b/>', '< a/>', '<a <b/></a>', '<>'];
  const dtd = '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>';
  const long = [`<${'n'.repeat(5000)}/>`, '<a>'.repeat(500), '<a b="'.repeat(500), '<!-- '.repeat(500)];
  for (const text of [...damaged, dtd, ...long, '<![CDATA[x', '<?a', '<a><![CDAT[x]]></a>']) {
    await assert.rejects(elements(text), FormatError, text.slice(0, 40));
  }
  await assert.rejects(elements([Buffer.from('\ufeff<a/>', 'utf16le')]), FormatError);
});

test('damage does not hang or throw anything else', async () => {
  for (const damaged of mutations(Buffer.from(DOCUMENT), 400)) {
    await elements([damaged]).catch((error: unknown) => assert.ok(error instanceof FormatError));
  }
});

async function elements(document: string | readonly Uint8Array[]): Promise<[string, string][]> {
  const chunks = typeof document === 'string' ? [Buffer.from(document)] : document;
  const found: [string, string][] = [];
  const options = { names: ['def', 'title'], largest: 1024 };
  for await (const { name, text } of xmlElements(chunks, options)) found.push([name, text]);
  return found;
}
