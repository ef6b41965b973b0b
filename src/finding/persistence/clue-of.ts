import { baseName } from '../../behavior/paths.ts';
import type { Reach } from '../../behavior/reach.ts';
import type { PlanStep, StartupPlan } from '../../behavior/startup-plan.ts';
import { splitWords } from '../../behavior/words.ts';
import type { Clue } from '../clue.ts';
import type { NotedFile } from '../detector.ts';
import type { JobSign } from './job-signs.ts';

const LONGEST_EXCERPT = 200;

export type ClueWords = Pick<Clue, 'rule' | 'weight' | 'family' | 'does'> & {
  readonly excerpt: string;
  readonly when?: PlanStep['when'] | undefined;
  /** That of the file where absent. */
  readonly reach?: Reach;
};

/** A clue that stands in a file. */
export function clueOf(file: NotedFile, { rule, weight, family, does, excerpt, when, reach }: ClueWords): Clue {
  return {
    rule,
    weight,
    family,
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: excerpt.slice(0, LONGEST_EXCERPT) },
    reach: file.hidden ? 'hidden' : (reach ?? file.reach),
    ...(when ? { when } : {}),
    does,
  };
}

/** What a sign in a file proves: that somebody comes back, and by what. */
export function* signClues(
  file: NotedFile,
  sign: Pick<JobSign, 'weight' | 'does' | 'excerpt' | 'also'>,
  words: Pick<ClueWords, 'rule' | 'does' | 'excerpt' | 'when' | 'reach'>,
): Iterable<Clue> {
  yield clueOf(file, { ...words, weight: sign.weight, family: 'persistence' });
  if (sign.also) yield clueOf(file, { ...words, weight: sign.weight, family: sign.also });
}

/** How near something is that runs by itself only where one of these programs does. */
export function reachThrough(
  runners: RegExp,
  { startup, file }: { readonly startup: StartupPlan; readonly file: NotedFile },
): Reach {
  if (file.hidden || file.reach === 'started' || file.reach === 'loaded') return file.reach;
  return starts(startup, runners) ? 'started' : 'present';
}

/** Does the plan start one of these programs? */
export function starts(startup: StartupPlan, programs: RegExp): boolean {
  const pending = [...startup.steps];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (step.reach === 'started' && splitWords(step.command).some((word) => programs.test(baseName(word)))) return true;
    pending.push(...step.steps);
  }
  return false;
}
