import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Evidence } from '../finding.ts';
import { findLocations, isInList } from './find-locations.ts';
import { namesHost } from './indicator.ts';
import type { IndicatorSet } from './indicator-list.ts';

type Locations = IndicatorSet['locations'];

const LONGEST_EXCERPT = 200;

/** Values of the environment: whatever starts can read them. */
export function* namedInConfig({ image }: DetectorSubject, locations: Locations): Iterable<Clue> {
  for (const variable of image.config.env) {
    const [name = ''] = variable.split('=', 1);
    const value = variable.slice(name.length + 1);
    for (const { indicator, named } of findLocations(value, locations)) {
      const field = `config.env.${name}`;
      yield {
        ...clue(namesHost(named, indicator)),
        subject: field,
        reach: 'referenced',
        when: 'start',
        evidence: { field, excerpt: variable.slice(0, LONGEST_EXCERPT) },
      };
    }
  }
}

/** Commands that start, that are ready to, and those of the build. */
export function* namedInCommands(subject: DetectorSubject, locations: Locations): Iterable<Clue> {
  for (const command of subject.commands) {
    const text = textOf(command);
    for (const { indicator, named } of findLocations(text, locations)) {
      const { path, field, line } = command.place;
      const where = path ?? field;
      if (where === undefined) continue;
      yield {
        ...clue(namesHost(named, indicator)),
        subject: where,
        reach: command.reach,
        when: command.when,
        evidence: { ...placeOf(subject, { path, field, line }), excerpt: text.slice(0, LONGEST_EXCERPT) },
      };
    }
  }
}

/** Programs in other languages, as far as their source is there. */
export function* namedInPrograms(subject: DetectorSubject, locations: Locations): Iterable<Clue> {
  for (const { text, place, reach, when } of subject.programs) {
    const found = findLocations(text, locations).filter(({ at }) => !isInList(text, at));
    const where = place.path ?? place.field;
    if (where === undefined || new Set(found.map(({ indicator }) => indicator.value)).size > MOST_IN_ONE_PROGRAM)
      continue;
    for (const { indicator, named, at } of found) {
      const line = place.line + text.slice(0, at).split('\n').length - 1;
      yield {
        ...clue(namesHost(named, indicator)),
        subject: where,
        reach,
        when,
        evidence: { ...placeOf(subject, { path: place.path, field: place.field, line }), excerpt: lineAt(text, at) },
      };
    }
  }
}

const MOST_IN_ONE_PROGRAM = 10;

/** Hosts that the startup plan knows of from elsewhere: from the configuration that services read. */
export function* namedInPlan(
  { startup }: DetectorSubject,
  locations: Locations,
  known: readonly Clue[],
): Iterable<Clue> {
  for (const host of startup.hosts) {
    for (const { indicator, named } of findLocations(host, locations)) {
      const does = namesHost(named, indicator);
      if (known.some((one) => one.does === does)) continue;
      const subject = startup.steps.find(({ path }) => path !== undefined)?.path ?? 'config.cmd';
      yield { ...clue(does), subject, reach: 'referenced', when: 'start', evidence: { excerpt: host } };
    }
  }
}

function clue(does: string): Pick<Clue, 'rule' | 'weight' | 'family' | 'does'> {
  return { rule: 'malware/known-bad-host', weight: 'strong', family: 'known-bad', does };
}

function textOf({ words, assignments, redirections, input }: PlannedCommand): string {
  return [
    ...assignments.map(({ name, value }) => `${name}=${value.text}`),
    ...words.map(({ text }) => text),
    ...redirections.map(({ target }) => target.text),
    ...(input ? [input.text] : []),
  ].join(' ');
}

function placeOf(
  subject: DetectorSubject,
  {
    path,
    field,
    line,
  }: { readonly path: string | undefined; readonly field: string | undefined; readonly line: number },
): Evidence {
  if (path === undefined) return field === undefined ? {} : { field };
  const layer = subject.file(path)?.layer;
  return { path, line, ...(layer === undefined ? {} : { layer }) };
}

function lineAt(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - LONGEST_EXCERPT / 2);
  const end = text.indexOf('\n', at);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_EXCERPT));
}
