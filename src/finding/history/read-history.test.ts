import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyConfig } from '../../image/config.ts';
import type { HistoryEntry, Layer } from '../../image/image.ts';
import { namedBases, readHistory } from './read-history.ts';
import { readInstruction } from './read-instruction.ts';

function read(createdBy: string, comment?: string) {
  return readInstruction({ createdBy, emptyLayer: false, ...(comment === undefined ? {} : { comment }) });
}

test('the classic builder: marks of what runs nothing, shells of what runs', () => {
  const hash = 'a'.repeat(64);
  assert.deepEqual(read(`/bin/sh -c #(nop) ADD file:${hash} in / `), {
    keyword: 'ADD',
    form: 'classic',
    text: `file:${hash} in /`,
    transfer: { sources: [`file:${hash}`], destination: '/', options: [] },
  });
  assert.deepEqual(read(`/bin/sh -c #(nop) COPY multi:${hash} in /etc/nginx/conf.d/ `).transfer, {
    sources: [`multi:${hash}`],
    destination: '/etc/nginx/conf.d/',
    options: [],
  });
  assert.equal(read(`/bin/sh -c #(nop) COPY --chown=1:1file:${hash} in /x`).keyword, 'COPY');
  assert.deepEqual(
    ['CMD ["nginx" "-g" "daemon off;"]', 'EXPOSE map[80/tcp:{}]', 'ENTRYPOINT &{["a.sh"]}', 'STOPSIGNAL SIGQUIT'].map(
      (line) => read(`/bin/sh -c #(nop)  ${line}`).keyword,
    ),
    ['CMD', 'EXPOSE', 'ENTRYPOINT', 'STOPSIGNAL'],
  );
  assert.deepEqual(read('/bin/sh -c apt-get update && apt-get install -y curl').run, {
    shell: ['/bin/sh', '-c'],
    script: 'apt-get update && apt-get install -y curl',
    buildArguments: [],
  });
  assert.deepEqual(read('/bin/bash -o pipefail -c set -x; make').run?.shell, ['/bin/bash', '-o', 'pipefail', '-c']);
  assert.deepEqual(read('/bin/bash -euxo pipefail -c make').run?.shell, ['/bin/bash', '-euxo', 'pipefail', '-c']);
  assert.deepEqual(read('cmd /S /C powershell x').run?.script, 'powershell x');
  assert.equal(read('/bin/bash -o pipefail -c #(nop)  USER app').keyword, 'USER');
});

test('BuildKit: keywords, and its own mark at the end', () => {
  assert.deepEqual(read('RUN /bin/sh -c set -eux; make # buildkit', 'buildkit.dockerfile.v0'), {
    keyword: 'RUN',
    form: 'buildkit',
    text: '/bin/sh -c set -eux; make',
    run: { shell: ['/bin/sh', '-c'], script: 'set -eux; make', buildArguments: [] },
  });
  assert.deepEqual(read('ADD https://host.example/a b.tgz /opt/ # buildkit').transfer?.sources, [
    'https://host.example/a',
    'b.tgz',
  ]);
  assert.deepEqual(read('COPY --chown=app:app /src /app # buildkit').transfer, {
    sources: ['/src'],
    destination: '/app',
    options: ['--chown=app:app'],
  });
  assert.deepEqual(read('CMD ["nginx"]', 'buildkit.dockerfile.v0'), {
    keyword: 'CMD',
    form: 'buildkit',
    text: '["nginx"]',
  });
  assert.equal(read('RUN apt-get update # buildkit').run?.shell, undefined);
});

