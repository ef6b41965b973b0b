import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { VersionScheme } from '../src/advisory/version-scheme.ts';
import { dpkg } from '../src/advisory/versions/dpkg.ts';
import { pep440 } from '../src/advisory/versions/pep440.ts';
import { rpm } from '../src/advisory/versions/rpm.ts';
import { rubygems } from '../src/advisory/versions/rubygems.ts';
import { type Random, seededRandom } from './support/random.ts';
import { runTool, withoutTools } from './support/run-tool.ts';

const NUMBERS = ['0', '1', '2', '9', '10', '00', '01', '010', '20240101'];

test('dpkg orders as dpkg does', { skip: withoutTools('dpkg') }, () => {
  const parts = [...NUMBERS, '.', '.', '+', '~', '~', 'a', 'rc', 'Z', 'deb', 'ubuntu', 'really'];
  const pairs = pairsOf(dpkg, 300, (random) => {
    const epoch = random.below(4) === 0 ? `${random.below(3)}:` : '';
    const revision = random.below(2) === 0 ? `-${random.pick(NUMBERS)}${joined(random, parts, 3)}` : '';
    return `${epoch}${random.pick(NUMBERS)}${joined(random, parts, 6)}${revision}`;
  });
  compareWith(dpkg, pairs, ([a, b]) => {
    if (isTrue('dpkg', ['--compare-versions', a, 'lt', b])) return -1;
    return isTrue('dpkg', ['--compare-versions', a, 'eq', b]) ? 0 : 1;
  });
});

test('rpm orders as rpm does', { skip: withoutTools('rpm') }, () => {
  const parts = [...NUMBERS, '.', '.', '_', '+', '~', '^', 'a', 'rc', 'el', 'Z'];
  const pairs = pairsOf(rpm, 4_000, (random) => `${random.pick(NUMBERS)}${joined(random, parts, 7)}`);
  const calls = pairs.map(([a, b]) => `io.write(rpm.vercmp("${a}", "${b}"), " ")`);
  const answers: string[] = [];
  // One argument of a program is bounded.
  for (let at = 0; at < calls.length; at += 500) {
    const printed = runTool('rpm', ['--eval', `%{lua:${calls.slice(at, at + 500).join('\n')}}`]);
    answers.push(...printed.trim().split(/\s+/));
  }
  assert.equal(answers.length, pairs.length);
  let next = 0;
  compareWith(rpm, pairs, () => Number(answers[next++]));
});

test('rubygems orders as RubyGems does', { skip: withoutTools('ruby') }, () => {
  const parts = [...NUMBERS, 'a', 'b', 'rc1', 'pre', 'a10', 'B', 'a0b'].map((part) => `.${part}`);
  const pairs = pairsOf(
    rubygems,
    4_000,
    (random) => `${random.pick(NUMBERS)}${joined(random, parts, 5)}${random.pick(['', '', '', '-1', '-rc.1', '-a-b'])}`,
  );
  const program = 'STDIN.each_line { |line| a, b = line.split; puts Gem::Version.new(a) <=> Gem::Version.new(b) }';
  const { stdout, status } = spawnSync('ruby', ['-e', program], { encoding: 'utf8', input: asLines(pairs) });
  assert.equal(status, 0);
  const answers = stdout.trim().split('\n');
  assert.equal(answers.length, pairs.length);
  let next = 0;
  compareWith(rubygems, pairs, () => Number(answers[next++]));
});

const withoutPackaging =
  withoutTools('python3') || (isTrue('python3', ['-c', 'import packaging.version']) ? false : 'needs packaging');

test('pep440 orders as packaging does', { skip: withoutPackaging }, () => {
  const pairs = pairsOf(pep440, 4_000, (random) =>
    [
      random.pick(['', '', '', '0!', '1!', 'v']),
      random.pick(NUMBERS),
      joined(random, ['.0', '.1', '.10', '.01'], 4),
      random.pick(['', '', 'a1', 'b2', '.rc1', 'c1', '-alpha_2', 'preview']),
      random.pick(['', '', '.post1', '-1', '-r2', 'post']),
      random.pick(['', '', '.dev1', 'dev', '-DEV2']),
      random.pick(['', '', '+a', '+1', '+a.1', '+ubuntu-1', '+01']),
    ].join(''),
  );
  const program = [
    'import sys',
    'from packaging.version import Version',
    'for line in sys.stdin:',
    '    a, b = map(Version, line.split())',
    '    print((a > b) - (a < b))',
  ].join('\n');
  const { stdout, status } = spawnSync('python3', ['-c', program], { encoding: 'utf8', input: asLines(pairs) });
  assert.equal(status, 0);
  const answers = stdout.trim().split('\n');
  assert.equal(answers.length, pairs.length);
  let next = 0;
  compareWith(pep440, pairs, () => Number(answers[next++]));
});

type Pair = readonly [string, string];

/** Of the second, some begin as the first does: two at random differ early. */
function pairsOf(scheme: VersionScheme, count: number, make: (random: Random) => string): Pair[] {
  const random = seededRandom(count);
  const pairs: Pair[] = [];
  while (pairs.length < count) {
    const a = make(random);
    const other = make(random);
    const b = random.below(2) === 0 ? other : a.slice(0, random.below(a.length) + 1) + other.slice(1);
    if (scheme.isValid(a) && scheme.isValid(b)) pairs.push([a, b]);
  }
  return pairs;
}

function joined(random: Random, parts: readonly string[], most: number): string {
  return Array.from({ length: random.below(most) }, () => random.pick(parts)).join('');
}

function compareWith(scheme: VersionScheme, pairs: readonly Pair[], ask: (pair: Pair) => number): void {
  const differing = pairs.flatMap((pair) => {
    const theirs = ask(pair);
    const ours = Math.sign(scheme.compare(...pair));
    return ours === theirs ? [] : [`${pair.join(' ')}: ours ${ours}, theirs ${theirs}`];
  });
  assert.deepEqual(differing, []);
}

function asLines(pairs: readonly Pair[]): string {
  return pairs.map((pair) => `${pair.join(' ')}\n`).join('');
}

function isTrue(command: string, parameters: readonly string[]): boolean {
  return spawnSync(command, parameters).status === 0;
}
