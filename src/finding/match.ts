import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import { compareText } from '../advisory/compare-text.ts';
import { severities } from '../advisory/severity.ts';
import type { Problem } from '../base/problem.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';
import type { Finding } from './finding.ts';
import { isSystemPackage, lookUp, type Questions } from './look-up.ts';
import { packageMatcher } from './match-package.ts';
import { createUnjudgedList } from './unjudged.ts';
import { vulnerabilityFinding } from './vulnerability-finding.ts';

/** What is to be matched: an inventory, or what a bill of materials says of one. */
export interface MatchInput {
  readonly packages: readonly Package[];
  readonly os?: OperatingSystem;
}

export interface MatchOptions {
  /** Is there a full feed at hand that speaks of this ecosystem? `coverageOf` knows; all are covered where absent. */
  readonly covers?: (ecosystem: string) => boolean;
  /** Where the operating system's support is over: what for and since when, in words. */
  readonly endOfLife?: string;
}

/** What is known to be wrong with the packages of one inventory. */
export interface Matches {
  /** Sorted: what should be looked at first stands first. */
  readonly findings: readonly Finding[];
  /** Packages that could not be judged, and why. */
  readonly problems: readonly Problem[];
  /** The ecosystems that were asked, sorted. */
  readonly ecosystems: readonly AskedEcosystem[];
}

export interface AskedEcosystem {
  /** As in `AffectedPackage.ecosystem`. */
  readonly name: string;
  /** Packages that it was asked of. */
  readonly packages: number;
  /** False where no full feed at hand speaks of it: what was not found there may be there all the same. */
  readonly covered: boolean;
}

/** Finds the known vulnerabilities of an inventory. Reads nothing but the store; the same input gives the same answer. */
export function matchVulnerabilities(input: MatchInput, store: AdvisoryStore, options: MatchOptions = {}): Matches {
  const covers = options.covers ?? (() => true);
  const match = packageMatcher(store);
  const unjudged = createUnjudgedList();
  const asked = new Map<string, number>();
  const findings: Finding[] = [];
  for (const questions of lookUp(input, { covers })) {
    const { found } = questions;
    for (const ecosystem of ecosystemsOf(questions)) asked.set(ecosystem, (asked.get(ecosystem) ?? 0) + 1);
    const { vulnerabilities, incomparable } = match(questions);
    if (incomparable !== undefined) unjudged.add(found, { reason: 'version-unknown', detail: incomparable });
    else if (questions.unjudged) unjudged.add(found, questions.unjudged);
    const surroundings =
      options.endOfLife !== undefined && isSystemPackage(found) ? { endOfLife: options.endOfLife } : {};
    for (const vulnerability of vulnerabilities) {
      findings.push(vulnerabilityFinding(found, vulnerability, surroundings));
    }
  }
  return {
    findings: findings.sort(byUrgency),
    problems: unjudged.problems(),
    ecosystems: [...asked]
      .map(([name, packages]) => ({ name, packages, covered: covers(name) }))
      .sort((a, b) => compareText(a.name, b.name)),
  };
}

function ecosystemsOf({ asked }: Questions): Iterable<string> {
  const first = asked[0]?.lookup.ecosystem;
  if (first === undefined) return [];
  return asked.every(({ lookup }) => lookup.ecosystem === first)
    ? [first]
    : new Set(asked.map(({ lookup }) => lookup.ecosystem));
}

function byUrgency(a: Finding, b: Finding): number {
  return (
    (b.vulnerability?.priority.score ?? 0) - (a.vulnerability?.priority.score ?? 0) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compareText(a.package ?? '', b.package ?? '') ||
    compareText(a.vulnerability?.ids[0] ?? '', b.vulnerability?.ids[0] ?? '') ||
    compareText(a.id, b.id)
  );
}
