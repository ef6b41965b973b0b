import type { Problem } from '../base/problem.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';

/** The last day on which somebody mended the packages of a system, where that day is over. `today` is `YYYY-MM-DD`. */
export function endOfSupport(os: OperatingSystem | undefined, today: string): string | undefined {
  const last = os?.endOfExtendedSupport ?? os?.endOfLife;
  return last !== undefined && last < today ? last : undefined;
}

/**
 * What an ended support means for the answer: nobody looks for holes in its packages any more, so that none are known says
 * nothing.
 */
export function endOfLifeProblems(os: OperatingSystem | undefined, today: string): Problem[] {
  const last = endOfSupport(os, today);
  if (os === undefined || last === undefined) return [];
  const extended = last === os.endOfLife ? '' : ', extended support included';
  return [
    {
      code: 'end-of-life',
      message: `${os.name || os.id} has had no security fixes since ${last}${extended}: holes found later are not in its advisories. Build on a supported release`,
    },
  ];
}
