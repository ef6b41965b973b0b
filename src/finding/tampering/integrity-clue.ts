import type { Clue } from '../clue.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Program } from './programs.ts';

const LONGEST_EXCERPT = 200;

/** A clue about a program of the final files. */
export function programClue(
  { startup }: Pick<DetectorSubject, 'startup'>,
  { path, layer }: Pick<Program, 'path' | 'layer'>,
  clue: Pick<Clue, 'rule' | 'weight' | 'family' | 'does'> & { readonly excerpt: string },
): Clue {
  const { excerpt, ...rest } = clue;
  return {
    ...rest,
    subject: path,
    evidence: { path, layer, excerpt: excerpt.slice(0, LONGEST_EXCERPT) },
    reach: startup.reach.get(path) ?? 'present',
  };
}
