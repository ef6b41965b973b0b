import type { Advisory } from '../advisory/advisory.ts';
import { limits } from '../base/limits.ts';
import type { JudgedStatement } from './judge-statement.ts';
import { cveIn, namesOf, sortNames, type VulnerabilityNames } from './vulnerability-names.ts';

/** What all sources say of one vulnerability of one package. */
export interface JoinedVulnerability {
  /** The best known first. */
  readonly ids: readonly string[];
  /** Those that call the installed version affected; at least one. */
  readonly affecting: readonly Spoken[];
  /** Those that speak of the vulnerability and do not. */
  readonly differing: readonly Spoken[];
}

/** A judged statement whose advisory was read. */
export interface Spoken {
  readonly judged: JudgedStatement;
  readonly advisory: Advisory;
  readonly names: VulnerabilityNames;
}

/**
 * One entry for each vulnerability that some statement calls the package affected by. A CVE is one vulnerability, whatever
 * else is called an alias of it: names that join two CVEs do not make them one.
 */
export function joinStatements(all: readonly JudgedStatement[]): JoinedVulnerability[] {
  const said = withoutAnswered(all);
  const affecting = said.filter(({ outcome }) => outcome === 'affected').map(read);
  if (affecting.length === 0) return [];
  const differing = differingFrom(affecting, said);
  const names = settle([...affecting, ...differing]);
  const groups = new Map<string, { affecting: Spoken[]; differing: Spoken[] }>();
  for (const spoken of affecting) {
    for (const key of names.get(spoken) ?? []) {
      const group = groups.get(key) ?? { affecting: [], differing: [] };
      groups.set(key, group);
      group.affecting.push(spoken);
    }
  }
  for (const spoken of differing) {
    for (const key of names.get(spoken) ?? []) groups.get(key)?.differing.push(spoken);
  }
  return [...groups]
    .filter(([, group]) => !isDenied(group))
    .map(([key, group]) => ({ ids: idsOf(key, group), ...group }));
}

/** A source's word that a version is not affected counts more than another's range. The starter set knows too little to say so. */
function isDenied(group: { affecting: readonly Spoken[]; differing: readonly Spoken[] }): boolean {
  return group.differing.some(
    ({ judged, advisory }) =>
      judged.outcome === 'not-affected' &&
      !judged.statement.feed.starter &&
      !group.affecting.some((other) => other.advisory.id === advisory.id && isSameFeed(other.judged, judged)),
  );
}

function isSameFeed({ statement: a }: JudgedStatement, { statement: b }: JudgedStatement): boolean {
  return a.feed.source === b.feed.source && a.feed.feed === b.feed.feed;
}

function idsOf(key: string, group: { affecting: readonly Spoken[]; differing: readonly Spoken[] }): string[] {
  const all = [...group.affecting, ...group.differing].flatMap(({ names }) => names.others);
  return sortNames([key, ...all.slice(0, limits.vulnerabilityNames)]);
}

/** What a fallback lookup finds counts only where the lookups before it found nothing on the same vulnerability. */
function withoutAnswered(all: readonly JudgedStatement[]): readonly JudgedStatement[] {
  if (!all.some(({ question, outcome }) => question.lookup.fallback && outcome === 'affected')) return all;
  const answered = new Set<string>();
  const kept: JudgedStatement[] = [];
  let current: JudgedStatement[] = [];
  const close = (): void => {
    for (const judged of current) for (const name of cheapNames(judged)) answered.add(name);
    current = [];
  };
  for (const [index, judged] of all.entries()) {
    if (index > 0 && all[index - 1]?.question !== judged.question) close();
    if (judged.outcome !== 'withdrawn' && judged.outcome !== 'other-build') current.push(judged);
    const isAnswered = judged.question.lookup.fallback && cheapNames(judged).every((name) => answered.has(name));
    if (!isAnswered) kept.push(judged);
  }
  return kept;
}

/** The CVEs, or other names where there are none. Where the id tells, the advisory is not read. */
function cheapNames({ statement }: JudgedStatement): readonly string[] {
  const cve = cveIn(statement.id);
  if (cve !== undefined) return [cve];
  const { cves, others } = namesOf(statement.advisory());
  return cves.length > 0 ? cves : others;
}

function differingFrom(affecting: readonly Spoken[], said: readonly JudgedStatement[]): Spoken[] {
  const wanted = new Set(affecting.flatMap(({ names }) => [...names.cves, ...names.others]));
  return said
    .filter(({ outcome, statement }) => {
      if (outcome !== 'not-affected' && outcome !== 'other-version') return false;
      const cve = cveIn(statement.id);
      return cve === undefined || wanted.has(cve);
    })
    .map(read);
}

function read(judged: JudgedStatement): Spoken {
  const advisory = judged.statement.advisory();
  return { judged, advisory, names: namesOf(advisory) };
}

/**
 * Which vulnerabilities each statement is about: its CVEs, those of statements that share a name with it, or else the
 * best name of all that share names. Rounds are bounded: a chain of aliases longer than that joins nothing.
 */
function settle(all: readonly Spoken[]): ReadonlyMap<Spoken, readonly string[]> {
  const keys = new Map<Spoken, readonly string[]>();
  const cvesOfName = new Map<string, Set<string>>();
  const tell = (names: readonly string[], cves: readonly string[]): void => {
    for (const name of names) {
      const known = cvesOfName.get(name) ?? new Set();
      cvesOfName.set(name, known);
      for (const cve of cves) known.add(cve);
    }
  };
  for (const spoken of all) {
    if (spoken.names.cves.length === 0) continue;
    keys.set(spoken, spoken.names.cves);
    tell(spoken.names.others, spoken.names.cves);
  }
  let open = all.filter((spoken) => !keys.has(spoken));
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    for (const spoken of open) {
      const cves = new Set(spoken.names.others.flatMap((name) => [...(cvesOfName.get(name) ?? [])]));
      if (cves.size > 0) keys.set(spoken, [...cves]);
    }
    for (const spoken of open) tell(spoken.names.others, keys.get(spoken) ?? []);
    open = open.filter((spoken) => !keys.has(spoken));
  }
  for (const group of connected(open)) {
    const key = sortNames(group.flatMap(({ names }) => names.others))[0] ?? '';
    for (const spoken of group) keys.set(spoken, [key]);
  }
  return keys;
}

const ROUNDS = 3;

/** Groups of statements that share names, by way of others too. */
function connected(all: readonly Spoken[]): Spoken[][] {
  const parents = all.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    for (let parent = parents[root]; parent !== undefined && parent !== root; parent = parents[root]) root = parent;
    for (let at = index; at !== root; ) {
      const next = parents[at] ?? root;
      parents[at] = root;
      at = next;
    }
    return root;
  };
  const firstWith = new Map<string, number>();
  for (const [index, { names }] of all.entries()) {
    for (const name of names.others) {
      const first = firstWith.get(name);
      if (first === undefined) firstWith.set(name, index);
      else parents[rootOf(index)] = rootOf(first);
    }
  }
  const groups = new Map<number, Spoken[]>();
  for (const [index, spoken] of all.entries()) {
    const root = rootOf(index);
    const group = groups.get(root) ?? [];
    groups.set(root, group);
    group.push(spoken);
  }
  return [...groups.values()];
}
