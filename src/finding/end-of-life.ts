import type { Problem } from '../base/problem.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';

/**
 * What an ended support means for the answer: nobody looks for holes in its packages any more, so that none are known says
 * nothing. `today` is `YYYY-MM-DD`.
 */
export function endOfLifeProblems(os: OperatingSystem | undefined, today: string): Problem[] {
  const { ordinary, last } = supportEnd(os);
  if (os === undefined || last === undefined || last >= today) return [];
  const extended = last === ordinary ? '' : ', extended support included';
  return [
    {
      code: 'end-of-life',
      message: `${os.name || os.id} has had no security fixes since ${last}${extended}: holes found later are not in its advisories. Build on a supported release`,
    },
  ];
}

function supportEnd(os: OperatingSystem | undefined): { ordinary?: string; last?: string } {
  const ordinary = os?.endOfLife;
  const last = os?.endOfExtendedSupport ?? ordinary;
  return { ...(ordinary ? { ordinary } : {}), ...(last ? { last } : {}) };
}
