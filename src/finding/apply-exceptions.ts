import { glob } from '../filesystem/file.ts';
import { compilePatterns, type PatternSet } from '../filesystem/patterns.ts';
import type { Finding } from './finding.ts';
import type { IgnoreEntry } from './ignore-file.ts';
import type { AnsweredFindings, SuppressedFinding } from './suppression.ts';
import { covers, parsed } from './vex/same-product.ts';

export interface ExceptedFindings extends AnsweredFindings {
  /** Entries whose last day has passed: what they let pass is shown again. */
  readonly expired: readonly IgnoreEntry[];
  /** Entries that still hold, and for which there was nothing. */
  readonly unused: readonly IgnoreEntry[];
}

/** Takes out the findings that a file of exceptions lets pass, on the day given (`YYYY-MM-DD`). The first entry that fits answers. */
export function applyExceptions(
  findings: readonly Finding[],
  { entries, file, today }: { entries: readonly IgnoreEntry[]; file: string; today: string },
): ExceptedFindings {
  const expired = entries.filter(({ until }) => until !== undefined && until < today);
  const valid = entries.filter((entry) => !expired.includes(entry)).map(compile);
  const used = new Set<IgnoreEntry>();
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const entry = valid.find((each) => fits(each, finding))?.entry;
    if (!entry) {
      kept.push(finding);
      continue;
    }
    used.add(entry);
    const { reason, until, line } = entry;
    const by = {
      kind: 'exception',
      who: file,
      source: `${file}:${line}`,
      reason,
      ...(until ? { until } : {}),
    } as const;
    suppressed.push({ finding, by });
  }
  const unused = valid.map(({ entry }) => entry).filter((entry) => !used.has(entry));
  return { kept, suppressed, expired, unused };
}

interface CompiledEntry {
  readonly entry: IgnoreEntry;
  readonly paths?: PatternSet;
}

function compile(entry: IgnoreEntry): CompiledEntry {
  return { entry, ...(entry.path === undefined ? {} : { paths: compilePatterns([glob(entry.path)]) }) };
}

function fits({ entry, paths }: CompiledEntry, finding: Finding): boolean {
  const ids = [finding.rule, ...(finding.vulnerability?.ids ?? [])];
  if (!ids.some((id) => id.toLowerCase() === entry.id.toLowerCase())) return false;
  if (entry.package !== undefined && !isPackage(entry.package, finding.package)) return false;
  if (!paths) return true;
  // All places must be let pass: one that is not still needs an answer.
  const places = finding.evidence.map(({ path }) => path);
  return places.length > 0 && places.every((path) => path !== undefined && paths.matchesPath(path));
}

function isPackage(wanted: string, purl: string | undefined): boolean {
  if (purl === undefined) return false;
  return wanted.startsWith('pkg:') ? covers(wanted, purl) : namesOf(purl).includes(wanted.toLowerCase());
}

/** `@scope/name` and `name` for `pkg:npm/%40scope/name@1`; `group:artifact` too, as Maven writes it. */
function namesOf(purl: string): string[] {
  const { namespace = '', name = '' } = parsed(purl) ?? {};
  return [name, `${namespace}/${name}`, `${namespace}:${name}`].map((each) => each.toLowerCase());
}
