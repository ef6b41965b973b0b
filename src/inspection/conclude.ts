import { dayOf } from '../base/day.ts';
import { detectModified } from '../finding/detect-integrity.ts';
import { endOfLifeProblems } from '../finding/end-of-life.ts';
import { judge } from '../verdict/judge.ts';
import type { VulnerabilityCheck } from './check-vulnerabilities.ts';
import type { Inspection } from './inspection.ts';
import type { TakenImage } from './taken-image.ts';

/** All that was found out about an image, and the verdict on it. `check` is absent where nothing was compared. */
export function conclude(taken: TakenImage, check: VulnerabilityCheck | undefined, now: Date): Inspection {
  const { image, inventory, startup } = taken;
  const modified = inventory.account ? detectModified(inventory.account) : [];
  const findings = [...(check?.findings ?? []), ...modified];
  const ended = endOfLifeProblems(inventory.os, dayOf(now));
  const problems = [...taken.problems, ...ended, ...(check?.problems ?? [])];
  return {
    image,
    inventory,
    ...(startup ? { startup } : {}),
    findings,
    suppressed: check?.suppressed ?? [],
    ...(check ? { advisories: { feeds: check.feeds } } : {}),
    problems,
    verdict: judge(findings, problems),
  };
}
