import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createKeywordMatcher } from './keyword-matcher.ts';

/** Few letters, so that keywords overlap, repeat and stand in each other. */
const letters = fc.constantFrom('a', 'b', 'A', '-', '\x01', '\xe4');
const keyword = fc.string({ unit: fc.constantFrom('a', 'b', '-', '.'), minLength: 4, maxLength: 12 });
const text = fc.string({ unit: letters, maxLength: 300 });

function found(keywords: readonly string[], bytes: Uint8Array, cuts: readonly number[]): string[] {
  const matcher = createKeywordMatcher(keywords, { short: true });
  const aligned = new Uint8Array(new ArrayBuffer((bytes.length & ~3) + 12));
  aligned.set(bytes);
  const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  const all: string[] = [];
  let from = 0;
  for (const to of ends) {
    matcher.scan(aligned, { from, to, end: bytes.length }, (index, start) => all.push(`${start} ${keywords[index]}`));
    from = to;
  }
  return all.sort();
}

function expected(keywords: readonly string[], hay: string): string[] {
  const all: string[] = [];
  for (const one of keywords) {
    const [text, wanted] = one.length < 7 ? [hay, one] : [lower(hay), lower(one)];
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) all.push(`${at} ${one}`);
  }
  return all.sort();
}

/** Of ASCII letters only, as bytes are compared. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

test('every place of every keyword is found, once, wherever the search is cut', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(keyword, { minLength: 1, maxLength: 8 }),
      fc.array(fc.oneof(text, keyword), { maxLength: 12 }),
      fc.array(fc.nat(2000), { maxLength: 4 }),
      (keywords, parts, cuts) => {
        const hay = parts.join('');
        assert.deepEqual(found(keywords, Buffer.from(hay, 'latin1'), cuts), expected(keywords, hay));
      },
    ),
  );
});

test('short keywords are left alone where they are not asked for, and too short ones refused', () => {
  const bytes = new Uint8Array(new ArrayBuffer(16));
  bytes.set(Buffer.from('xAKIAxxx'));
  const seen: number[] = [];
  createKeywordMatcher(['AKIA'], { short: false }).scan(bytes, { from: 0, to: 8, end: 8 }, (_, start) =>
    seen.push(start),
  );
  assert.deepEqual(seen, []);
  assert.throws(() => createKeywordMatcher(['abc'], { short: true }), RangeError);
});