test('build arguments end where the shell is named', () => {
  assert.deepEqual(read('RUN |2 VERSION=1.2 TITLE=two words /bin/sh -c echo /bin/sh -c x # buildkit').run, {
    shell: ['/bin/sh', '-c'],
    script: 'echo /bin/sh -c x',
    buildArguments: [
      { name: 'VERSION', value: '1.2' },
      { name: 'TITLE', value: 'two words' },
    ],
  });
  assert.deepEqual(read('|1 A=b npm install').run, {
    script: 'npm install',
    buildArguments: [{ name: 'A', value: 'b' }],
  });
  assert.deepEqual(read('|0 /bin/sh -c true').run?.buildArguments, []);
});

test('kaniko writes lines of the Dockerfile, options and lists too', () => {
  assert.deepEqual(read('RUN --mount=type=cache,target=/root/.cache pip install flask'), {
    keyword: 'RUN',
    form: 'dockerfile',
    text: '--mount=type=cache,target=/root/.cache pip install flask',
    run: { script: 'pip install flask', buildArguments: [] },
  });
  assert.deepEqual(read('COPY ["a b", "/c d"]').transfer, { sources: ['a b'], destination: '/c d', options: [] });
  assert.deepEqual(read('ADD http://host.example/x').transfer, { sources: ['http://host.example/x'], options: [] });
});

test('what is no instruction is told as it stands', () => {
  for (const line of [
    'bazel build ...',
    '',
    'bash',
    'jib-gradle-plugin:3.4.0',
    "# debian.sh --arch 'amd64' out/",
    'Run x',
  ]) {
    assert.deepEqual(read(line), { keyword: 'other', form: 'unknown', text: line });
  }
});

const layer = (index: number): Layer => ({
  index,
  size: 1,
  mediaType: '',
  compression: 'gzip',
  content: { kind: 'absent' },
});
const entries: HistoryEntry[] = [
  { createdBy: 'ADD rootfs.tar.xz / # buildkit', emptyLayer: false, comment: 'FROM docker.io/library/debian:12' },
  { createdBy: 'ENV A=b', emptyLayer: true },
  { createdBy: 'RUN /bin/sh -c make # buildkit', emptyLayer: false },
];
const config = { ...emptyConfig(`sha256:${'0'.repeat(64)}`), history: entries };

test('layers are told where their number fits the history', () => {
  const told = readHistory({ config, layers: [layer(0), layer(1)] });
  assert.deepEqual(
    told.map(({ field, keyword, layer }) => [field, keyword, layer]),
    [
      ['history[0]', 'ADD', 0],
      ['history[1]', 'ENV', undefined],
      ['history[2]', 'RUN', 1],
    ],
  );
  assert.ok(readHistory({ config, layers: [layer(0)] }).every((each) => each.layer === undefined));
});

test('base images are named by labels, annotations and comments', () => {
  const labels = { 'org.opencontainers.image.base.name': 'alpine', 'org.opencontainers.image.base.digest': 'sha256:0' };
  assert.deepEqual(namedBases({ config: { ...config, labels }, annotations: {} }), [
    { name: 'alpine', field: 'config.labels', digest: 'sha256:0' },
    { name: 'docker.io/library/debian:12', field: 'history[0]' },
  ]);
});

test('long and broken entries take no long time', () => {
  const parts = [
    '/bin/sh ',
    '-c ',
    '|9 ',
    'A=b ',
    '#(nop) ',
    'RUN ',
    'ADD ',
    '["',
    ' in ',
    '\ufffd',
    '-',
    'busybox sh ',
    'x'.repeat(999),
  ];
  const started = performance.now();
  for (let seed = 1; seed < 300; seed++) {
    let line = '';
    for (let at = 0, random = seed; at < 40; at++) {
      random = (random * 1103515245 + 12345) % 2 ** 31;
      line += (parts[random % parts.length] ?? '').repeat(1 + (random % 7));
    }
    read(line);
  }
  read('/bin/sh '.repeat(100_000));
  read(`|9999 ${'/bin/sh -x '.repeat(50_000)}`);
  read(`${'-'.repeat(250_000)}#(nop)`);
  assert.ok(performance.now() - started < 5_000);
});
