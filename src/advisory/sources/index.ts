import type { AdvisorySource } from '../advisory-source.ts';
import { alpineSecdb } from './alpine-secdb.ts';
import { chainguard } from './chainguard.ts';
import { echo } from './echo.ts';
import { minimos } from './minimos.ts';
import { osv } from './osv.ts';
import { wolfi } from './wolfi.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [alpineSecdb, chainguard, echo, minimos, osv, wolfi];
