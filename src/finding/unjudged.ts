import { compareText } from '../advisory/compare-text.ts';
import { limits } from '../base/limits.ts';
import { printableField } from '../base/printable.ts';
import type { Problem, ProblemCode } from '../base/problem.ts';
import type { Package } from '../inventory/package.ts';
import type { Unjudged } from './ecosystem.ts';

/** Packages that could not be judged, gathered into one problem for each reason. */
export interface UnjudgedList {
  add(found: Package, unjudged: Unjudged): void;
  problems(): Problem[];
}

export function createUnjudgedList(): UnjudgedList {
  const groups = new Map<string, { readonly unjudged: Unjudged; readonly names: string[]; count: number }>();
  return {
    add(found, unjudged) {
      // Vendors are few in an honest image; a hostile one may name any number.
      const detail = groups.size < limits.namedPackages ? unjudged.detail : 'others';
      const key = `${unjudged.reason}\n${detail}`;
      const group = groups.get(key) ?? { unjudged: { ...unjudged, detail }, names: [], count: 0 };
      groups.set(key, group);
      group.count++;
      if (group.names.length < limits.namedPackages) group.names.push(nameOf(found));
    },
    problems() {
      return [...groups.values()]
        .map(problem)
        .sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message));
    },
  };
}

const CODES: Readonly<Record<Unjudged['reason'], ProblemCode>> = {
  'release-unknown': 'release-unknown',
  'version-unknown': 'version-unknown',
  'third-party': 'packages-not-judged',
};

const WORDS: Readonly<Record<Unjudged['reason'], (count: string, detail: string) => string>> = {
  'release-unknown': (count, detail) =>
    `no advisories are known to speak of this system (${detail}): ${count} could not be looked up`,
  'version-unknown': (count, detail) =>
    `the image does not tell a version that can be compared (${detail}): ${count} could not be looked up`,
  'third-party': (count, detail) =>
    `not made by the distribution but by ${detail}: its advisories say nothing of ${count}`,
};

function problem(group: {
  readonly unjudged: Unjudged;
  readonly names: readonly string[];
  readonly count: number;
}): Problem {
  const { unjudged, names, count } = group;
  const words = WORDS[unjudged.reason](
    count === 1 ? 'one package' : `${count} packages`,
    printableField(unjudged.detail),
  );
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return { code: CODES[unjudged.reason], message: `${words}: ${[...names].sort(compareText).join(', ')}${more}` };
}

function nameOf({ name, version }: Package): string {
  return printableField(version === '' ? name : `${name} ${version}`);
}
