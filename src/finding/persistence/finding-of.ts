import { sha256 } from '../../base/digest.ts';
import type { NotedFile, Rule } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';

/** A finding of a rule about a setting in files; `about` tells several of one rule and file apart. */
export function findingOf(
  rule: Rule,
  file: NotedFile,
  {
    title,
    fix,
    excerpts,
    about = '',
  }: { readonly title: string; readonly fix: string; readonly excerpts: readonly string[]; readonly about?: string },
): Finding {
  const digest = sha256(`${rule.id}\n${file.path}\n${about}`);
  return {
    id: digest.slice('sha256:'.length, 'sha256:'.length + 16),
    kind: 'misconfiguration',
    rule: rule.id,
    severity: rule.severity,
    title,
    evidence: excerpts
      .slice(0, MOST_PLACES)
      .map((excerpt): Evidence => ({ path: file.path, layer: file.layer, excerpt: excerpt.slice(0, 200) })),
    reach: file.hidden ? 'hidden' : file.reach,
    ...(file.hidden ? { hidden: true } : {}),
    fix,
  };
}

const MOST_PLACES = 20;
