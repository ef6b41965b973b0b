import type { AffectedPackage } from '../advisory/advisory.ts';
import type { AdvisoryStore, StoredAdvisory } from '../advisory/advisory-store.ts';
import { limits } from '../base/limits.ts';
import type { Package } from '../inventory/package.ts';
import type { Lookup, Unjudged } from './ecosystem.ts';
import type { JudgedStatement, Outcome } from './judge-statement.ts';
import { lookUp, type Questions } from './look-up.ts';
import type { MatchInput, MatchOptions } from './match.ts';
import { judgeAll, packageMatcher } from './match-package.ts';
import { namesOf, sortNames } from './vulnerability-names.ts';

/** Why a vulnerability was or was not found in an inventory. */
export interface Explanation {
  /** As it was asked for. */
  readonly id: string;
  /** All names that the advisories at hand have for it, the best known first. */
  readonly names: readonly string[];
  /** What was read of it, whatever it speaks of; empty where no feed at hand knows it. */
  readonly advisories: readonly ExplainedAdvisory[];
  /** Packages of the inventory that some advisory of it could speak of. */
  readonly packages: readonly ExplainedPackage[];
}

export interface ExplainedAdvisory {
  readonly source: string;
  readonly feed: string;
  readonly id: string;
  readonly withdrawn?: string;
  /** `ecosystem name`, a few at most, of `speaksOf` in all. */
  readonly packages: readonly string[];
  readonly speaksOf: number;
}

export interface ExplainedPackage {
  readonly package: Package;
  /** Does the report have a finding of it? */
  readonly found: boolean;
  readonly statements: readonly ExplainedStatement[];
  /** The operating system's package whose maintainers answer for it. */
  readonly leftTo?: string;
  readonly unjudged?: Unjudged;
}

export interface ExplainedStatement {
  readonly source: string;
  readonly feed: string;
  readonly id: string;
  /** What was asked. */
  readonly lookup: Lookup;
  readonly affected: AffectedPackage;
  readonly outcome: Outcome;
  readonly fixed?: string;
}

/** Looks again at everything that speaks of one vulnerability: a CVE, GHSA or any other id. */
export function explainVulnerability(
  id: string,
  input: MatchInput,
  from: MatchOptions & { readonly store: AdvisoryStore },
): Explanation {
  const { store } = from;
  const advisories = store.get(id);
  const names = sortNames([id, ...advisories.flatMap(({ advisory }) => namesFor(id, advisory))]);
  const known = new Set(names);
  const match = packageMatcher(store);
  const packages: ExplainedPackage[] = [];
  for (const questions of lookUp(input, from)) {
    const statements = statementsOf(asIfByItself(questions, input), { store, known });
    if (statements.length === 0) continue;
    const { found, leftTo, unjudged } = questions;
    packages.push({
      package: found,
      found: match(questions).vulnerabilities.some(({ ids }) => ids.some((name) => known.has(name))),
      statements,
      ...(leftTo === undefined ? {} : { leftTo }),
      ...(unjudged ? { unjudged } : {}),
    });
  }
  return { id, names, advisories: advisories.map(explainedAdvisory), packages };
}

/** Names that mean the same vulnerability: an advisory on several CVEs does not make them one. */
function namesFor(id: string, advisory: StoredAdvisory['advisory']): readonly string[] {
  const { cves, others } = namesOf(advisory);
  return cves.length > 1 && cves.includes(id) ? others.filter((name) => name === id) : [...cves, ...others];
}

/** What is left to the distribution is looked up all the same, to show what its own advisories would say. */
function asIfByItself(questions: Questions, { os }: MatchInput): Questions {
  if (questions.leftTo === undefined) return questions;
  const { partOf: _, ...alone } = questions.found;
  return lookUp({ packages: [alone], ...(os ? { os } : {}) })[0] ?? questions;
}

function statementsOf(
  questions: Questions,
  from: { readonly store: AdvisoryStore; readonly known: ReadonlySet<string> },
): ExplainedStatement[] {
  return judgeAll(questions, from.store)
    .judged.filter(({ statement }) => isAbout(statement.advisory(), from.known))
    .map(explained);
}

function isAbout(advisory: StoredAdvisory['advisory'], known: ReadonlySet<string>): boolean {
  const { cves, others } = namesOf(advisory);
  return [...cves, ...others].some((name) => known.has(name));
}

function explained({ statement, question, outcome, fixed }: JudgedStatement): ExplainedStatement {
  return {
    source: statement.feed.source,
    feed: statement.feed.feed,
    id: statement.id,
    lookup: question.lookup,
    affected: statement.affected,
    outcome,
    ...(fixed === undefined ? {} : { fixed }),
  };
}

function explainedAdvisory({ feed, advisory }: StoredAdvisory): ExplainedAdvisory {
  const packages = new Set(advisory.affected.map(({ ecosystem, name }) => `${ecosystem} ${name}`));
  return {
    source: feed.source,
    feed: feed.feed,
    id: advisory.id,
    ...(advisory.withdrawn === undefined ? {} : { withdrawn: advisory.withdrawn }),
    packages: [...packages].slice(0, limits.namedPackages),
    speaksOf: packages.size,
  };
}
