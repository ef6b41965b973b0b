import type { CvssScore } from './cvss-score.ts';
import { macrovectorScores } from './macrovectors.ts';
import { type Metrics, readVector, type VectorGrammar } from './read-vector.ts';

const impacts = { VC: 'H L N', VI: 'H L N', VA: 'H L N', SC: 'H L N', SI: 'H L N', SA: 'H L N' };
const mandatory = { AV: 'N A L P', AC: 'L H', AT: 'N P', PR: 'N L H', UI: 'N P A', ...impacts };
const grammar: VectorGrammar = {
  prefix: 'CVSS:4.0/',
  mandatory,
  optional: {
    E: 'X A P U',
    CR: 'X H M L',
    IR: 'X H M L',
    AR: 'X H M L',
    ...Object.fromEntries(Object.entries(mandatory).map(([name, values]) => [`M${name}`, `X ${values}`])),
    MSI: 'X S H L N',
    MSA: 'X S H L N',
    S: 'X N P',
    AU: 'X N Y',
    R: 'X A U I',
    V: 'X D C',
    RE: 'X L M H',
    U: 'X Clear Green Amber Red',
  },
  notDefined: 'X',
};

/** Values from the worst to the least bad: a step in the list is one step of severity. */
const steps: Readonly<Record<string, string>> = {
  ...mandatory,
  SC: 'S H L N',
  SI: 'S H L N',
  SA: 'S H L N',
  CR: 'H M L',
  IR: 'H M L',
  AR: 'H M L',
};

/** Per equivalence set and level: how many steps it is deep, and its worst vectors (section 8.3, data of FIRST). */
const sets: Readonly<Record<string, readonly [depth: number, ...worst: string[]]>> = {
  EQ1_0: [1, 'AV:N/PR:N/UI:N'],
  EQ1_1: [4, 'AV:A/PR:N/UI:N', 'AV:N/PR:L/UI:N', 'AV:N/PR:N/UI:P'],
  EQ1_2: [5, 'AV:P/PR:N/UI:N', 'AV:A/PR:L/UI:P'],
  EQ2_0: [1, 'AC:L/AT:N'],
  EQ2_1: [2, 'AC:H/AT:N', 'AC:L/AT:P'],
  EQ36_00: [7, 'VC:H/VI:H/VA:H/CR:H/IR:H/AR:H'],
  EQ36_01: [6, 'VC:H/VI:H/VA:L/CR:M/IR:M/AR:H', 'VC:H/VI:H/VA:H/CR:M/IR:M/AR:M'],
  EQ36_10: [8, 'VC:L/VI:H/VA:H/CR:H/IR:H/AR:H', 'VC:H/VI:L/VA:H/CR:H/IR:H/AR:H'],
  EQ36_11: [
    8,
    'VC:L/VI:H/VA:L/CR:H/IR:M/AR:H',
    'VC:L/VI:H/VA:H/CR:H/IR:M/AR:M',
    'VC:H/VI:L/VA:H/CR:M/IR:H/AR:M',
    'VC:H/VI:L/VA:L/CR:M/IR:H/AR:H',
    'VC:L/VI:L/VA:H/CR:H/IR:H/AR:M',
  ],
  EQ36_21: [10, 'VC:L/VI:L/VA:L/CR:H/IR:H/AR:H'],
  EQ4_0: [6, 'SC:H/SI:S/SA:S'],
  EQ4_1: [5, 'SC:H/SI:H/SA:H'],
  EQ4_2: [4, 'SC:L/SI:L/SA:L'],
};

type Reading = (metric: string) => string;

/** The scores of a CVSS 4.0 vector (CVSS-B, CVSS-BT, CVSS-BTE); undefined where it is none. */
export function scoreVersion4(vector: string): CvssScore | undefined {
  const metrics = readVector(vector, grammar);
  if (!metrics) return undefined;
  return {
    version: '4.0',
    base: scoreTenths(reading(metrics, [])) / 10,
    temporal: scoreTenths(reading(metrics, ['E'])) / 10,
    environmental: scoreTenths(reading(metrics, ['E', 'CR', 'IR', 'AR', 'M'])) / 10,
  };
}

/** How a score reads the metrics: what is not defined counts as the worst, a modified metric in place of its own. */
function reading(metrics: Metrics, optional: readonly string[]): Reading {
  const given = (name: string) => {
    const value = metrics.get(name) ?? 'X';
    return value === 'X' ? undefined : value;
  };
  return (metric) => {
    if (Object.hasOwn(mandatory, metric)) {
      return (optional.includes('M') ? given(`M${metric}`) : undefined) ?? metrics.get(metric) ?? '';
    }
    return (optional.includes(metric) ? given(metric) : undefined) ?? (metric === 'E' ? 'A' : 'H');
  };
}

