import type { Severity } from '../severity.ts';
import type { CvssScore } from './cvss-score.ts';
import { scoreVersion2 } from './version2.ts';
import { scoreVersion3 } from './version3.ts';
import { scoreVersion4 } from './version4.ts';

/** Few different vectors make up most of all records. */
const MOST_REMEMBERED = 20_000;
const remembered = new Map<string, CvssScore>();

/** The scores of a CVSS vector of any version, exactly as the specifications of FIRST have it; undefined where it is none. */
export function scoreCvss(vector: string): CvssScore | undefined {
  const known = remembered.get(vector);
  if (known) return known;
  const score = scoreAnew(vector);
  if (!score) return undefined;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(vector, score);
  return score;
}

/** The word for a base score. Version 2 has no critical; a score of zero does no harm. */
export function severityOfScore({ version, base }: Pick<CvssScore, 'version' | 'base'>): Severity {
  if (base >= 9 && version !== '2.0') return 'critical';
  if (base >= 7) return 'high';
  if (base >= 4) return 'medium';
  return base > 0 ? 'low' : 'negligible';
}

function scoreAnew(vector: string): CvssScore | undefined {
  if (vector.startsWith('CVSS:4.0/')) return scoreVersion4(vector);
  return vector.startsWith('CVSS:3') ? scoreVersion3(vector) : scoreVersion2(vector);
}
