import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '../base/limits.ts';
import { printableField } from '../base/printable.ts';
import { parseOsRelease } from './os-release.ts';

test('quotes and escapes are those of the shell', () => {
  const cases: [string, string][] = [
    ['plain', 'plain'],
    ['"double \\"quoted\\" \\$HOME \\` \\\\ \\n"', 'double "quoted" $HOME ` \\ \\n'],
    ['\'single \\ "kept"\'', 'single \\ "kept"'],
    ['bare\\ space ends here', 'bare space'],
    ['a"b c"\'d\'', 'ab cd'],
    ['"no end', 'no end'],
    ['""', ''],
    ['', ''],
    ['trailing\\', 'trailing\\'],
    ['$(reboot)', '$(reboot)'],
  ];
  for (const [written, meant] of cases) assert.equal(parseOsRelease(`X=${written}\n`).get('X'), meant, written);
});

test('comments, blank lines and nonsense are passed over, the last assignment wins', () => {
  const values = parseOsRelease('# ID=no\n\nID=first\r\n  ID=second\nnot an assignment\n1X=no\nA B=no\n=no\n');
  assert.deepEqual([...values], [['ID', 'second']]);
});

test('values cannot drive a terminal and have an end', () => {
  assert.equal(parseOsRelease('N="\u001b[31mred\u202e\u0007"').get('N'), '[31mred');
  assert.equal(printableField('x'.repeat(10_000)).length, limits.packageField);
  const many = Array.from({ length: 5_000 }, (_, index) => `K${index}=v`).join('\n');
  assert.equal(parseOsRelease(many).size, limits.fieldsPerRecord);
});

test('any text is read without an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const value of parseOsRelease(`A=${text}`).values()) assert.ok(!/\p{Cc}/u.test(value));
    }),
  );
});