/** All sums are multiples of 1/840 of a tenth: the depths of all sets divide it. */
const COMMON = 840;

function scoreTenths(value: Reading): number {
  if (Object.keys(impacts).every((metric) => value(metric) === 'N')) return 0;
  const levels = levelsOf(value);
  const score = scoreOf(levels) ?? 0;
  const [eq1, eq2, eq3, eq4, eq5, eq6] = levels;
  const lower = [
    { set: `EQ1_${eq1}`, score: scoreOf([eq1 + 1, eq2, eq3, eq4, eq5, eq6]) },
    { set: `EQ2_${eq2}`, score: scoreOf([eq1, eq2 + 1, eq3, eq4, eq5, eq6]) },
    { set: `EQ36_${eq3}${eq6}`, score: nextLowerImpact(levels) },
    { set: `EQ4_${eq4}`, score: scoreOf([eq1, eq2, eq3, eq4 + 1, eq5, eq6]) },
    { set: undefined, score: scoreOf([eq1, eq2, eq3, eq4, eq5 + 1, eq6]) },
  ];
  let existing = 0;
  let distance = 0;
  for (const { set, score: next } of lower) {
    if (next === undefined) continue;
    existing++;
    // The fifth set has but one vector per level: there is no distance within it.
    if (set !== undefined) distance += (score - next) * portion(value, set);
  }
  if (existing === 0) return score;
  const unit = COMMON * existing;
  return Math.floor((2 * (score * unit - distance) + unit) / (2 * unit));
}

type Levels = readonly [eq1: number, eq2: number, eq3: number, eq4: number, eq5: number, eq6: number];

function scoreOf(levels: Levels): number | undefined {
  return macrovectorScores.get(levels.join(''));
}

/** The third and sixth set depend on each other; where both can be lowered, the higher of the two scores is the next. */
function nextLowerImpact([eq1, eq2, eq3, eq4, eq5, eq6]: Levels): number | undefined {
  const third = scoreOf([eq1, eq2, eq3 + 1, eq4, eq5, eq6]);
  const sixth = scoreOf([eq1, eq2, eq3, eq4, eq5, eq6 + 1]);
  if (eq6 === 1) return third;
  if (eq3 === 1) return sixth;
  return third === undefined || sixth === undefined ? undefined : Math.max(third, sixth);
}

function levelsOf(value: Reading): Levels {
  const [reachable, unprivileged, unattended] = [value('AV') === 'N', value('PR') === 'N', value('UI') === 'N'];
  const [confidentiality, integrity, availability] = [value('VC') === 'H', value('VI') === 'H', value('VA') === 'H'];
  const anyEasy = reachable || unprivileged || unattended;
  const anyHigh = confidentiality || integrity || availability;
  const subsequentHigh = ['SC', 'SI', 'SA'].some((metric) => value(metric) === 'H');
  const safety = value('SI') === 'S' || value('SA') === 'S';
  const wanted = ['C', 'I', 'A'].some((name) => value(`${name}R`) === 'H' && value(`V${name}`) === 'H');
  return [
    reachable && unprivileged && unattended ? 0 : anyEasy && value('AV') !== 'P' ? 1 : 2,
    value('AC') === 'L' && value('AT') === 'N' ? 0 : 1,
    confidentiality && integrity ? 0 : anyHigh ? 1 : 2,
    safety ? 0 : subsequentHigh ? 1 : 2,
    Math.max(0, 'APU'.indexOf(value('E'))),
    wanted ? 0 : 1,
  ];
}

/** How far the vector lies below the worst of its level, in parts of `COMMON`. */
function portion(value: Reading, set: string): number {
  const [depth, ...worst] = sets[set] ?? [1];
  for (const vector of worst) {
    const distances = vector.split('/').map((metric) => distanceBelow(value, metric));
    if (distances.every((distance) => distance >= 0)) {
      return distances.reduce((sum, distance) => sum + distance, 0) * (COMMON / depth);
    }
  }
  return 0;
}

function distanceBelow(value: Reading, worst: string): number {
  const [metric = '', level = ''] = worst.split(':');
  const order = steps[metric]?.split(' ') ?? [];
  return order.indexOf(value(metric)) - order.indexOf(level);
}
