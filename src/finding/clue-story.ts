import { printable } from '../base/printable.ts';
import type { Clue } from './clue.ts';
import type { MalwareClass } from './finding.ts';

const MOST_SUBJECTS = 3;
const MOST_CLAUSES = 4;
const LONGEST_CLAUSE = 240;
const LONGEST_SUBJECT = 120;

/** What, where, when it would run, what it would do, why we are sure: two or three sentences. `group`: most important first. */
export function tellStory(
  group: readonly Clue[],
  { verdict, titles }: { readonly verdict: MalwareClass; readonly titles: readonly string[] },
): string {
  const telling = verdict === 'dual-use' ? group : group.filter(({ weight }) => weight !== 'weak');
  const told = telling.length > 0 ? telling : group;
  const subjects = [...new Set(told.map(({ subject }) => subject))];
  const actions = subjects.slice(0, MOST_SUBJECTS).map((subject) => {
    const own = told.filter((clue) => clue.subject === subject);
    const [first] = own as [Clue, ...Clue[]];
    return `${capitalized(nameOf(first))} ${whenOf(first)}: it ${clausesOf(own).join('; it ')}.`;
  });
  const more = subjects.length > MOST_SUBJECTS ? [`${subjects.length - MOST_SUBJECTS} more places do likewise.`] : [];
  return [...actions, ...more, whySure(told, { verdict, titles })].join(' ');
}

/** Each once, without those that another one tells along. */
function clausesOf(clues: readonly Clue[]): string[] {
  const clauses = [...new Set(clues.map(({ does }) => printable(does, LONGEST_CLAUSE)))];
  return clauses
    .filter((clause) => !clauses.some((other) => other !== clause && other.includes(clause)))
    .slice(0, MOST_CLAUSES);
}

function whySure(
  told: readonly Clue[],
  { verdict, titles }: { readonly verdict: MalwareClass; readonly titles: readonly string[] },
): string {
  const names = listed(titles.slice(0, MOST_CLAUSES).map(uncapitalized));
  if (verdict === 'dual-use') return `Found: ${names}; of use to an attacker, but no attack by itself.`;
  if (verdict === 'suspicious') return `Found: ${names}; there may be an honest reason.`;
  const families = new Set(told.filter(({ weight }) => weight !== 'weak').map(({ family }) => family)).size;
  if (told.some(({ weight }) => weight === 'certain')) {
    return `Found: ${names}; ${families > 1 ? `${families} independent signs, one of them proof by itself` : 'proof by itself: no honest image does this'}.`;
  }
  return `Found: ${names}; ${families} independent strong signs.`;
}

function nameOf({ subject, evidence }: Clue): string {
  const shown = printable(subject, LONGEST_SUBJECT);
  if (evidence.field === undefined && !/^(?:config\.|history\[)/.test(subject)) return `/${shown}`;
  if (subject === 'config.entrypoint') return "the image's entrypoint";
  if (subject === 'config.cmd') return "the image's command";
  if (subject === 'config.healthcheck') return 'the health check';
  if (subject.startsWith('config.onBuild')) return 'an ONBUILD instruction';
  if (subject.startsWith('config.env')) return `the environment (${shown})`;
  const step = /^history\[(\d+)\]$/.exec(subject)?.[1];
  return step === undefined ? shown : `build step ${Number(step) + 1}`;
}

function whenOf({ reach, when, evidence }: Clue): string {
  switch (reach) {
    case 'started':
      return STARTED[when ?? 'start'];
    case 'loaded':
      return 'is loaded by what the container starts';
    case 'referenced':
      return when === 'build' ? STARTED.build : 'is named by what the container starts';
    case 'present':
      return when === undefined || when === 'start'
        ? 'lies ready in the image'
        : `${STARTED[when]} where its server does`;
    case 'hidden':
      return evidence.layer === undefined
        ? 'lies in a layer, hidden by a later one'
        : `lies in layer ${evidence.layer}, hidden by a later one`;
    case 'build-only':
      return 'ran when the image was built';
  }
}

const STARTED = {
  start: 'runs when the container starts',
  service: 'runs as a service of the container',
  schedule: 'runs on a schedule',
  health: 'runs with every health check',
  login: 'runs at every login',
  build: 'runs in builds that start from this image',
} as const;

function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** Acronyms stay: `PAM backdoor`. */
function uncapitalized(title: string): string {
  return /^[A-Z](?![A-Z])/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
