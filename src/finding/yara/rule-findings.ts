import { type Severity, severities } from '../../advisory/severity.ts';
import { sha256 } from '../../base/digest.ts';
import { printable } from '../../base/printable.ts';
import { reaches } from '../../behavior/reach.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { Candidate } from './candidates.ts';
import type { MatchedRule } from './rule-process.ts';

/** A file, and the rules that match it. */
export interface ScannedFile {
  readonly candidate: Candidate;
  readonly matches: readonly MatchedRule[];
}

/**
 * Matches of the user's rules as findings, one for each rule and content. Whoever wrote the rules decides what a match means:
 * it is suspicious, and as severe as they say.
 */
export function ruleFindings(scanned: readonly ScannedFile[]): Finding[] {
  const places = new Map<string, { readonly match: MatchedRule; readonly candidates: Candidate[] }>();
  for (const { candidate, matches } of scanned) {
    for (const match of matches) {
      const key = JSON.stringify([ruleId(match), match.strings, candidate.file.size]);
      const known = places.get(key);
      if (known) known.candidates.push(candidate);
      else places.set(key, { match, candidates: [candidate] });
    }
  }
  return [...places.values()].map(({ match, candidates }) => findingOf(match, candidates)).sort(bySeverity);
}

function bySeverity(a: Finding, b: Finding): number {
  const nearness = (finding: Finding): number => reaches.indexOf(finding.reach ?? 'present');
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    nearness(a) - nearness(b) ||
    (`${a.rule}\n${a.id}` < `${b.rule}\n${b.id}` ? -1 : 1)
  );
}

/** `malware/yara:<namespace>:<rule>`. */
function ruleId({ namespace, rule }: MatchedRule): string {
  return `malware/yara:${printable(namespace, LONGEST_NAME)}:${rule}`;
}

const LONGEST_NAME = 200;
const LONGEST_TITLE = 240;
const LONGEST_EXCERPT = 400;

function findingOf(match: MatchedRule, candidates: readonly Candidate[]): Finding {
  const visible = candidates.filter(({ hidden }) => !hidden);
  const [first] = visible.length > 0 ? visible : candidates;
  const reach = candidates.map((one) => one.reach).sort((a, b) => reaches.indexOf(a) - reaches.indexOf(b))[0];
  const rule = ruleId(match);
  const about = metaText(match, ['description', 'desc', 'malware_family', 'family']);
  const path = first?.file.path ?? '';
  return {
    id: sha256(`${rule}\n${path}\n${JSON.stringify(match.strings)}`).slice('sha256:'.length, 'sha256:'.length + 16),
    kind: 'malware',
    rule,
    severity: severityOf(match),
    title: printable(
      `/${path} matches the YARA rule ${match.rule}${about === undefined ? '' : `: ${about}`}`,
      LONGEST_TITLE,
    ),
    evidence: evidenceOf(match, candidates),
    ...(reach ? { reach } : {}),
    ...(visible.length === 0 ? { hidden: true } : {}),
    class: 'suspicious',
    fix: 'Look at what its author says of this rule, then at what put the file there.',
  };
}

function evidenceOf(match: MatchedRule, candidates: readonly Candidate[]): Evidence[] {
  const strings = match.strings.map(({ name, offset, text }) => `${name} at ${offset}: ${text}`);
  const author = metaText(match, ['author', 'authors']);
  const reference = metaText(match, ['reference', 'reference1', 'url']);
  const notes = [
    ...strings,
    ...(author === undefined ? [] : [`author: ${author}`]),
    ...(reference === undefined ? [] : [`reference: ${reference}`]),
    ...('score' in match.meta ? [`score: ${match.meta.score}`] : []),
    ...('severity' in match.meta ? [`severity: ${match.meta.severity}`] : []),
  ];
  const excerpt = printable(notes.join('; '), LONGEST_EXCERPT);
  return candidates
    .slice(0, MOST_PLACES)
    .map(({ file: { path, layer } }) => ({ path, layer, ...(excerpt === '' ? {} : { excerpt }) }));
}

/** Places that one finding names. */
const MOST_PLACES = 20;

function metaText({ meta }: MatchedRule, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = meta[key];
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}

const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  high: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  harmless: 'low',
  info: 'low',
  informational: 'low',
};

/** A word says it, in the meta or as a tag; a score from 0 to 100 never says critical: some sets score all rules 100. */
export function severityOf({ meta, tags }: Pick<MatchedRule, 'meta' | 'tags'>): Severity {
  for (const key of ['severity', 'threat_level', 'risk', 'score']) {
    const value = meta[key];
    if (value === undefined) continue;
    const word = typeof value === 'string' ? WORDS[value.trim().toLowerCase()] : undefined;
    if (word) return word;
    const score = typeof value === 'number' ? value : Number.parseFloat(value);
    if (Number.isFinite(score)) return score >= 75 ? 'high' : score >= 40 || score === 0 ? 'medium' : 'low';
  }
  for (const tag of tags) {
    const word = WORDS[tag.toLowerCase()];
    if (word) return word;
  }
  return 'medium';
}
