import { styleText } from 'node:util';
import { printable } from '../../base/printable.ts';
import type { AccountClass, Tallies } from '../../inventory/account.ts';
import type { Report } from '../report.ts';
import type { FormatOptions } from './index.ts';
import { counted, formatBytes, formatCount } from './quantities.ts';

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

const LISTED = 20;
const LONGEST_LINE = 160;

/** The report as a page for the terminal. Everything from the image is stripped of what a terminal would act on. */
export function writeText(report: Report, options: FormatOptions): string {
  const paint: Paint = options.color ? (style, text) => styleText(style, text) : (_, text) => text;
  const sections = [
    heading(report, paint),
    layers(report, paint),
    packages(report, paint),
    account(report, paint),
    modified(report, paint),
    unaccounted(report, paint),
    problems(report, paint),
    verdict(report, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ image, os }: Report, paint: Paint): string[] {
  const { config } = image;
  const command = [...(config.entrypoint ?? []), ...(config.cmd ?? [])].map(shellWord).join(' ');
  const end = os?.endOfLife ? `, supported until ${os.endOfLife}` : '';
  return [
    `${paint('bold', show(image.name))}  ${show(image.platform)}`,
    field('digest', image.digest),
    field('system', os ? show(`${os.name || os.id}${end}`) : 'none recognised'),
    ...(config.created ? [field('created', show(config.created))] : []),
    ...(command ? [field('runs', show(command))] : []),
    field('as user', show(config.user || 'root')),
  ];
}

function layers({ image }: Report, paint: Paint): string[] {
  const rows = image.layers.map(({ size, createdBy }, index) => {
    const amount = size === undefined ? '' : formatBytes(size);
    return `  ${String(index).padStart(3)}  ${amount.padStart(9)}  ${show(createdBy ?? 'no command recorded')}`;
  });
  return rows.length === 0 ? [] : [title(paint, counted(rows.length, 'layer')), ...shortened(rows)];
}

function packages({ inventory }: Report, paint: Paint): string[] {
  const byType = new Map<string, number>();
  for (const { type } of inventory.packages) byType.set(type, (byType.get(type) ?? 0) + 1);
  const rows = [...byType]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([type, count]) => `  ${type.padEnd(18)} ${formatCount(count).padStart(8)}`);
  return [title(paint, counted(inventory.packages.length, 'package')), ...rows];
}

const CLASSES: readonly (readonly [AccountClass, string])[] = [
  ['owned', 'as their system package installed them'],
  ['configured', 'configuration, changed since'],
  ['modified', 'NOT as their package installed them'],
  ['language', 'of language packages'],
  ['debris', 'caches and traces of running'],
  ['unaccounted', 'of unknown origin'],
];

function account({ inventory }: Report, paint: Paint): string[] {
  if (!inventory.account) return [];
  const { files, executables } = inventory.account;
  const row = (key: keyof Tallies, meaning: string): string => {
    const numbers = [formatCount(files[key].count), formatBytes(files[key].bytes), formatCount(executables[key].count)];
    return `  ${key.padEnd(12)}${numbers.map((number) => number.padStart(11)).join('')}   ${meaning}`;
  };
  const rows = CLASSES.filter(([key]) => files[key].count > 0).map(([key, meaning]) => {
    const text = row(key, meaning);
    return key === 'modified' ? paint('red', text) : text;
  });
  const columns = `  ${''.padEnd(12)}${['files', 'size', 'executable'].map((name) => name.padStart(11)).join('')}`;
  return [title(paint, 'account of every file'), paint('dim', columns), ...rows, row('total', '')];
}

function modified({ inventory }: Report, paint: Paint): string[] {
  const rows = (inventory.account?.modified ?? []).map(
    (file) => `  ${show(file.path)}  layer ${file.layer}  of ${show(file.package)}`,
  );
  return rows.length === 0 ? [] : [title(paint, 'not as installed'), ...shortened(rows)];
}

function unaccounted({ inventory }: Report, paint: Paint): string[] {
  const rows = (inventory.account?.unaccounted ?? []).map(
    (file) => `  ${show(file.path)}  layer ${file.layer}  ${file.kind}, ${formatBytes(file.size)}, mode ${file.mode}`,
  );
  return rows.length === 0 ? [] : [title(paint, 'executables of unknown origin'), ...shortened(rows)];
}

function problems(report: Report, paint: Paint): string[] {
  const rows = report.problems.map(({ code, message, path, layer }) => {
    const where = [path ? show(path) : '', layer === undefined ? '' : `layer ${layer}`].filter(Boolean).join(', ');
    return `  ${paint('yellow', code)}  ${where ? `${where}: ` : ''}${show(message)}`;
  });
  return rows.length === 0 ? [] : [title(paint, counted(rows.length, 'problem')), ...shortened(rows)];
}

const VERDICT_STYLES = { pass: 'green', warn: 'yellow', fail: 'red', incomplete: 'magenta' } as const;

function verdict({ verdict: { decision, reasons } }: Report, paint: Paint): string[] {
  const word = paint(['bold', VERDICT_STYLES[decision]], decision.toUpperCase());
  return [`${title(paint, 'verdict')}  ${word}`, ...shortened(reasons.map((reason) => `  ${show(reason)}`))];
}

function title(paint: Paint, text: string): string {
  return paint('bold', text.charAt(0).toUpperCase() + text.slice(1));
}

function field(name: string, value: string): string {
  return `  ${name.padEnd(9)}${value}`;
}

function shortened(rows: readonly string[]): string[] {
  if (rows.length <= LISTED) return [...rows];
  return [...rows.slice(0, LISTED), `  … and ${formatCount(rows.length - LISTED)} more: --format json lists them all`];
}

function show(text: string): string {
  return printable(text.replace(/\s+/g, ' '), LONGEST_LINE);
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
