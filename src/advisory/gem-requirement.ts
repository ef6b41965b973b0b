import { after, allVersions, before, intersectionOf, type VersionInterval, type VersionSet } from './version-set.ts';
import { rubygems } from './versions/rubygems.ts';

const LONGEST_REQUIREMENT = 500;

/** The versions that a requirement of RubyGems means: `~> 1.2.3, >= 1.2.3.1`. Undefined where it is none. */
export function gemRequirement(text: string): VersionSet | undefined {
  if (text.length > LONGEST_REQUIREMENT) return undefined;
  let set = allVersions;
  for (const part of text.split(',')) {
    const [, operator = '=', version = ''] =
      /^\s*(>=|<=|~>|!=|[<>=])?\s*([0-9A-Za-z][0-9A-Za-z.-]*)\s*$/.exec(part) ?? [];
    if (!rubygems.isValid(version)) return undefined;
    set = intersectionOf(set, partOf(operator, version), rubygems);
  }
  return set;
}

/** What counts as the least version after another: nobody publishes one that lies between. */
export function gemAfter(version: string): string {
  return `${version}.0.1`;
}

function partOf(operator: string, version: string): VersionSet {
  const at: VersionInterval = { from: before(version), to: after(version) };
  switch (operator) {
    case '>=':
      return [{ from: at.from }];
    case '>':
      return [{ from: at.to }];
    case '<':
      return [{ to: at.from }];
    case '<=':
      return [{ to: at.to }];
    case '!=':
      return [{ to: at.from }, { from: at.to }];
    case '~>':
      return [{ from: at.from, to: before(`${bumped(version)}.a`) }];
    default:
      return [at];
  }
}

/** As `Gem::Version#bump`: without pre-release and last number, the one before it raised. Its pre-releases are out of bounds too. */
function bumped(version: string): string {
  const segments = version.replaceAll('-', '.pre.').match(/\d+|[A-Za-z]+/g) ?? [];
  const word = segments.findIndex((segment) => /[A-Za-z]/.test(segment));
  const numbers = word === -1 ? segments : segments.slice(0, word);
  const kept = numbers.length > 1 ? numbers.slice(0, -1) : numbers;
  const last = BigInt(kept.at(-1) ?? '0') + 1n;
  return [...kept.slice(0, -1), last].join('.');
}
