import type { CvssScore } from './cvss-score.ts';
import { type Metrics, readVector, type VectorGrammar } from './read-vector.ts';

const mandatory = { AV: 'N A L P', AC: 'L H', PR: 'N L H', UI: 'N R', S: 'U C', C: 'N L H', I: 'N L H', A: 'N L H' };
const optional = {
  E: 'X U P F H',
  RL: 'X O T W U',
  RC: 'X U R C',
  CR: 'X L M H',
  IR: 'X L M H',
  AR: 'X L M H',
  ...Object.fromEntries(Object.entries(mandatory).map(([name, values]) => [`M${name}`, `X ${values}`])),
};
const grammars: Readonly<Record<'3.0' | '3.1', VectorGrammar>> = {
  '3.0': { prefix: 'CVSS:3.0/', mandatory, optional, notDefined: 'X' },
  '3.1': { prefix: 'CVSS:3.1/', mandatory, optional, notDefined: 'X' },
};

/** The weights of the specification, section 7.4, in hundredths. */
const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 85, A: 62, L: 55, P: 20 },
  AC: { L: 77, H: 44 },
  PR: { N: 85, L: 62, H: 27 },
  changedPR: { N: 85, L: 68, H: 50 },
  UI: { N: 85, R: 62 },
  C: { N: 0, L: 22, H: 56 },
  I: { N: 0, L: 22, H: 56 },
  A: { N: 0, L: 22, H: 56 },
  E: { X: 100, U: 91, P: 94, F: 97, H: 100 },
  RL: { X: 100, O: 95, T: 96, W: 97, U: 100 },
  RC: { X: 100, U: 92, R: 96, C: 100 },
  CR: { X: 100, L: 50, M: 100, H: 150 },
  IR: { X: 100, L: 50, M: 100, H: 150 },
  AR: { X: 100, L: 50, M: 100, H: 150 },
};

interface Calculation {
  readonly version: '3.0' | '3.1';
  readonly metrics: Metrics;
  /** Takes the modified metrics and the requirements into account. */
  readonly modified: boolean;
}

/** The scores of a CVSS 3.0 or 3.1 vector; undefined where it is none. */
export function scoreVersion3(vector: string): CvssScore | undefined {
  const version = vector.startsWith(grammars['3.0'].prefix) ? '3.0' : '3.1';
  const metrics = readVector(vector, grammars[version]);
  if (!metrics) return undefined;
  const base = scoreTenths({ version, metrics, modified: false });
  const environmental = scoreTenths({ version, metrics, modified: true });
  return {
    version,
    base: base / 10,
    temporal: temporalTenths(version, metrics, base) / 10,
    environmental: temporalTenths(version, metrics, environmental) / 10,
  };
}

/** Sums are integers in units of 10⁻¹² of a point, so that no rounding error can lift or lower a score. */
const POINT = 1e12;

function scoreTenths(calculation: Calculation): number {
  const changed = chosen(calculation, 'S') === 'C';
  const impact = impactOf(calculation, changed);
  if (impact <= 0) return 0;
  const privileges = weights[changed ? 'changedPR' : 'PR']?.[chosen(calculation, 'PR')] ?? 0;
  const other = weightOf(calculation, 'AV') * weightOf(calculation, 'AC') * weightOf(calculation, 'UI');
  const sum = impact + 822 * other * privileges * 100;
  const widened = changed ? sum + Math.ceil((sum * 8) / 100) : sum;
  return roundUp(calculation.version, Math.min(widened, 10 * POINT));
}

function impactOf(calculation: Calculation, changed: boolean): number {
  const { version, modified } = calculation;
  const lost = (name: string) =>
    10_000 - weightOf(calculation, name) * (modified ? requirement(calculation, name) : 100);
  const left = lost('C') * lost('I') * lost('A');
  const subscore = Math.min(POINT - left, modified ? (915 * POINT) / 1000 : POINT);
  if (!changed) return (subscore / 100) * 642;
  return changedImpact(subscore, modified && version === '3.1');
}

/** For each sub-score: there are a few hundred, and their powers are the slow part. */
const changedImpacts = new Map<number, number>();

/** 7.52 × (s − 0.029) − 3.25 × (s − 0.02)¹⁵, with (0.9731 s − 0.02)¹³ for modified metrics since version 3.1. */
function changedImpact(subscore: number, revised: boolean): number {
  const key = revised ? -subscore : subscore;
  const known = changedImpacts.get(key);
  if (known !== undefined) return known;
  const one = 10n ** 16n;
  const exact = BigInt(subscore) * 10_000n;
  const powered = (revised ? (exact * 9731n) / 10_000n : exact) - one / 50n;
  const exponent = revised ? 13n : 15n;
  const power = powered ** exponent / one ** (exponent - 1n);
  const impact = (752n * (exact - (one * 29n) / 1000n) - 325n * power) / 100n;
  const units = Number(impact / 10_000n) + (impact > 0n && impact % 10_000n !== 0n ? 1 : 0);
  changedImpacts.set(key, units);
  return units;
}

function temporalTenths(version: '3.0' | '3.1', metrics: Metrics, tenths: number): number {
  const factor = (name: string) => weights[name]?.[metrics.get(name) ?? 'X'] ?? 100;
  return roundUp(version, tenths * factor('E') * factor('RL') * factor('RC') * (POINT / 1e7));
}

/** Up to the next tenth; since version 3.1 what differs by less than 10⁻⁵ counts as equal (appendix A). */
function roundUp(version: '3.0' | '3.1', units: number): number {
  const exact = version === '3.1' ? Math.floor((units + POINT / 2e5) / (POINT / 1e5)) * (POINT / 1e5) : units;
  return Math.ceil(exact / (POINT / 10));
}

function weightOf(calculation: Calculation, name: string): number {
  return weights[name]?.[chosen(calculation, name)] ?? 0;
}

function requirement({ metrics }: Calculation, name: string): number {
  return weights[`${name}R`]?.[metrics.get(`${name}R`) ?? 'X'] ?? 100;
}

function chosen({ metrics, modified }: Calculation, name: string): string {
  const own = metrics.get(name) ?? '';
  if (!modified) return own;
  const changed = metrics.get(`M${name}`) ?? 'X';
  return changed === 'X' ? own : changed;
}
