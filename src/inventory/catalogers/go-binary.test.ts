import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundByNote } from '../../../test/support/noted-file.ts';
import type { Json } from '../../base/json.ts';
import { EXECUTABLE_TAP } from '../executable-facts.ts';
import { goBinary } from './go-binary.ts';

const REVISION = '0123456789abcdef0123456789abcdef01234567';
const VCS = [
  ['vcs.revision', REVISION],
  ['vcs.time', '2024-05-06T07:08:09Z'],
];

test('the version that Go recorded stands', async () => {
  assert.equal(await mainVersion('v1.2.3', [['-ldflags', '-X main.version=9.9.9']]), 'v1.2.3');
  assert.equal(await mainVersion('v1.2.4-0.20240506070809-0123456789ab', []), 'v1.2.4-0.20240506070809-0123456789ab');
});

test('a version from linker flags stands where Go recorded none, or only a commit', async () => {
  const flags = ['-ldflags', '-X main.version=1.4.2'];
  assert.equal(await mainVersion('(devel)', [flags, ...VCS]), 'v1.4.2');
  assert.equal(await mainVersion('v0.0.0-20240506070809-0123456789ab+dirty', [flags]), 'v1.4.2');
});

test('else the commit makes a pseudo-version', async () => {
  assert.equal(await mainVersion('(devel)', VCS), 'v0.0.0-20240506070809-0123456789ab');
  assert.equal(await mainVersion('(devel)', [['vcs.revision', REVISION]]), '');
  assert.equal(
    await mainVersion('(devel)', [
      ['vcs.revision', '../..'],
      ['vcs.time', '2024-05-06T07:08:09Z'],
    ]),
    '',
  );
});

test('toolchains have a version unless they are builds in development', async () => {
  const stdlib = async (goVersion: string) => (await found({ goVersion })).at(-1)?.version;
  assert.equal(await stdlib('go1.22.3 X:boringcrypto'), '1.22.3');
  assert.equal(await stdlib('go1.23rc1'), '1.23rc1');
  assert.equal(await stdlib('devel go1.23-2f6426834c Tue May 7'), '');
});

test('a program built without modules is known by its import path, unless it is part of Go', async () => {
  const names = async (path: string) => (await found({ goVersion: 'go1.17', path })).map(({ name }) => name);
  assert.deepEqual(await names('github.com/acme/lamp/cmd/lamp'), ['github.com/acme/lamp/cmd/lamp', 'stdlib']);
  assert.deepEqual(await names('cmd/gofmt'), ['stdlib']);
  assert.deepEqual(await names('command-line-arguments'), ['stdlib']);
});

async function mainVersion(version: string, settings: string[][]): Promise<string | undefined> {
  const main = { path: 'example.com/lamp', version };
  const [first] = await found({ goVersion: 'go1.22', main, dependencies: [], settings });
  return first?.version;
}

async function found(go: Json) {
  const note = { format: 'elf', role: 'program', architecture: 'amd64', go };
  return await foundByNote(goBinary, { path: 'usr/bin/lamp', tap: EXECUTABLE_TAP, note });
}
