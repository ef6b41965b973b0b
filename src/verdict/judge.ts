import type { Problem, ProblemCode } from '../base/problem.ts';
import type { Finding } from '../finding/finding.ts';

/** The one answer: may this image run? */
export interface Verdict {
  readonly decision: 'pass' | 'warn' | 'fail' | 'incomplete';
  /** Why, most important first; each a sentence for a person. Empty when there is nothing to say. */
  readonly reasons: readonly string[];
}

/** Problems that leave a part of the image unseen. A verdict that rests on them cannot be `pass`. */
const HOLES: ReadonlySet<ProblemCode> = new Set([
  'over-limit',
  'corrupt-layer',
  'layer-not-inspected',
  'package-database-removed',
  'package-database-rewritten',
  'end-of-life',
  'release-unknown',
  'feed-unavailable',
  'feed-outdated',
  'plugin-failed',
  'platform-not-inspected',
]);

/** Deterministic: the same findings and problems give the same verdict. */
export function judge(findings: readonly Finding[], problems: readonly Problem[]): Verdict {
  const severe = findings.filter((finding) => weightOf(finding) === 'fail');
  const notable = findings.filter((finding) => weightOf(finding) === 'warn');
  const holes = problems.filter(({ code }) => HOLES.has(code));
  const reasons = [...severe, ...notable].map(({ title }) => title);
  const unseen = holes.map(({ message, path }) => (path ? `/${path}: ${message}` : message));
  if (severe.length > 0) return { decision: 'fail', reasons: [...reasons, ...unseen] };
  if (holes.length > 0) return { decision: 'incomplete', reasons: [...unseen, ...reasons] };
  return { decision: notable.length > 0 ? 'warn' : 'pass', reasons };
}

/** Vulnerabilities weigh by how soon somebody should act, not by how bad they could be at worst. */
function weightOf({ severity, vulnerability }: Finding): 'fail' | 'warn' | 'none' {
  if (vulnerability && !vulnerability.malicious) {
    const { level } = vulnerability.priority;
    if (level === 'now') return 'fail';
    return level === 'soon' ? 'warn' : 'none';
  }
  if (severity === 'critical') return 'fail';
  return severity === 'high' || severity === 'medium' ? 'warn' : 'none';
}
