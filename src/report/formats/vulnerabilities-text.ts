import type { FeedStatus } from '../../advisory/advisory-store.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Priority, Vulnerability } from '../../finding/vulnerability.ts';
import type { Report } from '../report.ts';
import { ago, counted, formatCount } from './quantities.ts';
import { type Layout, section, shortened, show, twoColumns, wrap } from './text-layout.ts';

type VulnerablePackage = Finding & { readonly vulnerability: Vulnerability };

const LEVELS: readonly (readonly [Priority['level'], string])[] = [
  ['now', 'act now'],
  ['soon', 'fix soon'],
  ['later', 'with the next update'],
  ['none', 'nothing to do'],
];

/** Where fewer need somebody to act now, so many are shown with those that come next. */
const MOST_NEXT = 5;

/** The few vulnerabilities that need somebody to act, then how many others there are. */
export function vulnerabilities(report: Report, layout: Layout): string[] {
  const all = report.findings.filter(isVulnerable);
  if (all.length === 0) return [];
  const byScore = [...all].sort((a, b) => b.vulnerability.priority.score - a.vulnerability.priority.score);
  const urgent = byScore.filter(({ vulnerability }) => vulnerability.priority.level === 'now');
  const next = byScore.filter(({ vulnerability }) => vulnerability.priority.level === 'soon');
  const shown = [...urgent, ...next.slice(0, Math.max(0, MOST_NEXT - urgent.length))];
  const packages = new Set(all.map(({ package: purl }) => purl)).size;
  const title = `${counted(all.length, 'known vulnerability').replace(/ys$/, 'ies')} in ${counted(packages, 'package')}`;
  return section(layout, title, [
    ...shortened(shown, (some) => some.flatMap((finding) => entry(finding, report, layout))),
    ...table(all, report.image.baseLayers, layout),
    ...remarks(all, report),
  ]);
}

/** How old what was compared is: each feed, and when we last heard from it. */
export function feeds({ advisories }: Report, layout: Layout): string[] {
  if (!advisories) return [];
  const rows = advisories.feeds.map((feed): [string, string] => [feedName(feed), heard(feed, layout.now)]);
  return section(layout, 'advisories compared', rows.length > 0 ? twoColumns(rows) : ['  none']);
}

function isVulnerable(finding: Finding): finding is VulnerablePackage {
  return finding.kind === 'vulnerability' && finding.vulnerability !== undefined;
}

function entry(
  { package: purl, vulnerability, evidence }: VulnerablePackage,
  report: Report,
  layout: Layout,
): string[] {
  const { ids, installed, fixed, priority } = vulnerability;
  const name = report.inventory.packages.find((one) => one.purl === purl)?.name ?? purl ?? '';
  const change = fixed[0] === undefined ? `${installed}, no fix` : `${installed} → ${fixed[0]}`;
  const head = `  ${layout.paint(['bold', 'red'], ids[0] ?? '')}  ${show(name)} ${show(change)}`;
  const place = evidence[0]?.path;
  const where = place === undefined ? [] : [`in ${place}${origin(evidence[0]?.layer, report)}`];
  return [head, ...wrap('    ', show([...priority.reasons, ...where].join('; ')), layout.width)];
}

function origin(layer: number | undefined, { image: { baseLayers } }: Report): string {
  if (layer === undefined) return '';
  if (baseLayers === undefined) return ` (layer ${layer})`;
  return layer < baseLayers ? ` (layer ${layer}, from the base image)` : ` (layer ${layer}, added here)`;
}

function table(all: readonly VulnerablePackage[], baseLayers: number | undefined, layout: Layout): string[] {
  const inBase = (finding: VulnerablePackage): boolean => (finding.evidence[0]?.layer ?? 0) < (baseLayers ?? 0);
  const columns: readonly (readonly [string, (finding: VulnerablePackage) => boolean])[] = [
    ['all', () => true],
    ['fixable', ({ vulnerability }) => vulnerability.fixed.length > 0],
    ['no fix', ({ vulnerability }) => vulnerability.fixed.length === 0],
    ...(baseLayers === undefined
      ? []
      : ([
          ['in base', inBase],
          ['added', (finding: VulnerablePackage) => !inBase(finding)],
        ] as const)),
  ];
  const line = (name: string, cells: readonly string[]): string =>
    `  ${name.padEnd(22)}${cells.map((cell) => cell.padStart(9)).join('')}`;
  const rows = LEVELS.flatMap(([level, words]) => {
    const some = all.filter(({ vulnerability }) => vulnerability.priority.level === level);
    return some.length === 0
      ? []
      : [
          line(
            words,
            columns.map(([, test]) => formatCount(some.filter(test).length)),
          ),
        ];
  });
  return [
    layout.paint(
      'dim',
      line(
        '',
        columns.map(([name]) => name),
      ),
    ),
    ...rows,
  ];
}

function remarks(all: readonly VulnerablePackage[], { suppressed }: Report): string[] {
  const unsure = all.filter(({ vulnerability }) => vulnerability.confidence === 'low').length;
  return [
    ...(unsure > 0 ? [`  ${formatCount(unsure)} of them by name only (CPE): low confidence`] : []),
    ...(suppressed.length > 0
      ? [`  ${formatCount(suppressed.length)} more are answered: --format json says by whom`]
      : []),
  ];
}

function feedName({ source, feed, starter }: FeedStatus): string {
  if (starter) return 'household names';
  return source === feed ? source : `${source} ${show(feed)}`;
}

function heard({ starter, checked, damaged }: FeedStatus, now: Date): string {
  const age = starter ? 'shipped with this program' : `heard ${ago(checked, now)}`;
  return damaged > 0 ? `${age}; ${counted(damaged, 'record')} not understood` : age;
}
