import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NaiveClaim } from './naive-claims.ts';
import { isNaivelyAffected } from './naive-osv.ts';
import { runTool } from './run-tool.ts';
import type { VersionOracle } from './version-oracles.ts';

export interface NaiveQuestion {
  readonly claim: NaiveClaim;
  readonly version: string;
}

/** Is each claim true of its version? By the ecosystem's own tools wherever there are some. */
export function judgeNaively(questions: readonly NaiveQuestion[], oracle: VersionOracle): boolean[] {
  const compare = comparisons(questions, oracle);
  const gems = answersOfTool(questions, 'gem', askRubyGems);
  const npm = answersOfTool(questions, 'npm', askNpm);
  return questions.map(isTrue);

  function isTrue(question: NaiveQuestion): boolean {
    const { claim, version } = question;
    const { rule } = claim;
    switch (rule.kind) {
      case 'osv':
        return isNaivelyAffected(rule.entry, version, compare);
      case 'below':
        return rule.fixed.length === 0 || rule.fixed.some((fixed) => compare(version, fixed) < 0);
      case 'composer':
        return rule.branches.some((branch) => branch.every((constraint) => meets(constraint, version, compare)));
      case 'gem':
        return gems.get(question) ?? false;
      case 'npm':
        return npm.get(question) ?? false;
      case 'never':
        return false;
    }
  }
}

type Compare = (a: string, b: string) => number;

/** All that will be compared is asked at once. */
function comparisons(questions: readonly NaiveQuestion[], oracle: VersionOracle): Compare {
  const pairs = new Map<string, readonly [string, string]>();
  const bounds = new Set<readonly string[]>();
  for (const { claim, version } of questions) {
    if (claim.rule.kind === 'gem' || claim.rule.kind === 'npm') continue;
    for (const bound of claim.bounds) pairs.set(`${version} ${bound}`, [version, bound]);
    bounds.add(claim.bounds);
  }
  for (const own of bounds) for (const a of own) for (const b of own) pairs.set(`${a} ${b}`, [a, b]);
  const answers = pairs.size > 0 ? oracle([...pairs.values()]) : [];
  const known = new Map([...pairs.keys()].map((key, index) => [key, answers[index] ?? Number.NaN]));
  return (a, b) => {
    const answer = known.get(`${a} ${b}`);
    if (answer === undefined) throw new Error(`nobody asked how ${a} stands to ${b}`);
    return answer;
  };
}

function meets(constraint: string, version: string, compare: Compare): boolean {
  const [, operator = '', bound = ''] = /^\s*([<>=]*)\s*(\S+)\s*$/.exec(constraint) ?? [];
  const place = compare(version, bound);
  if (operator === '<') return place < 0;
  if (operator === '<=') return place <= 0;
  if (operator === '>') return place > 0;
  return operator === '>=' ? place >= 0 : place === 0;
}

function answersOfTool(
  questions: readonly NaiveQuestion[],
  kind: 'gem' | 'npm',
  ask: (path: string) => string,
): Map<NaiveQuestion, boolean> {
  const own = questions.filter(({ claim }) => claim.rule.kind === kind);
  if (own.length === 0) return new Map();
  const folder = mkdtempSync(join(tmpdir(), 'naive-questions-'));
  try {
    const path = join(folder, 'questions.ndjson');
    writeFileSync(path, own.map(({ claim, version }) => `${JSON.stringify({ version, ...claim.rule })}\n`).join(''));
    const answers = ask(path).trim().split('\n');
    if (answers.length !== own.length) throw new Error(`${answers.length} answers to ${own.length} questions`);
    return new Map(own.map((question, index) => [question, answers[index] === 'true']));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askRubyGems(path: string): string {
  const script = `require 'json'
File.foreach(ARGV[0]) do |line|
  asked = JSON.parse(line)
  version = Gem::Version.new(asked['version'])
  puts asked['safe'].none? { |safe| Gem::Requirement.new(*safe.split(/,\\s*/)).satisfied_by?(version) }
end`;
  return runTool('ruby', ['-e', script, path]);
}

/** The library that npm itself brings along. */
function askNpm(path: string): string {
  const script = `const { join } = require('path');
const root = require('child_process').execFileSync('npm', ['root', '-g'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const semver = require(join(root, 'npm/node_modules/semver'));
for (const line of require('fs').readFileSync(process.argv[1], 'utf8').trim().split('\\n')) {
  const { version, vulnerable, patched } = JSON.parse(line);
  console.log(semver.satisfies(version, vulnerable) && !semver.satisfies(version, patched || '<0.0.0'));
}`;
  return runTool(process.execPath, ['-e', script, path]);
}
