import type { VersionScheme } from './version-scheme.ts';
import { alpm } from './versions/alpm.ts';
import { apk } from './versions/apk.ts';
import { bitnami } from './versions/bitnami.ts';
import { conan } from './versions/conan.ts';
import { conda } from './versions/conda.ts';
import { cpython } from './versions/cpython.ts';
import { cran } from './versions/cran.ts';
import { dpkg } from './versions/dpkg.ts';
import { generic } from './versions/generic.ts';
import { go } from './versions/go.ts';
import { hackage } from './versions/hackage.ts';
import { hex } from './versions/hex.ts';
import { julia } from './versions/julia.ts';
import { maven } from './versions/maven.ts';
import { nuget } from './versions/nuget.ts';
import { opam } from './versions/opam.ts';
import { packagist } from './versions/packagist.ts';
import { pep440 } from './versions/pep440.ts';
import { portage } from './versions/portage.ts';
import { pub } from './versions/pub.ts';
import { rpm } from './versions/rpm.ts';
import { rubygems } from './versions/rubygems.ts';
import { semver } from './versions/semver.ts';

const schemes = new Map<string, VersionScheme>([
  ['AlmaLinux', rpm],
  ['Alpaquita', apk],
  ['Alpine', apk],
  ['Amazon Linux', rpm],
  ['Arch Linux', alpm],
  ['Azure Linux', rpm],
  ['BellSoft Hardened Containers', apk],
  ['Bioconductor', cran],
  ['Bitnami', bitnami],
  ['Bottlerocket', rpm],
  ['CBL-Mariner', rpm],
  ['CPE', generic],
  ['CPython', cpython],
  ['CRAN', cran],
  ['Chainguard', apk],
  ['ConanCenter', conan],
  ['Conda', conda],
  ['Debian', dpkg],
  ['Echo', dpkg],
  ['Fedora', rpm],
  ['GHC', hackage],
  ['Gentoo', portage],
  ['GitHub Actions', semver],
  ['Go', go],
  ['Hackage', hackage],
  ['Hex', hex],
  ['Julia', julia],
  ['Kubernetes', semver],
  ['Mageia', rpm],
  ['Maven', maven],
  ['MinimOS', apk],
  ['Node.js', semver],
  ['NuGet', nuget],
  ['Oracle Linux', rpm],
  ['Packagist', packagist],
  ['Photon OS', rpm],
  ['Pub', pub],
  ['PyPI', pep440],
  ['Red Hat', rpm],
  ['Rocky Linux', rpm],
  ['RubyGems', rubygems],
  ['SUSE', rpm],
  ['SwiftURL', semver],
  ['Ubuntu', dpkg],
  ['VSCode', semver],
  ['Wolfi', apk],
  ['crates.io', semver],
  ['npm', semver],
  ['opam', opam],
  ['openEuler', rpm],
  ['openSUSE', rpm],
]);

/** How an ecosystem orders versions, named with or without its release (`Debian:12`). Undefined where we do not know it. */
export function versionSchemeOf(ecosystem: string): VersionScheme | undefined {
  const colon = ecosystem.indexOf(':');
  return schemes.get(colon < 0 ? ecosystem : ecosystem.slice(0, colon));
}
