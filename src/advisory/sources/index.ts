import type { AdvisorySource } from '../advisory-source.ts';
import { almaErrata } from './alma-errata.ts';
import { alpineSecdb } from './alpine-secdb.ts';
import { arch } from './arch.ts';
import { bottlerocket } from './bottlerocket.ts';
import { chainguard } from './chainguard.ts';
import { debianAdvisories } from './debian-advisories.ts';
import { debianTracker } from './debian-tracker.ts';
import { echo } from './echo.ts';
import { fedora } from './fedora.ts';
import { kubernetes } from './kubernetes.ts';
import { minimos } from './minimos.ts';
import { openeuler } from './openeuler.ts';
import { osv } from './osv.ts';
import { photon } from './photon.ts';
import { rocky } from './rocky.ts';
import { ubuntu } from './ubuntu.ts';
import { ubuntuVex } from './ubuntu-vex.ts';
import { wolfi } from './wolfi.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [
  almaErrata,
  alpineSecdb,
  arch,
  bottlerocket,
  chainguard,
  debianAdvisories,
  debianTracker,
  echo,
  fedora,
  kubernetes,
  minimos,
  openeuler,
  osv,
  photon,
  rocky,
  ubuntu,
  ubuntuVex,
  wolfi,
];
