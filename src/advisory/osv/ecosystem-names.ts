/** An ecosystem as OSV names it (`Ubuntu:22.04:LTS`), as we name it; undefined for one that no image's packages are of. */
export function canonicalEcosystem(name: string): string | undefined {
  const colon = name.indexOf(':');
  const base = colon < 0 ? name : name.slice(0, colon);
  const release = colon < 0 ? '' : name.slice(colon + 1);
  if (languages.has(base)) return base;
  const distribution = distributions.get(base);
  return release.length > LONGEST_RELEASE ? undefined : distribution?.(release);
}

/** The folder of OSV's bucket that speaks of one of our ecosystems; undefined where there is none, or a better source. */
export function osvFolder(ecosystem: string): string | undefined {
  const colon = ecosystem.indexOf(':');
  const base = colon < 0 ? ecosystem : ecosystem.slice(0, colon);
  if (languages.has(base)) return colon < 0 ? base : undefined;
  return folders.has(base) && canonicalEcosystem(ecosystem) === ecosystem ? base : undefined;
}

const LONGEST_RELEASE = 100;

/** Their packages are the same whatever the repository that OSV names after a colon. */
const languages = new Set([
  'Bioconductor',
  'Bitnami',
  'ConanCenter',
  'CRAN',
  'crates.io',
  'GHC',
  'Go',
  'Hackage',
  'Hex',
  'Julia',
  'Kubernetes',
  'Maven',
  'npm',
  'NuGet',
  'Packagist',
  'Pub',
  'PyPI',
  'RubyGems',
  'SwiftURL',
]);

/** Distributions whose advisories are had from OSV: the others publish feeds of their own that say more, or sooner. */
const folders = new Set(['AlmaLinux', 'Alpaquita', 'BellSoft Hardened Containers', 'Mageia', 'Rocky Linux']);

type Release = (release: string) => string | undefined;

const distributions = new Map<string, Release>([
  ['AlmaLinux', numbered('AlmaLinux')],
  ['Alpaquita', either('Alpaquita', /^(?:\d{2}|stream)$/)],
  ['Alpine', either('Alpine', /^(?:v\d+\.\d+|edge)$/)],
  ['Azure Linux', azure],
  ['BellSoft Hardened Containers', either('BellSoft Hardened Containers', /^(?:\d{2}|stream)$/)],
  ['Chainguard', rolling('Chainguard')],
  ['Debian', either('Debian', /^\d{1,2}$/)],
  ['Echo', rolling('Echo')],
  ['Mageia', numbered('Mageia')],
  ['MinimOS', rolling('MinimOS')],
  ['openEuler', either('openEuler', /^\d{2}\.\d{2}(?:-LTS(?:-SP\d)?)?$/)],
  ['openSUSE', opensuse],
  ['Photon OS', either('Photon OS', /^\d\.\d$/)],
  ['Red Hat', redhat],
  ['Rocky Linux', numbered('Rocky Linux')],
  ['SUSE', suse],
  ['Ubuntu', ubuntu],
  ['Wolfi', rolling('Wolfi')],
]);

function rolling(name: string): Release {
  return (release) => (release === '' ? name : undefined);
}

function either(name: string, pattern: RegExp): Release {
  return (release) => (pattern.test(release) ? `${name}:${release}` : undefined);
}

/** Of a point release only the first number counts. */
function numbered(name: string): Release {
  return (release) => {
    const [, major] = /^(\d{1,3})(?:\.\d{1,3})?$/.exec(release) ?? [];
    return major === undefined ? undefined : `${name}:${major}`;
  };
}

function azure(release: string): string | undefined {
  const [, major] = /^([1-9])(?:\.0)?$/.exec(release) ?? [];
  if (major === undefined) return undefined;
  return Number(major) < 3 ? `CBL-Mariner:${major}.0` : `Azure Linux:${major}.0`;
}

/** CPE-like: only the ordinary releases, not those with support of their own, whose builds are others. */
function redhat(release: string): string | undefined {
  const [, major] = /^enterprise_linux:(\d{1,2})(?:\.\d{1,2})?(?:::|$)/.exec(release) ?? [];
  return major === undefined ? undefined : `Red Hat:${major}`;
}

function opensuse(release: string): string | undefined {
  const [, leap] = /^Leap (\d{2}\.\d)$/.exec(release) ?? [];
  if (leap !== undefined) return `openSUSE:Leap ${leap}`;
  return release === 'Tumbleweed' ? 'openSUSE:Tumbleweed' : undefined;
}

/** Products and modules of one service pack are installed side by side. */
function suse(release: string): string | undefined {
  const [, micro] = /^(?:Linux Enterprise|Linux) Micro (\d\.\d)$/.exec(release) ?? [];
  if (micro !== undefined) return `SUSE:SLE Micro ${micro}`;
  const [, number, pack] =
    /^Linux Enterprise (?:Server|Module for [\w .-]{1,60}) (\d{2})(?: SP(\d))?$/.exec(release) ?? [];
  if (number === undefined) return undefined;
  return `SUSE:SLES ${number}${pack === undefined ? '' : `.${pack}`}`;
}

/** Builds for FIPS and for real-time kernels have versions of their own. */
function ubuntu(release: string): string | undefined {
  const [, pro = '', number] = /^(Pro:)?(\d{2}\.\d{2})(?::LTS)?$/.exec(release) ?? [];
  return number === undefined ? undefined : `Ubuntu:${pro}${number}`;
}
