import type { AdvisorySource } from '../advisory-source.ts';
import { alpineSecdb } from './alpine-secdb.ts';
import { chainguard } from './chainguard.ts';
import { echo } from './echo.ts';
import { epss } from './epss.ts';
import { kev } from './kev.ts';
import { minimos } from './minimos.ts';
import { nodejsSecurityWg } from './nodejs-security-wg.ts';
import { nvd } from './nvd.ts';
import { osv } from './osv.ts';
import { phpSecurityAdvisories } from './php-security-advisories.ts';
import { rubyAdvisoryDb } from './ruby-advisory-db.ts';
import { wolfi } from './wolfi.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [
  alpineSecdb,
  chainguard,
  echo,
  epss,
  kev,
  minimos,
  nodejsSecurityWg,
  nvd,
  osv,
  phpSecurityAdvisories,
  rubyAdvisoryDb,
  wolfi,
];
