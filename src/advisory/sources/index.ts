import type { AdvisorySource } from '../advisory-source.ts';
import { almaErrata } from './alma-errata.ts';
import { arch } from './arch.ts';
import { bottlerocket } from './bottlerocket.ts';
import { debianAdvisories } from './debian-advisories.ts';
import { debianTracker } from './debian-tracker.ts';
import { fedora } from './fedora.ts';
import { kubernetes } from './kubernetes.ts';
import { openeuler } from './openeuler.ts';
import { photon } from './photon.ts';
import { rocky } from './rocky.ts';
import { ubuntu } from './ubuntu.ts';
import { ubuntuVex } from './ubuntu-vex.ts';

/** All feeds, sorted by name. */
export const advisorySources: readonly AdvisorySource[] = [
  almaErrata,
  arch,
  bottlerocket,
  debianAdvisories,
  debianTracker,
  fedora,
  kubernetes,
  openeuler,
  photon,
  rocky,
  ubuntu,
  ubuntuVex,
];
