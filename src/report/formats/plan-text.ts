import type { PlanStep } from '../../behavior/startup-plan.ts';
import type { StartupSummary } from '../../behavior/suggest-run.ts';
import type { FormatOptions } from '../format-options.ts';
import type { Report } from '../report.ts';
import { writtenCommand } from './command-text.ts';
import { counted, formatCount } from './quantities.ts';
import { createLayout, type Layout, section, show, showShort, wrap } from './text-layout.ts';

const MOST_BRANCHES = 40;
const LISTED = 20;

/** The startup plan as a tree for the terminal, and the tightest `docker run` that it leaves room for. */
export function writePlanText(report: Report, options: FormatOptions): string {
  const layout = createLayout(options);
  const { startup, image } = report;
  const title = [`${layout.paint('bold', show(image.name))}  ${show(image.platform)}`];
  if (!startup) return `${title.join('')}\n\nNo file of the image was seen.\n`;
  const sections = [
    title,
    ...startup.steps.map((step) => section(layout, HEADINGS[step.when], tree(step, layout))),
    ...(startup.steps.length === 0 ? [['The image names nothing to start.']] : []),
    list(layout, 'names these hosts', startup.hosts),
    list(layout, 'names these paths of the host', startup.hostPaths),
    list(
      layout,
      'wants these privileges',
      startup.privileges.map(({ name, why, place }) => `${name}: ${why}${placeText(place)}`),
    ),
    list(layout, 'could not be told', startup.unknown),
    suggestion(startup, layout, image.name),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const HEADINGS: Readonly<Record<PlanStep['when'], string>> = {
  start: 'when it starts',
  service: 'as a service',
  schedule: 'on schedule',
  health: 'to check its health',
  login: 'when somebody logs in',
  build: 'when another image is built on it',
};
const LABELS: Readonly<Record<PlanStep['when'], string>> = {
  start: 'starts',
  service: 'service',
  schedule: 'scheduled',
  health: 'health check',
  login: 'at login',
  build: 'at build',
};

function tree(root: PlanStep, layout: Layout): string[] {
  const lines: string[] = [];
  const add = (
    step: PlanStep,
    { above, lead, rest }: { above: PlanStep | undefined; lead: string; rest: string },
  ): void => {
    lines.push(stepLine(step, above, { lead, layout }));
    const loaded = loadedLine(step, layout);
    const branches = step.steps.filter(({ cause }) => !FOLDED.has(cause));
    if (loaded !== '') lines.push(`${rest}${branches.length > 0 ? '│  ' : '   '}${layout.paint('dim', loaded)}`);
    for (const [index, branch] of branches.slice(0, MOST_BRANCHES).entries()) {
      const isLast = index === branches.length - 1;
      add(branch, { above: step, lead: `${rest}${isLast ? '└─ ' : '├─ '}`, rest: `${rest}${isLast ? '   ' : '│  '}` });
    }
    if (branches.length > MOST_BRANCHES)
      lines.push(`${rest}└─ … and ${formatCount(branches.length - MOST_BRANCHES)} more: --format json lists them`);
  };
  add(root, { above: undefined, lead: '  ', rest: '  ' });
  return lines;
}

/** Told in one line together, however many there are. */
const FOLDED: ReadonlySet<PlanStep['cause']> = new Set(['library', 'import']);
const LISTED_LIBRARIES = 3;

function loadedLine({ steps }: PlanStep, layout: Layout): string {
  const names = (cause: PlanStep['cause']): string[] =>
    steps.flatMap((step) => (step.cause === cause ? [show(step.command)] : []));
  const told = (
    [
      ['library', 'loads'],
      ['import', 'imports'],
    ] as const
  ).flatMap(([cause, verb]) => {
    const all = names(cause);
    if (all.length === 0) return [];
    const more = all.length > LISTED_LIBRARIES ? ` and ${formatCount(all.length - LISTED_LIBRARIES)} more` : '';
    return [`${verb} ${all.slice(0, LISTED_LIBRARIES).join(', ')}${more}`];
  });
  return showShort(told.join('; '), layout.width);
}

function stepLine(
  step: PlanStep,
  above: PlanStep | undefined,
  { lead, layout }: { lead: string; layout: Layout },
): string {
  const label = step.cause === 'preload' ? 'preloads' : above && step.when !== above.when ? LABELS[step.when] : '';
  const user = step.user === undefined ? '' : `  as ${show(step.user)}`;
  const called = step.command.split(' ', 1)[0] ?? '';
  const moved =
    step.path !== undefined && !called.startsWith('/') && above?.path !== step.path ? `  (${show(step.path)})` : '';
  const place = label === '' ? '' : placeText(step.place);
  const start = `${lead}${label === '' ? '' : `${layout.paint('cyan', label)} `}`;
  const room = Math.max(30, layout.width - lead.length - label.length - user.length - moved.length - place.length);
  return (
    start +
    showShort(step.command, room) +
    layout.paint('dim', moved) +
    layout.paint('yellow', user) +
    layout.paint('dim', place)
  );
}

function placeText(place: PlanStep['place']): string {
  if (!place) return '';
  return `  ${show(place.path ? `${place.path}:${place.line}` : (place.field ?? ''))}`.trimEnd();
}

function list(layout: Layout, name: string, all: readonly string[]): string[] {
  const lines = all.slice(0, LISTED).flatMap((line) => wrap('  ', show(line), layout.width));
  const more = all.length > LISTED ? [`  … and ${counted(all.length - LISTED, 'other')}`] : [];
  return section(layout, name, [...lines, ...more]);
}

function suggestion({ run }: StartupSummary, layout: Layout, name: string): string[] {
  const [docker = '', verb = '', ...words] = run.words;
  const flags: string[] = [];
  for (const word of words) {
    if (word.startsWith('--') || flags.length === 0) flags.push(writtenCommand([word]));
    else flags.push(`${flags.pop()} ${writtenCommand([word])}`);
  }
  const lines = [
    `  ${docker} ${verb} \\`,
    ...flags.map((flag) => `    ${show(flag)} \\`),
    `    ${show(writtenCommand([name]))}`,
  ];
  const width = Math.min(34, Math.max(...run.reasons.map(({ flag }) => flag.length)));
  const reasons = run.reasons.flatMap(({ flag, why }) =>
    wrap(`  ${show(flag).padEnd(width)}  `, show(why), layout.width),
  );
  return [...section(layout, 'the tightest sensible way to run it', lines), '', ...reasons];
}
