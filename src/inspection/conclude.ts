import { dayOf } from '../base/day.ts';
import { endOfLifeProblems } from '../finding/end-of-life.ts';
import type { Finding } from '../finding/finding.ts';
import { weighClues } from '../finding/weigh-clues.ts';
import type { Image } from '../image/image.ts';
import { judge } from '../verdict/judge.ts';
import type { VulnerabilityCheck } from './check-vulnerabilities.ts';
import type { Inspection } from './inspection.ts';
import type { TakenImage } from './taken-image.ts';

/** What detectors found, clues weighed; `hostile` first. */
export function detectedFindings({ image, clues = [], findings = [] }: TakenImage): {
  hostile: readonly Finding[];
  others: readonly Finding[];
} {
  return { hostile: weighClues(clues, namesOf(image)), others: findings };
}

/**
 * All that was found out about an image, and the verdict on it. `check` is absent where nothing was compared; its findings are
 * those of detectors too, as far as nobody has answered them.
 */
export function conclude(taken: TakenImage, check: VulnerabilityCheck | undefined, now: Date): Inspection {
  const { image, inventory, startup } = taken;
  const { hostile, others } = detectedFindings(taken);
  const findings = check?.findings ?? [...hostile, ...others];
  const ended = endOfLifeProblems(inventory.os, dayOf(now));
  const problems = [...taken.problems, ...ended, ...(check?.problems ?? [])];
  return {
    image,
    inventory,
    ...(startup ? { startup } : {}),
    findings,
    suppressed: check?.suppressed ?? [],
    ...(check ? { advisories: { feeds: check.feeds } } : {}),
    ...(taken.rules ? { rules: taken.rules } : {}),
    problems,
    verdict: judge(findings, problems),
  };
}

/** What its users call it; the path of an archive is no name. */
export function namesOf({ name, source, references }: Image): string[] {
  return source === 'registry' || source === 'daemon' ? [name, ...references] : [...references];
}
