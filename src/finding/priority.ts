import type { Severity } from '../advisory/severity.ts';
import type { Finding } from './finding.ts';
import type { Priority, Vulnerability } from './vulnerability.ts';

/** What a priority is made of: a vulnerability that nobody has weighed yet, and where it sits. */
export interface Weighable extends Omit<Vulnerability, 'priority'> {
  readonly severity: Severity;
}

export interface Surroundings {
  /** Absent until somebody has looked what starts. */
  readonly reach?: Finding['reach'];
  /** What its support ended for, and when, in words: `Debian 10, 2024-06-30`. */
  readonly endOfLife?: string;
}

/** One thing that counts, in points and in words. */
interface Weight {
  readonly points: number;
  readonly reason: string;
}

const NOW = 70;
const SOON = 40;
const LATER = 10;
const MALICIOUS = 'known to be malicious: remove it, and replace every secret that it could read';

/** How soon somebody should act. The table and examples: docs/priority.md. */
export function prioritize(vulnerability: Weighable, surroundings: Surroundings = {}): Priority {
  if (vulnerability.malicious) return { level: 'now', score: 100, reasons: [MALICIOUS] };
  const weights = [
    attack(vulnerability),
    harm(vulnerability),
    remedy(vulnerability, surroundings),
    reach(surroundings),
    confidence(vulnerability),
  ].filter((weight) => weight !== undefined);
  const sum = weights.reduce((total, { points }) => total + points, 0);
  // What may be other software altogether must not push aside what is certain.
  const highest = vulnerability.confidence === 'low' ? NOW - 1 : 100;
  const score = Math.min(Math.max(sum, 0), highest);
  const reasons = weights.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)).map(({ reason }) => reason);
  return { level: levelOf(score), score, reasons };
}

function levelOf(score: number): Priority['level'] {
  if (score >= NOW) return 'now';
  if (score >= SOON) return 'soon';
  return score >= LATER ? 'later' : 'none';
}

function attack({ exploited, epss }: Weighable): Weight | undefined {
  if (exploited) {
    const reason = `used in attacks since ${exploited.since}`;
    return exploited.ransomware ? { points: 65, reason: `${reason}, by ransomware too` } : { points: 60, reason };
  }
  // Nobody has estimated it yet: most likely because it is new.
  if (!epss) return { points: 5, reason: 'nobody has estimated how likely an attack is' };
  const share = percent(epss.probability);
  if (epss.probability < 0.01) return { points: 0, reason: `an attack is unlikely: ${share} within 30 days` };
  const reason = `${share} of such holes are attacked within 30 days`;
  if (epss.probability >= 0.5) return { points: 45, reason };
  return { points: epss.probability >= 0.1 ? 30 : 10, reason };
}

const HARM: Readonly<Record<Severity, number>> = {
  critical: 30,
  high: 20,
  unknown: 10,
  medium: 10,
  low: 3,
  negligible: 0,
};

function harm({ severity, cvss }: Weighable): Weight {
  const score = cvss ? ` (CVSS ${cvss.score.toFixed(1)} of 10)` : '';
  const reason =
    severity === 'unknown' ? `nobody has said how bad it is${score}` : `its severity is ${severity}${score}`;
  return { points: HARM[severity], reason };
}

const MOST_VERSIONS = 3;

function remedy({ state, fixed }: Weighable, { endOfLife }: Surroundings): Weight {
  if (state === 'fixed') {
    const versions = fixed.slice(0, MOST_VERSIONS).join(' or ');
    return { points: 10, reason: versions === '' ? 'a fix is out' : `a fix is out: ${versions}` };
  }
  if (state === 'end-of-life' || endOfLife !== undefined) {
    const ended = endOfLife === undefined ? '' : ` (${endOfLife})`;
    return { points: 5, reason: `no fix will come: support has ended${ended}` };
  }
  switch (state) {
    case 'will-not-fix':
      return { points: -5, reason: 'the distribution will not fix it' };
    case 'deferred':
      return { points: -5, reason: 'the distribution has put off the fix' };
    case 'under-investigation':
      return { points: 0, reason: 'still being looked into' };
    default:
      return { points: 0, reason: 'there is no fix yet' };
  }
}

function reach({ reach: how }: Surroundings): Weight | undefined {
  switch (how) {
    case 'started':
      return { points: 5, reason: 'it runs when the container starts' };
    case 'loaded':
      return { points: 3, reason: 'it is loaded when the container starts' };
    case 'referenced':
      return { points: 0, reason: 'what starts refers to it' };
    case 'present':
      return { points: -15, reason: 'nothing that starts uses it' };
    default:
      return undefined;
  }
}

function confidence(vulnerability: Weighable): Weight | undefined {
  if (vulnerability.confidence === 'high') return undefined;
  return { points: -30, reason: 'found by name alone: it may be other software' };
}

/** `97 %`, `4 %`, `1.5 %`, `0.04 %`. */
function percent(portion: number): string {
  const value = portion * 100;
  const rounded = value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(1);
  return `${Number(rounded)} %`;
}
