import type { AdvisorySource } from '../advisory/advisory-source.ts';
import { advisorySources } from '../advisory/sources/index.ts';
import { UsageError } from '../base/errors.ts';

/** The sources to ask: all that need no opting in, those that were asked for, less those that were declined. */
export function chosenSources({
  withSources = [],
  withoutSources = [],
}: {
  readonly withSources?: readonly string[];
  readonly withoutSources?: readonly string[];
}): readonly AdvisorySource[] {
  const known = new Set(advisorySources.map(({ name }) => name));
  const strange = [...withSources, ...withoutSources].find((name) => !known.has(name));
  if (strange !== undefined) {
    throw new UsageError('bad-flag', `there is no feed ${strange}; there are ${[...known].join(', ')}`);
  }
  return advisorySources.filter(
    ({ name, optIn }) => !withoutSources.includes(name) && (optIn === undefined || withSources.includes(name)),
  );
}
