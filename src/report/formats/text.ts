import type { AccountClass, ModifiedFile, Tallies } from '../../inventory/account.ts';
import type { FormatOptions } from '../format-options.ts';
import type { Report } from '../report.ts';
import { shortCommand, writtenCommand } from './command-text.ts';
import { hostile, misconfigurations, secrets } from './hostile-text.ts';
import { counted, formatBytes, formatCount } from './quantities.ts';
import { createLayout, type Layout, section, shortened, show, showShort, twoColumns, wrap } from './text-layout.ts';
import { feeds, vulnerabilities } from './vulnerabilities-text.ts';

/** The report as a page for the terminal: what the image is first, what was found wrong with it last. */
export function writeText(report: Report, options: FormatOptions): string {
  const layout = createLayout(options);
  const sections = [
    heading(report, layout),
    layers(report, layout),
    packages(report, layout),
    account(report, layout),
    modified(report, layout),
    unaccounted(report, layout),
    hostile(report, layout),
    secrets(report, layout),
    misconfigurations(report, layout),
    vulnerabilities(report, layout),
    feeds(report, layout),
    problems(report, layout),
    verdict(report, layout),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function heading({ image, os, verdict: { decision } }: Report, { paint, width }: Layout): string[] {
  const { config } = image;
  const command = writtenCommand([...(config.entrypoint ?? []), ...(config.cmd ?? [])]);
  const end = os?.endOfLife ? `, end of life ${os.endOfLife}` : '';
  const fields = [
    ['system', os ? show(`${os.name || os.id}${end}`) : 'not recognised'],
    ['created', show(config.created ?? '')],
    ['runs', show(command)],
    ['as user', show(config.user || 'root')],
    ['ports', show(config.exposedPorts.join(', '))],
  ] as const;
  return [
    `${paint('bold', show(image.name))}  ${show(image.platform)}  ${decisionWord(decision, paint)}`,
    `  ${image.digest}`,
    ...fields.filter(([, value]) => value !== '').flatMap(([name, value]) => wrap(`  ${name.padEnd(9)}`, value, width)),
  ];
}

function layers({ image }: Report, layout: Layout): string[] {
  const row = ({ size, createdBy }: (typeof image.layers)[number], index: number): string => {
    const start = `${String(index).padStart(4)}  ${(size === undefined ? '' : formatBytes(size)).padStart(9)}  `;
    const made = createdBy === undefined ? 'no command recorded' : shortCommand(createdBy);
    return start + showShort(made, layout.width - start.length);
  };
  const rows = shortened(image.layers.map(row), (lines) => [...lines]);
  return section(layout, counted(image.layers.length, 'layer'), rows);
}

function packages({ inventory }: Report, layout: Layout): string[] {
  const byType = new Map<string, number>();
  for (const { type } of inventory.packages) byType.set(type, (byType.get(type) ?? 0) + 1);
  const counts = [...byType]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([type, count]) => `${type}\u00a0${formatCount(count)}`);
  const lines = counts.length === 0 ? [] : wrap('  ', counts.join(', '), layout.width);
  const plain = lines.map((line) => line.replaceAll('\u00a0', ' '));
  return section(layout, counted(inventory.packages.length, 'package'), plain.length > 0 ? plain : ['  none found']);
}

const CLASSES: readonly (readonly [AccountClass, string])[] = [
  ['owned', 'as their package installed them'],
  ['configured', 'configuration, changed since'],
  ['modified', 'NOT as installed'],
  ['language', 'of language packages'],
  ['debris', 'caches, traces of running'],
  ['unaccounted', 'of unknown origin'],
];

function account({ inventory }: Report, layout: Layout): string[] {
  if (!inventory.account) return [];
  const { files, executables } = inventory.account;
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(11)}${cells.map((cell) => cell.padStart(11)).join('')}`;
  const row = (key: keyof Tallies): string =>
    line(key, [formatCount(files[key].count), formatBytes(files[key].bytes), formatCount(executables[key].count)]);
  const rows = CLASSES.filter(([key]) => files[key].count > 0).map(([key, meaning]) => {
    const text = `${row(key)}  ${meaning}`;
    return key === 'modified' ? layout.paint('red', text) : text;
  });
  const columns = layout.paint('dim', line('', ['files', 'size', 'executable']));
  return section(layout, 'account of every file', [columns, ...rows, row('total')]);
}

function modified({ inventory }: Report, layout: Layout): string[] {
  const names = new Map(inventory.packages.map(({ purl, name, version }) => [purl, `${name} ${version}`]));
  const cells = (file: ModifiedFile): [string, string] => [
    show(file.path),
    `layer ${file.layer}, ${difference(file)}, of ${show(names.get(file.package) ?? file.package)}`,
  ];
  const files = inventory.account?.modified ?? [];
  return section(layout, 'not as installed', shortened(files.map(cells), twoColumns));
}

function difference({ expected = '', actual = '' }: ModifiedFile): string {
  const isHash = (text: string): boolean => /^[a-z0-9]+:/.test(text);
  return isHash(expected) && isHash(actual) ? 'other content' : show(`${expected} became ${actual}`);
}

function unaccounted({ inventory }: Report, layout: Layout): string[] {
  const files = inventory.account?.unaccounted ?? [];
  const rows = files.map((file): [string, string] => [
    show(file.path),
    `layer ${file.layer}, ${file.kind}, ${formatBytes(file.size)}, mode ${file.mode}`,
  ]);
  return section(layout, 'executables of unknown origin', shortened(rows, twoColumns));
}

const LISTED_PER_CODE = 5;

/** By kind, the rarest first: hundreds of one kind must not hide the only one of another. */
function problems(report: Report, layout: Layout): string[] {
  const byCode = new Map<string, Report['problems'][number][]>();
  for (const problem of report.problems) byCode.set(problem.code, [...(byCode.get(problem.code) ?? []), problem]);
  const lines = [...byCode]
    .sort(([, a], [, b]) => a.length - b.length)
    .flatMap(([code, all]) => [
      `  ${layout.paint('yellow', code)}${all.length > 1 ? `  ${formatCount(all.length)} times` : ''}`,
      ...all.slice(0, LISTED_PER_CODE).flatMap(({ message, path, layer }) => {
        const place = [path ? show(path) : '', layer === undefined ? '' : `(layer ${layer})`].filter(Boolean).join(' ');
        return wrap('    ', place ? `${place}: ${show(message)}` : show(message), layout.width);
      }),
      ...(all.length > LISTED_PER_CODE ? [`    … and ${formatCount(all.length - LISTED_PER_CODE)} more`] : []),
    ]);
  return section(layout, counted(report.problems.length, 'problem'), lines);
}

function verdict({ platforms = [], verdict: { decision, reasons } }: Report, { paint, width }: Layout): string[] {
  const each = platforms.map((one) => `  ${one.platform.padEnd(16)}  ${decisionWord(one.decision, paint)}`);
  const lines = shortened(reasons, (rows) => rows.flatMap((reason) => wrap('  ', show(reason), width)));
  return [`${paint('bold', 'Verdict')}  ${decisionWord(decision, paint)}`, ...lines, ...each];
}

const DECISION_STYLES = { pass: 'green', warn: 'yellow', fail: 'red', incomplete: 'magenta' } as const;

function decisionWord(decision: Report['verdict']['decision'], paint: Layout['paint']): string {
  return paint(['bold', DECISION_STYLES[decision]], decision.toUpperCase());
}
