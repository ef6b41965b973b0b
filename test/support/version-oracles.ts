import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './run-tool.ts';

export type VersionPair = readonly [a: string, b: string];
/** Says of each pair how the first stands to the second: negative, 0 or positive. */
export type VersionOracle = (pairs: readonly VersionPair[]) => number[];

/** rpm's own comparison of epoch, version and release. */
export function rpmOracle(pairs: readonly VersionPair[]): number[] {
  return withPairs(pairs, (path) =>
    runTool('rpm', [
      '--eval',
      // No percent signs: they are rpm's macros before they are Lua.
      `%{lua: for line in io.lines("${path}") do local at = line:find(" ", 1, true); print(rpm.vercmp(line:sub(1, at - 1), line:sub(at + 1)) .. " ") end}`,
    ]),
  );
}

/** PyPA's own library; versions that it refuses are NaN. */
export function pythonOracle(pairs: readonly VersionPair[]): number[] {
  const script = `
import sys
from packaging.version import Version, InvalidVersion
for line in open(sys.argv[1]):
    a, b = line.split()
    try:
        a, b = Version(a), Version(b)
        print(-1 if a < b else 1 if a > b else 0)
    except InvalidVersion:
        print('nan')
`;
  return withPairs(pairs, (path) => runTool('python3', ['-c', script, path]));
}

/** dpkg's own library, in Perl. */
export function dpkgOracle(pairs: readonly VersionPair[]): number[] {
  return withPairs(pairs, (path) =>
    runTool('perl', ['-MDpkg::Version', '-lane', 'print version_compare($F[0], $F[1])', path]),
  );
}

export function gemOracle(pairs: readonly VersionPair[]): number[] {
  const script = 'File.foreach(ARGV[0]) { |line| a, b = line.split; puts Gem::Version.new(a) <=> Gem::Version.new(b) }';
  return withPairs(pairs, (path) => runTool('ruby', ['-e', script, path]));
}

export const MAVEN_LIBRARY = '/usr/share/maven/lib/maven-artifact-3.x.jar';

/** Maven's own class, which compares each of its parameters with the one before. */
export function mavenOracle(pairs: readonly VersionPair[]): number[] {
  const answers: number[] = [];
  for (let at = 0; at < pairs.length; at += 1_000) {
    const batch = pairs.slice(at, at + 1_000).flat();
    const name = 'org.apache.maven.artifact.versioning.ComparableVersion';
    const signs = [...runTool('java', ['-cp', MAVEN_LIBRARY, name, ...batch]).matchAll(/^\s+\S+ (<|==|>) \S+$/gm)];
    answers.push(
      ...signs.filter((_, index) => index % 2 === 0).map(([, sign]) => ['<', '==', '>'].indexOf(sign ?? '') - 1),
    );
  }
  if (answers.length !== pairs.length) throw new Error(`${answers.length} answers for ${pairs.length} pairs`);
  return answers;
}

/** What Composer's versions mean, for plain ones: numbers, then a stage and its number. NaN for others. */
export function composerOracle(pairs: readonly VersionPair[]): number[] {
  return pairs.map(([a, b]) => {
    const [left, right] = [composerParts(a), composerParts(b)];
    if (!left || !right) return Number.NaN;
    for (const [index, part] of left.entries()) {
      const other = right[index] ?? 0;
      if (part !== other) return Math.sign(part - other);
    }
    return 0;
  });
}

function composerParts(version: string): number[] | undefined {
  const [, core = '', stage = '', count = '0'] =
    /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:[-_.]?(dev|alpha|a|beta|b|rc|patch|pl|p)[.-]?(\d{0,6}))?$/i.exec(version) ?? [];
  if (core === '') return undefined;
  const stages: Record<string, number> = { dev: 0, a: 1, alpha: 1, b: 2, beta: 2, rc: 3, '': 4, p: 5, pl: 5, patch: 5 };
  const numbers = core.split('.').map(Number);
  while (numbers.length < 4) numbers.push(0);
  return [...numbers, stages[stage.toLowerCase()] ?? 4, Number(count)];
}

/** https://semver.org, section 11, word for word. */
export function semverOracle(pairs: readonly VersionPair[]): number[] {
  return pairs.map(([a, b]) => {
    const [left, right] = [semverParts(a), semverParts(b)];
    for (const [index, part] of left.core.entries()) {
      const other = right.core[index] ?? 0n;
      if (part !== other) return part < other ? -1 : 1;
    }
    return precedence(left.stages, right.stages);
  });
}

function semverParts(version: string): { core: bigint[]; stages: string[] } {
  const [plain = ''] = version.split('+');
  const dash = plain.indexOf('-');
  const core = (dash < 0 ? plain : plain.slice(0, dash)).split('.').map((part) => BigInt(part));
  while (core.length < 3) core.push(0n);
  return { core, stages: dash < 0 ? [] : plain.slice(dash + 1).split('.') };
}

function precedence(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 0 : a.length === 0 ? 1 : -1;
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part === other) continue;
    const [own, their] = [/^\d+$/.test(part), /^\d+$/.test(other)];
    if (own && their) return BigInt(part) < BigInt(other) ? -1 : 1;
    if (own !== their) return own ? -1 : 1;
    return part < other ? -1 : 1;
  }
  return a.length === b.length ? 0 : -1;
}

function withPairs(pairs: readonly VersionPair[], ask: (path: string) => string): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'version-pairs-'));
  try {
    const path = join(folder, 'pairs.txt');
    writeFileSync(path, pairs.map(([a, b]) => `${a} ${b}\n`).join(''));
    const answers = ask(path).trim().split(/\s+/).map(Number);
    if (answers.length !== pairs.length) throw new Error(`${answers.length} answers for ${pairs.length} pairs`);
    return answers;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
