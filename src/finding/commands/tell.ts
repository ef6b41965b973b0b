import { joinWords } from '../../behavior/words.ts';
import type { Clue } from '../clue.ts';
import { type SeenCommand, UNKNOWN } from './seen-command.ts';

/** What a recogniser says of a command. */
export interface Told extends Pick<Clue, 'rule' | 'weight' | 'family' | 'does'> {
  /** Other commands that belong to the evidence, in their order. */
  readonly with?: readonly SeenCommand[];
}

const EXCERPT = 200;

/** Collections of what attackers do, for those who test, teach or look for it. */
const COLLECTION =
  /(?:^|\/)(?:[\w.-]{0,40}(?:payload|exploit|cheat-?sheet|seclists|metasploit|msf|atomic-?red|gtfobins|honeypot)[\w.-]{0,40}|tests?|testdata|test-data|spec|fixtures?|examples?|samples?|docs?|documentation|man|rules?|signatures?|detections?|yara|sigma|falco[\w.-]{0,20})\//i;

/** The clue that a command is; undefined where it only stands in a collection. */
export function clueOf(seen: SeenCommand, { with: others = [], ...told }: Told): Clue | undefined {
  const { place, reach, when } = seen.command;
  const subject = place.path ?? place.field ?? 'config';
  const isCollected = (reach === 'present' || reach === 'hidden') && COLLECTION.test(subject);
  if (isCollected && told.weight !== 'certain') return undefined;
  const excerpt = excerptOf([...others, seen]);
  const evidence = place.path === undefined ? { field: subject, excerpt } : { path: subject, excerpt };
  return { ...told, ...(isCollected ? { weight: 'weak' } : {}), subject, evidence, reach, when };
}

/** Commands as a line; what is only known when it runs is left out. */
export function excerptOf(commands: readonly SeenCommand[]): string {
  let text = '';
  for (const [at, each] of commands.entries()) {
    if (text.length > EXCERPT) break;
    const piped = commands[at - 1]?.command.pipeline.id === each.command.pipeline.id;
    if (at > 0) text += piped ? ' | ' : '; ';
    text += lineOf(each).slice(0, 2 * EXCERPT);
  }
  return text.replaceAll(UNKNOWN, '…').slice(0, EXCERPT);
}

/** The words of a command and where its output goes. */
export function lineOf({ command }: SeenCommand): string {
  const assignments = command.assignments.map(({ name, value }) => `${name}=${value.text.slice(0, EXCERPT)}`);
  const words = joinWords(command.words.slice(0, 100).map(({ text }) => text.slice(0, 2 * EXCERPT)));
  const redirections = command.redirections.map(({ descriptor, kind, target }) => {
    if (kind === 'text') return `${SIGNS[kind]} ${target.text.trim().slice(0, EXCERPT)}`;
    return `${descriptor === DEFAULTS[kind] ? '' : descriptor}${SIGNS[kind]}${kind === 'duplicate' ? '' : ' '}${target.text}`;
  });
  return [...assignments, words, ...redirections].filter((part) => part !== '').join(' ');
}

const SIGNS = { read: '<', write: '>', append: '>>', duplicate: '>&', text: '<<<' } as const;
const DEFAULTS = { read: 0, write: 1, append: 1, duplicate: 1, text: 0 } as const;
