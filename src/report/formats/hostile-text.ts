import type { Evidence, Finding, MalwareClass } from '../../finding/finding.ts';
import type { Report } from '../report.ts';
import { defang } from './defang.ts';
import { counted } from './quantities.ts';
import { type Layout, section, shortened, show, showShort, twoColumns, wrap } from './text-layout.ts';

const COLORS = { malicious: 'red', suspicious: 'yellow', 'dual-use': 'gray' } as const;
const MOST_EVIDENCE = 3;

/** What the image would do to whoever runs it: what is malicious is told whole, what may serve an attack in a line. */
export function hostile({ findings }: Report, layout: Layout): string[] {
  const ofClass = (wanted: MalwareClass): Finding[] => findings.filter((finding) => finding.class === wanted);
  const accused = [...ofClass('malicious'), ...ofClass('suspicious')];
  const tools = ofClass('dual-use');
  return [
    ...section(layout, 'hostile content', [
      ...shortened(accused, (some) => some.flatMap((finding) => told(finding, layout))),
      ...advice(accused, layout),
    ]),
    ...(tools.length > 0 && accused.length > 0 ? [''] : []),
    ...section(layout, 'dual-use tools', tools.length === 0 ? [] : named(tools, layout)),
  ];
}

/** What to do, once for all that is of one class. */
function advice(accused: readonly Finding[], layout: Layout): string[] {
  const texts = new Set(accused.flatMap(({ fix }) => fix ?? []));
  return [...texts].flatMap((text) => wrap('  What to do: ', show(text), layout.width));
}

function told(finding: Finding, layout: Layout): string[] {
  const verdict = finding.class ?? 'suspicious';
  const word = verdict.toUpperCase();
  const [head = '', ...more] = wrap(`  ${word}  `, show(finding.title), layout.width);
  return [
    head.replace(word, layout.paint(['bold', COLORS[verdict]], word)),
    ...more,
    ...wrap('    ', defang(show(finding.story ?? '')), layout.width),
    ...finding.evidence.slice(0, MOST_EVIDENCE).flatMap((evidence) => excerpt(evidence, layout)),
  ];
}

function excerpt(evidence: Evidence, { paint, width }: Layout): string[] {
  const text = evidence.excerpt === undefined ? '' : defang(evidence.excerpt);
  const where = placeOf(evidence);
  return text === '' ? [] : [`    ${paint('dim', showShort(`${where}: ${text}`, width - 4))}`];
}

function placeOf({ path, line, field, layer }: Evidence): string {
  const at = path === undefined ? (field ?? '') : `${path}${line === undefined ? '' : `:${line}`}`;
  return layer === undefined ? at : `${at} (layer ${layer})`;
}

function named(tools: readonly Finding[], { width }: Layout): string[] {
  const places = tools.map(({ evidence, title }) => evidence[0]?.path ?? title);
  const shown = places.slice(0, 12).map(show);
  const rest = places.length - shown.length;
  return [
    ...wrap('  ', `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`, width),
    ...wrap('  ', 'Attackers use these, and so do others: that they are there accuses nobody.', width),
  ];
}

/** Credentials that lie in the image: every one of them, masked. */
export function secrets({ findings }: Report, layout: Layout): string[] {
  const all = findings.filter(({ kind }) => kind === 'secret');
  const rows = all.map(({ title, evidence: [first], hidden }): [string, string] => [
    show(placeOf(first ?? {})),
    show(`${kindOf(title)}${first?.excerpt ? `: ${first.excerpt}` : ''}${hidden ? ' (hidden by a later layer)' : ''}`),
  ]);
  return section(layout, counted(all.length, 'secret'), shortened(rows, twoColumns));
}

/** The place stands in the first column already. */
function kindOf(title: string): string {
  return /^Secret in .*: ([^:]+)$/s.exec(title)?.[1] ?? title;
}

const SHOWN_SEVERITIES: ReadonlySet<string> = new Set(['critical', 'high', 'medium']);

/** What was built carelessly: what matters in a line each, the rest as a number. */
export function misconfigurations({ findings }: Report, layout: Layout): string[] {
  const all = findings.filter(({ kind }) => kind === 'misconfiguration');
  const notable = all.filter(({ severity }) => SHOWN_SEVERITIES.has(severity));
  const minor = all.length - notable.length;
  const lines = shortened(notable, (some) =>
    some.flatMap(({ title, fix }) => wrap('  ', show(fix === undefined ? title : `${title}. ${fix}`), layout.width)),
  );
  const more =
    minor > 0 ? [`  ${notable.length > 0 ? 'and ' : ''}${counted(minor, 'minor one')}: --format json lists them`] : [];
  return section(layout, counted(all.length, 'misconfiguration'), [...lines, ...more]);
}
