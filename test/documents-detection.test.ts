import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { reaches } from '../src/behavior/reach.ts';
import type { Clue } from '../src/finding/clue.ts';
import { allRules } from '../src/finding/rules.ts';
import { secretFileReaders } from '../src/finding/secrets/files/index.ts';
import { secretKinds } from '../src/finding/secrets/kinds/index.ts';
import { weighClues } from '../src/finding/weigh-clues.ts';
import { assertTextGolden } from './support/golden.ts';
import { projectRoot } from './support/project.ts';

const detection = read('docs/detection.md');

test('docs/detection.md explains every family and every reach', () => {
  const [, union = ''] = /^export type ClueFamily =\n(.*?);\n/ms.exec(read('src/finding/clue.ts')) ?? [];
  const families = [...union.matchAll(/'([\w-]+)'/g)].map(([, name]) => name);
  assert.ok(families.length > 10);
  assert.deepEqual(rowsOf('family'), families);
  assert.deepEqual(rowsOf('reach'), [...reaches]);
});

type Sign = Pick<Clue, 'weight' | 'family' | 'reach'> & { readonly owner?: string };

const sign = (weight: Clue['weight'], family: Clue['family'], reach: Clue['reach'], owner?: string): Sign => {
  return { weight, family, reach, ...(owner ? { owner } : {}) };
};
const OWNER = 'pkg:deb/debian/x@1';
const COMBINATIONS: readonly (readonly [string, readonly Sign[], string?])[] = [
  ['one certain clue, wherever the file lies', [sign('certain', 'web-shell', 'present')]],
  ['the same in a file that a later layer hides', [sign('certain', 'web-shell', 'hidden')]],
  ['the same in the build history alone', [sign('certain', 'download', 'build-only')]],
  ['two strong clues of two families', [sign('strong', 'miner', 'started'), sign('strong', 'hiding', 'started')]],
  ['two strong clues of one family', [sign('strong', 'miner', 'started'), sign('strong', 'miner', 'started')]],
  ['one strong clue', [sign('strong', 'download', 'present')]],
  ['weak clues of two families in what starts', [sign('weak', 'pool', 'started'), sign('weak', 'hiding', 'started')]],
  ['weak clues of two families elsewhere', [sign('weak', 'pool', 'present'), sign('weak', 'hiding', 'present')]],
  ['one certain clue about an unmodified file of a package', [sign('certain', 'rootkit', 'present', OWNER)]],
  ['the same, where that file starts', [sign('certain', 'rootkit', 'started', OWNER)]],
  ['a tool that attackers use', [sign('strong', 'dual-use', 'present')]],
  ['a miner that starts, in an image called `x/nginx`', [sign('certain', 'miner', 'started')], 'x/nginx'],
  ['a miner that starts, in an image called `x/xmrig`', [sign('certain', 'miner', 'started')], 'x/xmrig'],
];

test('docs/detection.md tells what comes of clues', () => {
  const rows = COMBINATIONS.map(([what, signs, name]) => {
    const clues = signs.map((one, index) => ({
      ...one,
      rule: `malware/sign-${index}`,
      title: 'Sign',
      subject: 'opt/x/run',
      evidence: { path: 'opt/x/run', layer: 0 },
      does: `does ${index}`,
    }));
    const classes = weighClues(clues, name === undefined ? [] : [name]).map((finding) => finding.class);
    assert.ok(classes.length <= 1, what);
    return `| ${what} | ${classes[0] ?? 'nothing'} |`;
  });
  assertPart('docs/detection.md', 'weighed', `| clues | class |\n|---|---|\n${rows.join('\n')}`);
});

test('docs/secrets.md counts the kinds', () => {
  const TOLD = [
    ['checksum', 'a checksum in the value'],
    ['structure', 'a structure that is parsed, as keys and documents have'],
    ['shape', 'prefix, length, alphabet and randomness'],
    ['name', 'the name it is given, and its shape'],
  ] as const;
  const rows = TOLD.map(([told, meaning]) => {
    return `| ${meaning} | ${secretKinds.filter((kind) => kind.told === told).length} |`;
  });
  const all = allRules().filter(({ id }) => id.startsWith('secret/')).length;
  assertPart(
    'docs/secrets.md',
    'kinds',
    `| told by | kinds |\n|---|--:|\n${rows.join('\n')}\n| the file it stands in, read by its format | ${secretFileReaders.length} |\n| a variable, label or command of the config | ${all - secretKinds.length - secretFileReaders.length} |\n| **all** | **${all}** |`,
  );
});

/** What stands between two marks of a document; `npm test -- -u documents` writes it. */
function assertPart(path: string, name: string, part: string): void {
  const marks = new RegExp(`(<!-- ${name} -->\n).*?(<!-- /${name} -->)`, 's');
  assert.match(read(path), marks);
  assertTextGolden(
    join(projectRoot, path),
    read(path).replace(marks, (_, start: string, end: string) => `${start}${part}\n${end}`),
  );
}

/** First cells of the table whose first column has this name. */
function rowsOf(column: string): string[] {
  const [, table = ''] = new RegExp(`^\\| ${column} \\|.*\\n\\|[-|]+\\n((?:\\|.*\\n)+)`, 'm').exec(detection) ?? [];
  return [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name = '']) => name);
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
