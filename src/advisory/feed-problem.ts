import { FormatError, messageOf, UnavailableError, UsageError } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import type { AdvisorySource } from './advisory-source.ts';

/** A feed that could not be brought up to date, in words. @throws UsageError, which is the user's to mend. */
export function feedProblem(
  { source, feed }: { readonly source: Pick<AdvisorySource, 'name' | 'feedFor'>; readonly feed: string },
  outcome: 'stale' | 'unavailable',
  error: unknown,
): Problem {
  if (error instanceof UsageError) throw error;
  const name = feed === source.name ? feed : `${source.name} ${feed}`;
  const reason = reasonOf(error);
  if (outcome === 'unavailable' && speaksOfNoPackage(source)) {
    return { code: 'ranking-unavailable', message: `What ${name} knows of attacks is not at hand: ${reason}` };
  }
  return outcome === 'stale'
    ? { code: 'feed-stale', message: `The advisories of ${name} could not be updated, older ones are used: ${reason}` }
    : { code: 'feed-unavailable', message: `There are no advisories of ${name}: ${reason}` };
}

/** Of vulnerabilities only, whatever they are in: it answers for any ecosystem. */
export function speaksOfNoPackage({ feedFor }: Pick<AdvisorySource, 'feedFor'>): boolean {
  return feedFor('no ecosystem') !== undefined;
}

function reasonOf(error: unknown): string {
  if (error instanceof UnavailableError || error instanceof FormatError) return messageOf(error);
  return `a bug of ours (${messageOf(error)})`;
}
