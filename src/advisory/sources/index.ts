import type { AdvisorySource } from '../advisory-source.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [];
