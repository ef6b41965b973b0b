import type { Clue } from '../clue.ts';
import type { DetectorSubject, NotedFile } from '../detector.ts';
import type { ProgramText } from '../program-text.ts';
import type { Recognition } from './recognition.ts';
import { weighSurroundings } from './surroundings.ts';

/** What was recognised in a file of some layer. */
export function clueOfFile(one: Recognition, { path, layer, reach }: NotedFile): Clue | undefined {
  const weighed = weighSurroundings(one, { path, reach });
  if (!weighed) return undefined;
  const { rule, does, excerpt } = one;
  return { rule, ...pick(weighed), subject: path, evidence: { path, layer, excerpt }, reach, does };
}

/** What was recognised in a program of the finished picture. */
export function clueOfProgram(
  one: Recognition,
  program: Omit<ProgramText, 'language' | 'text'>,
  subject: DetectorSubject,
): Clue | undefined {
  const { place, reach, when } = program;
  const weighed = weighSurroundings(one, { path: place.path, reach });
  if (!weighed) return undefined;
  const { rule, does, excerpt } = one;
  const layer = place.path === undefined || reach === 'hidden' ? undefined : subject.file(place.path)?.layer;
  // A server's code has a file of its own: a shell that a command line alone opens to everybody serves nobody else.
  const isBare = rule === 'malware/bind-shell-program' && place.path === undefined && reach === 'started';
  return {
    rule,
    ...pick(isBare ? { ...weighed, weight: 'certain' } : weighed),
    subject: place.path ?? place.field ?? 'config',
    evidence: {
      ...(place.path === undefined ? {} : { path: place.path }),
      ...(layer === undefined ? {} : { layer }),
      ...(place.field === undefined ? {} : { field: place.field }),
      excerpt,
    },
    reach,
    // Of files only their place is known, not who starts them.
    ...(when === 'start' ? {} : { when }),
    does,
  };
}

function pick({ weight, family }: Pick<Recognition, 'weight' | 'family'>): Pick<Recognition, 'weight' | 'family'> {
  return { weight, family };
}
