import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildGoLister, listTar, type TarListing, withoutGo } from '../../../test/support/go-tar.ts';
import { hostileTar } from '../../../test/support/hostile-tar.ts';
import { randomChunks, seededRandom } from '../../../test/support/random.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';

const TARS = 5_000;

test('hostile tars are read as Go reads them, in chunks of any size', {
  skip: withoutGo,
  timeout: 300_000,
}, (context) => {
  const list = buildGoLister(temporaryFolder(context));
  const seed = Number(process.env.FUZZ_SEED ?? 1);
  context.diagnostic(`FUZZ_SEED=${seed}`);
  const random = seededRandom(seed);
  const tars = Array.from({ length: TARS }, () => hostileTar(random));
  let sound = 0;
  for (const [index, expected] of list(tars).entries()) {
    const tar = tars[index] ?? Buffer.alloc(0);
    const whole = listTar([tar]);
    if (whole.sound) sound++;
    assert.deepEqual(
      whole,
      refusedLater(expected, whole, tar),
      `tar ${index}: ${tar.toString('base64').slice(0, 8_000)}`,
    );
    assert.deepEqual(
      listTar(randomChunks(tar, random, random.pick([1, 100, 513, 3000]))),
      whole,
      `chunks of tar ${index}`,
    );
  }
  assert.ok(sound > TARS / 10, `only ${sound} of ${TARS} are sound`);
});

/** Files that cannot be: Go announces them, and fails at the first byte. We refuse stored sizes beyond 2^53 at once. */
function refusedLater(expected: TarListing, ours: TarListing, tar: Buffer): TarListing {
  const last = expected.entries.at(-1);
  const missing = !ours.sound && !expected.sound && expected.entries.length === ours.entries.length + 1;
  const impossible = !Number.isSafeInteger(last?.size ?? 0) || tar.includes('9223372036854775807');
  if (!missing || !impossible || last?.hash !== '') return expected;
  return { ...expected, entries: expected.entries.slice(0, -1) };
}

const withoutTar = ['tar', 'bsdtar'].every((program) => spawnSync(program, ['--version']).status === 0)
  ? withoutGo
  : 'needs GNU tar and bsdtar';

test('archives of GNU tar and bsdtar in every format', { skip: withoutTar, timeout: 120_000 }, (context) => {
  const folder = temporaryFolder(context);
  const list = buildGoLister(temporaryFolder(context));
  const outputs = temporaryFolder(context);
  writeFolder(folder);
  const gnu = ['v7', 'oldgnu', 'gnu', 'ustar', 'pax'].map((format) => ['tar', `--format=${format}`]);
  const sparse = ['0.0', '0.1', '1.0'].map((version) => [
    'tar',
    '--format=pax',
    '--sparse',
    `--sparse-version=${version}`,
  ]);
  const bsd = ['ustar', 'pax', 'rpax', 'gnutar'].map((format) => ['bsdtar', `--format=${format}`]);
  const commands = [
    ...gnu,
    ...sparse,
    ['tar', '--format=oldgnu', '--sparse'],
    ['tar', '--format=gnu', '--sparse'],
    ...bsd,
  ];
  const tars = commands.map(([program = '', ...options], index) => {
    const output = join(outputs, `${index}.tar`);
    // What a format cannot hold is left out with a warning and an exit code.
    spawnSync(program, [...options, '--numeric-owner', '-cf', output, '-C', folder, '.'], { stdio: 'ignore' });
    return readFileSync(output);
  });
  const random = seededRandom(1);
  for (const [index, expected] of list(tars).entries()) {
    const tar = tars[index] ?? Buffer.alloc(0);
    const name = commands[index]?.join(' ');
    assert.deepEqual(listTar([tar]), expected, name);
    assert.deepEqual(listTar(randomChunks(tar, random, 5000)), expected, `chunks of ${name}`);
    assert.ok(expected.sound && expected.entries.length >= 7, name);
    if (name?.includes('sparse')) assert.ok(tar.length < 1_000_000, `${name} is not sparse`);
  }
});

test('archives cut at any place keep what was whole', { skip: withoutTar, timeout: 120_000 }, (context) => {
  const folder = temporaryFolder(context);
  const list = buildGoLister(temporaryFolder(context));
  writeFileSync(join(folder, 'a-long-enough-name'.repeat(8)), 'body'.repeat(300));
  symlinkSync('target'.repeat(30), join(folder, 'link'));
  const tar = execFileSync('tar', ['--format=pax', '-cf', '-', '-C', folder, '.'], { maxBuffer: 1 << 24 });
  const cuts = Array.from({ length: Math.ceil(tar.length / 37) }, (_, index) => tar.subarray(0, index * 37));
  const twice = [
    Buffer.concat([tar, tar]),
    Buffer.concat([tar, Buffer.from('garbage')]),
    Buffer.alloc(512),
    Buffer.alloc(0),
  ];
  const tars = [...cuts, ...twice];
  for (const [index, expected] of list(tars).entries()) {
    assert.deepEqual(listTar([tars[index] ?? Buffer.alloc(0)]), expected, `tar ${index}`);
  }
});

function writeFolder(folder: string): void {
  mkdirSync(join(folder, 'folder'));
  writeFileSync(join(folder, 'folder', 'file'), 'body');
  linkSync(join(folder, 'folder', 'file'), join(folder, 'hardlink'));
  symlinkSync('folder/file', join(folder, 'symlink'));
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/not-utf-8-`), Buffer.from([0xff, 0xfe])]), 'odd');
  writeFileSync(join(folder, 'n'.repeat(150)), 'long');
  symlinkSync('t'.repeat(150), join(folder, 'long-target'));
  writeFileSync(join(folder, 'old'), 'before 1970');
  utimesSync(join(folder, 'old'), -1_000_000, -1_000_000);
  const holes = openSync(join(folder, 'holes'), 'w');
  for (let piece = 0; piece < 40; piece++) writeSync(holes, Buffer.from(`piece ${piece}`), 0, 7, piece * 65_536);
  writeSync(holes, Buffer.from('end'), 0, 3, 900_000);
  closeSync(holes);
}
