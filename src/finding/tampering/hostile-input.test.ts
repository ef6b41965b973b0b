import assert from 'node:assert/strict';
import test from 'node:test';
import type { ContentPlace } from '../content/content-signal.ts';
import { disguisedScripts } from '../detectors/disguised-scripts.ts';
import { copiedTextFile, lastInstruction } from './history-words.ts';
import { imitatedName, readAsLatin } from './imitated-name.ts';

const LONGEST_MS = 1_000;
const bricks = [
  ' ',
  '\t',
  ';',
  ';  ',
  '\n',
  'sudo ',
  'sudo\t;',
  'for a in',
  'if [',
  'then ',
  'A',
  'curl ',
  '/bin/',
  '"',
  '[',
  '\\',
];

test('no text takes long to be told from a script', () => {
  const [signal] = disguisedScripts.signals;
  const file = { path: 'x.jpg', type: 'file', kind: 'text', size: 8192, mode: 0o644 } as const;
  const start = performance.now();
  for (const brick of bricks) {
    const text = brick.repeat(8192 / brick.length);
    const place: ContentPlace = { file, text, at: 0, keyword: 'curl ', isStart: true, isEnd: true };
    for (let round = 0; round < 8; round++) signal?.confirm?.(place);
  }
  assert.ok(performance.now() - start < LONGEST_MS);
});

test('no history and no name takes long to read', () => {
  const start = performance.now();
  for (const brick of bricks) {
    const long = brick.repeat(20_000);
    lastInstruction([{ createdBy: `CMD ["${long}"]` }, { createdBy: `CMD [${long}]` }], 'CMD');
    copiedTextFile(`COPY ${long} /x.conf`);
    copiedTextFile(`COPY ${long}`);
    imitatedName(long);
    readAsLatin(`${long}\u0430`);
  }
  assert.ok(performance.now() - start < LONGEST_MS);
});

test('what a history says of its commands, however it was printed', () => {
  const said = (createdBy: string) => lastInstruction([{ createdBy }, { createdBy: 'LABEL a=b' }], 'CMD')?.words;
  assert.deepEqual(said('CMD ["nginx","-g","daemon off;"]'), ['nginx', '-g', 'daemon off;']);
  assert.deepEqual(said('/bin/sh -c #(nop)  CMD ["nginx" "-g" "daemon off;"]'), ['nginx', '-g', 'daemon off;']);
  assert.equal(said('CMD nginx'), undefined);
  assert.equal(said('RUN echo CMD ["x"]'), undefined);
});

test('the one text file that a step brought', () => {
  assert.equal(copiedTextFile('COPY nginx.conf /etc/nginx/nginx.conf # buildkit'), 'etc/nginx/nginx.conf');
  assert.equal(copiedTextFile('/bin/sh -c #(nop) COPY file:0a1b in /app/x.json '), 'app/x.json');
  assert.equal(copiedTextFile('COPY --chown=1:1 --from=build /x.css /srv/x.css # buildkit'), 'srv/x.css');
  for (const other of [
    'COPY . /app # buildkit',
    'COPY dist/ /usr/share/site.html # buildkit',
    'COPY a.conf b.conf /etc/ # buildkit',
    'COPY conf/*.conf /etc/x.conf # buildkit',
    '/bin/sh -c #(nop) COPY dir:0a1b in /app.conf ',
    'RUN cp x.conf /etc/x.conf',
  ]) {
    assert.equal(copiedTextFile(other), undefined, other);
  }
});
