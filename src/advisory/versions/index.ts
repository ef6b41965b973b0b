import type { VersionScheme } from '../version-scheme.ts';
import { alpm } from './alpm.ts';
import { apk } from './apk.ts';
import { bitnami } from './bitnami.ts';
import { conan } from './conan.ts';
import { conda } from './conda.ts';
import { cpython } from './cpython.ts';
import { cran } from './cran.ts';
import { dpkg } from './dpkg.ts';
import { generic } from './generic.ts';
import { go } from './go.ts';
import { hackage } from './hackage.ts';
import { hex } from './hex.ts';
import { julia } from './julia.ts';
import { maven } from './maven.ts';
import { nuget } from './nuget.ts';
import { opam } from './opam.ts';
import { packagist } from './packagist.ts';
import { pep440 } from './pep440.ts';
import { portage } from './portage.ts';
import { pub } from './pub.ts';
import { rpm } from './rpm.ts';
import { rubygems } from './rubygems.ts';
import { semver } from './semver.ts';

/** All version orders, sorted by name. */
export const versionSchemes: readonly VersionScheme[] = [
  alpm,
  apk,
  bitnami,
  conan,
  conda,
  cpython,
  cran,
  dpkg,
  generic,
  go,
  hackage,
  hex,
  julia,
  maven,
  nuget,
  opam,
  packagist,
  pep440,
  portage,
  pub,
  rpm,
  rubygems,
  semver,
];
