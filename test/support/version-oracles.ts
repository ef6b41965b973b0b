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
