import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutInto } from '../../test/support/bytes.ts';
import { mutations } from '../../test/support/mutations.ts';
import { FormatError } from '../base/errors.ts';
import { type JsonMembersOptions, jsonMembers } from './json-members.ts';

const LARGEST = 1024;

test('members of an object and of a list', async () => {
  assert.deepEqual(await members('\ufeff { "a" : 1 , "b\\"":[{"c":"}]"}], "":null }\n'), [
    ['a', '1'],
    ['b"', '[{"c":"}]"}]'],
    ['', 'null'],
  ]);
  assert.deepEqual(await members('[ "x" ,true,-1.5e3\t,{ } ]'), [
    ['0', '"x"'],
    ['1', 'true'],
    ['2', '-1.5e3'],
    ['3', '{ }'],
  ]);
  assert.deepEqual(await members('{}'), []);
  assert.deepEqual(await members('[]'), []);
});

test('members of something further in', async () => {
  const text = '{"before":[1,{"data":[9]}],"data":{"x":"{","list":[1,2],"y":{}},"after":"data"}';
  assert.deepEqual(await members(text, { within: ['data'] }), [
    ['x', '"{"'],
    ['list', '[1,2]'],
    ['y', '{}'],
  ]);
  assert.deepEqual(await members(text, { within: ['data', 'list'] }), [
    ['0', '1'],
    ['1', '2'],
  ]);
});

test('a document without the wanted part, or with something else in its place, is refused', async () => {
  await assert.rejects(members('{"a":[]}', { within: ['b'] }), /no member "b"/);
  await assert.rejects(members('{"a":null}', { within: ['a'] }), FormatError);
  await assert.rejects(members('[1]', { within: ['a'] }), FormatError);
  await assert.rejects(members('7'), FormatError);
});

test('a member over the limit is empty, and costs no other', async () => {
  const text = `{"a":1,"b":"${'x'.repeat(5000)}","c":3}`;
  assert.deepEqual(await members(text), [
    ['a', '1'],
    ['b', ''],
    ['c', '3'],
  ]);
});

test('what is damaged or cut short is refused', async () => {
  const damaged = [
    '',
    ' ',
    '{',
    '{"a"',
    '{"a":',
    '{"a":1',
    '{"a":1,}',
    '{,}',
    '[1,]',
    '[1 2]',
    '[,1]',
    '{"a" 1}',
    '{a:1}',
  ];
  for (const text of [...damaged, '[1]x', '[1][2]', '{"a":1]', '["\\"]', '{"\\q":1}', `{"${'k'.repeat(70_000)}":1}`]) {
    await assert.rejects(members(text), FormatError, text.slice(0, 20));
  }
});

test('where chunks are cut does not matter, and members are those that JSON.parse finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), fc.array(fc.jsonValue())),
      fc.boolean(),
      fc.array(fc.nat(40)),
      async (value, spaced, cuts) => {
        const text = JSON.stringify(value, undefined, spaced ? 2 : 0);
        const found = await members(cutInto(Buffer.from(text), cuts), { largest: 1 << 20 });
        const parsed: unknown = JSON.parse(text);
        assert.deepEqual(
          found.map(([key, json]) => [key, JSON.parse(json)]),
          Object.entries(Object(parsed)),
        );
      },
    ),
  );
});

test('damage does not hang or throw anything else', async () => {
  const valid = Buffer.from('{"a":[1,{"b":"\\u00e9 }"}],"data":{"x":[true,null],"y":"z"},"é":-1}');
  for (const damaged of mutations(valid, 400)) {
    await members([damaged], { within: ['data'] }).catch((error: unknown) => assert.ok(error instanceof FormatError));
  }
  await assert.rejects(members('['.repeat(1_000_000)), FormatError);
});

async function members(
  document: string | readonly Uint8Array[],
  options: Partial<JsonMembersOptions> = {},
): Promise<[string, string][]> {
  const chunks = typeof document === 'string' ? [Buffer.from(document)] : document;
  const found: [string, string][] = [];
  for await (const { key, text } of jsonMembers(chunks, { largest: LARGEST, ...options })) found.push([key, text]);
  return found;
}
