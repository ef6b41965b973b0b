import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits } from '../../base/limits.ts';
import type { FileHeader } from '../../filesystem/file.ts';
import type { ContentSignal } from './content-signal.ts';
import { type ContentNote, createContentTap } from './content-tap.ts';

const text: FileHeader = { path: 'a.txt', type: 'file', kind: 'text', size: 0, mode: 0o644 };

function noteOf(
  signals: readonly ContentSignal[],
  body: Uint8Array,
  options: { chunk?: number; file?: FileHeader } = {},
) {
  const sink = createContentTap(signals, 1).open({ ...(options.file ?? text), size: body.length });
  const step = options.chunk ?? body.length;
  for (let at = 0; at < body.length; at += step) {
    const chunk = Buffer.from(body.subarray(at, at + step));
    sink?.write(chunk);
    chunk.fill(0); // chunks may be overwritten after the call
  }
  return sink?.end() as unknown as ContentNote | undefined;
}

const plain: ContentSignal = { id: 'test/pool', keywords: ['stratum+tcp://'] };

test('a hit tells where it is, in bytes and lines, and how often', () => {
  const note = noteOf([plain], Buffer.from('a\nb stratum+TCP://pool.example:1\nstratum+tcp://x\nstratum+tcp://x\n'));
  assert.deepEqual(note?.hits, [
    { signal: 'test/pool', offset: 4, excerpt: 'b stratum+TCP://pool.example:1', line: 2, count: 1 },
    { signal: 'test/pool', offset: 33, excerpt: 'stratum+tcp://x', line: 3, count: 2 },
  ]);
});

test('neither chunks nor the length of a file change what is found', () => {
  const body = Buffer.alloc(3_000_000, 'lorem ipsum dolor ');
  const places = [0, 20, 262_120, 262_144, 270_335, 600_001, 2_999_980];
  for (const place of places) body.write('STRATUM+tcp://', place, 'latin1');
  const signal: ContentSignal = {
    ...plain,
    confirm: ({ text, at, keyword, isStart, isEnd }) => {
      assert.equal(text.slice(at, at + keyword.length).toLowerCase(), keyword);
      assert.ok(isStart || at >= 2000);
      assert.ok(isEnd || text.length - at >= 6000);
      return { excerpt: `${at}`, fingerprint: `${Math.random()}` };
    },
  };
  for (const chunk of [1000, 65_536, 262_147, 3_000_000]) {
    assert.deepEqual(
      noteOf([signal], body, { chunk })?.hits.map(({ offset }) => offset),
      places,
    );
  }
});

test('a signal says which files it is for', () => {
  const body = Buffer.from('stratum+tcp://x');
  assert.equal(noteOf([{ ...plain, kinds: ['elf'] }], body), undefined);
  assert.equal(noteOf([{ ...plain, largest: 3 }], body), undefined);
  assert.equal(noteOf([{ ...plain, in: ({ path }) => path !== 'a.txt' }], body), undefined);
  assert.equal(createContentTap([plain], 1).open({ ...text, kind: 'gzip', size: 100 }), undefined);
});

test('what comes up without end is looked at so often and no more', () => {
  let looks = 0;
  const signal: ContentSignal = { ...plain, confirm: ({ at }) => ({ excerpt: `${at} ${looks++}` }) };
  const note = noteOf([signal], Buffer.from('stratum+tcp:// '.repeat(20_000)));
  assert.ok(looks > 256 && looks < 2048, `${looks} looks`);
  assert.equal(note?.hits.length, 24);
  assert.deepEqual(note?.over, ['test/pool']);
});

test('files that are nothing but keywords are looked at for as long as honest ones are, and a problem is noted', () => {
  let shown = 0;
  const signals = Array.from({ length: 50 }, (_, index): ContentSignal => {
    const confirm: ContentSignal['confirm'] = ({ text: window }) => {
      shown += window.length;
      return undefined;
    };
    return { id: `test/${index}`, keywords: ['stratum+tcp://'], confirm };
  });
  const tap = createContentTap(signals, 1);
  const body = Buffer.from('stratum+tcp:// '.repeat(600));
  tap.beginLayer?.();
  let notes = 0;
  for (let index = 0; index < 1_000; index++) {
    const sink = tap.open({ ...text, size: body.length });
    sink?.write(body);
    const note = sink?.end() as unknown as ContentNote | undefined;
    if ((note?.over?.length ?? 0) > 0) notes++;
  }
  assert.equal(notes, 1_000);
  assert.ok(shown <= limits.contentWorkPerLayer + 1_000 * body.length, `${shown}`);
  tap.beginLayer?.();
  shown = 0;
  const sink = tap.open({ ...text, size: body.length });
  sink?.write(body);
  sink?.end();
  assert.ok(shown > limits.contentWorkPerFile / 2, 'another layer has a budget of its own');
});
