import type { AdvisorySource } from '../advisory-source.ts';
import { almaErrata } from './alma-errata.ts';
import { alpineSecdb } from './alpine-secdb.ts';
import { amazon } from './amazon.ts';
import { arch } from './arch.ts';
import { azureLinux } from './azure-linux.ts';
import { bottlerocket } from './bottlerocket.ts';
import { chainguard } from './chainguard.ts';
import { debianAdvisories } from './debian-advisories.ts';
import { debianTracker } from './debian-tracker.ts';
import { echo } from './echo.ts';
import { epss } from './epss.ts';
import { fedora } from './fedora.ts';
import { kev } from './kev.ts';
import { kubernetes } from './kubernetes.ts';
import { minimos } from './minimos.ts';
import { nodejsSecurityWg } from './nodejs-security-wg.ts';
import { nvd } from './nvd.ts';
import { openeuler } from './openeuler.ts';
import { oracle } from './oracle.ts';
import { osv } from './osv.ts';
import { photon } from './photon.ts';
import { phpSecurityAdvisories } from './php-security-advisories.ts';
import { redhatCsafVex } from './redhat-csaf-vex.ts';
import { rocky } from './rocky.ts';
import { rubyAdvisoryDb } from './ruby-advisory-db.ts';
import { suse } from './suse.ts';
import { ubuntu } from './ubuntu.ts';
import { ubuntuVex } from './ubuntu-vex.ts';
import { wolfi } from './wolfi.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [
  almaErrata,
  alpineSecdb,
  amazon,
  arch,
  azureLinux,
  bottlerocket,
  chainguard,
  debianAdvisories,
  debianTracker,
  echo,
  epss,
  fedora,
  kev,
  kubernetes,
  minimos,
  nodejsSecurityWg,
  nvd,
  openeuler,
  oracle,
  osv,
  photon,
  phpSecurityAdvisories,
  redhatCsafVex,
  rocky,
  rubyAdvisoryDb,
  suse,
  ubuntu,
  ubuntuVex,
  wolfi,
];
