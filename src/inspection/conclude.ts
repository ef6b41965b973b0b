import { dayOf } from '../base/day.ts';
import { endOfLifeProblems } from '../finding/end-of-life.ts';
import { weighClues } from '../finding/weigh-clues.ts';
import type { Image } from '../image/image.ts';
import { judge } from '../verdict/judge.ts';
import type { VulnerabilityCheck } from './check-vulnerabilities.ts';
import type { Inspection } from './inspection.ts';
import type { TakenImage } from './taken-image.ts';

/** All that was found out about an image, and the verdict on it. `check` is absent where nothing was compared. */
export function conclude(taken: TakenImage, check: VulnerabilityCheck | undefined, now: Date): Inspection {
  const { image, inventory, startup } = taken;
  const hostile = weighClues(taken.clues ?? [], namesOf(image));
  const findings = [...hostile, ...(check?.findings ?? []), ...(taken.findings ?? [])];
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

/** What its users call it; the path of an archive is no name. */
export function namesOf({ name, source, references }: Image): string[] {
  return source === 'registry' || source === 'daemon' ? [name, ...references] : [...references];
}
