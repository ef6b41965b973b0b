import type { CvssScore } from './cvss-score.ts';
import { type Metrics, readVector, type VectorGrammar } from './read-vector.ts';

const grammar: VectorGrammar = {
  prefix: '',
  mandatory: { AV: 'L A N', AC: 'H M L', Au: 'M S N', C: 'N P C', I: 'N P C', A: 'N P C' },
  optional: {
    E: 'U POC F H ND',
    RL: 'OF TF W U ND',
    RC: 'UC UR C ND',
    CDP: 'N L LM MH H ND',
    TD: 'N L M H ND',
    CR: 'L M H ND',
    IR: 'L M H ND',
    AR: 'L M H ND',
  },
  notDefined: 'ND',
};

/** The weights of the specification, section 3.2, in thousandths. */
const weights: Readonly<Record<string, Readonly<Record<string, bigint>>>> = {
  AV: { L: 395n, A: 646n, N: 1000n },
  AC: { H: 350n, M: 610n, L: 710n },
  Au: { M: 450n, S: 560n, N: 704n },
  C: { N: 0n, P: 275n, C: 660n },
  I: { N: 0n, P: 275n, C: 660n },
  A: { N: 0n, P: 275n, C: 660n },
  E: { U: 850n, POC: 900n, F: 950n, H: 1000n, ND: 1000n },
  RL: { OF: 870n, TF: 900n, W: 950n, U: 1000n, ND: 1000n },
  RC: { UC: 900n, UR: 950n, C: 1000n, ND: 1000n },
  CDP: { N: 0n, L: 100n, LM: 300n, MH: 400n, H: 500n, ND: 0n },
  TD: { N: 0n, L: 250n, M: 750n, H: 1000n, ND: 1000n },
  CR: { L: 500n, M: 1000n, H: 1510n, ND: 1000n },
  IR: { L: 500n, M: 1000n, H: 1510n, ND: 1000n },
  AR: { L: 500n, M: 1000n, H: 1510n, ND: 1000n },
};

/** The scores of a CVSS 2 vector; undefined where it is none. Also in parentheses, as older records have it. */
export function scoreVersion2(vector: string): CvssScore | undefined {
  const bare = vector.startsWith('(') && vector.endsWith(')') ? vector.slice(1, -1) : vector;
  const metrics = readVector(bare, grammar);
  if (!metrics) return undefined;
  const base = baseTenths(
    metrics,
    impact(metrics, () => 1000n),
  );
  const adjusted = temporalTenths(metrics, baseTenths(metrics, adjustedImpact(metrics)));
  return {
    version: '2.0',
    base: base / 10,
    temporal: temporalTenths(metrics, base) / 10,
    environmental: environmentalTenths(metrics, adjusted) / 10,
  };
}

const IMPACT_ONE = 10n ** 20n;

/** 10.41 × (1 − (1 − C) (1 − I) (1 − A)), as a multiple of 10⁻²⁰. */
function impact(metrics: Metrics, requirement: (name: string) => bigint): bigint {
  const left = (name: string) => 1_000_000n - weight(metrics, name) * requirement(`${name}R`);
  return 1041n * (10n ** 18n - left('C') * left('I') * left('A'));
}

function adjustedImpact(metrics: Metrics): bigint {
  const exact = impact(metrics, (name) => weight(metrics, name));
  return exact > 10n * IMPACT_ONE ? 10n * IMPACT_ONE : exact;
}

/** (0.6 × impact + 0.4 × exploitability − 1.5) × f(impact), rounded to a tenth. */
function baseTenths(metrics: Metrics, impactScaled: bigint): number {
  if (impactScaled === 0n) return 0;
  const exploitability = 20n * weight(metrics, 'AV') * weight(metrics, 'AC') * weight(metrics, 'Au') * 10n ** 11n;
  const sum = 6n * impactScaled + 4n * exploitability - 15n * IMPACT_ONE;
  return roundToTenths(sum * 1176n, IMPACT_ONE * 10_000n);
}

function temporalTenths(metrics: Metrics, tenths: number): number {
  const factor = weight(metrics, 'E') * weight(metrics, 'RL') * weight(metrics, 'RC');
  return roundToTenths(BigInt(tenths) * factor, 10n ** 10n);
}

/** (adjusted temporal + (10 − adjusted temporal) × collateral damage) × target distribution. */
function environmentalTenths(metrics: Metrics, tenths: number): number {
  const adjusted = BigInt(tenths) * 1000n + (100n - BigInt(tenths)) * weight(metrics, 'CDP');
  return roundToTenths(adjusted * weight(metrics, 'TD'), 10n ** 7n);
}

function roundToTenths(numerator: bigint, denominator: bigint): number {
  return numerator <= 0n ? 0 : Number((20n * numerator + denominator) / (2n * denominator));
}

function weight(metrics: Metrics, name: string): bigint {
  return weights[name]?.[metrics.get(name) ?? grammar.notDefined] ?? 0n;
}
