import { UsageError } from '../base/errors.ts';

/** An ecosystem that users may name, and how they write it. */
interface Named {
  /** As in advisories. */
  readonly name: string;
  /** In lower case, without spaces, `-` and `_`; the name itself need not stand here. */
  readonly words?: readonly string[];
  /** For those that have releases: what stands behind the colon in advisories. */
  readonly release?: (written: string) => string | undefined;
  /** To be shown. */
  readonly example: string;
}

/** The ecosystem that a user means: `npm`, `debian:12`, `Alpine:v3.20`, `rhel:9`. @throws UsageError, which lists the names. */
export function ecosystemNamed(text: string): string {
  if (/^CPE:[^\s:]{1,100}:[^\s:]{1,100}$/i.test(text)) return `CPE:${text.slice('CPE:'.length).toLowerCase()}`;
  const colon = text.indexOf(':');
  const word = fold(colon < 0 ? text : text.slice(0, colon));
  const release = colon < 0 ? undefined : text.slice(colon + 1).trim();
  const named = NAMED.find(({ name, words = [] }) => fold(name) === word || words.includes(word));
  if (!named)
    throw new UsageError('bad-flag', `there is no ecosystem ${JSON.stringify(text.slice(0, 100))}; ${names()}`);
  if (!named.release) {
    if (release === undefined) return named.name;
    throw new UsageError('bad-flag', `${named.name} has no releases: say ${named.example}`);
  }
  const known = release === undefined ? undefined : named.release(release);
  if (known !== undefined) return `${named.name}:${known}`;
  const why = release === undefined ? 'which release' : `there is no release ${JSON.stringify(release.slice(0, 50))}`;
  throw new UsageError('bad-flag', `${named.name}: ${why}? Say it as ${named.example}`);
}

/** How all of them are written, for messages and help. */
export function ecosystemExamples(): readonly string[] {
  return NAMED.map(({ example }) => example);
}

function names(): string {
  return `say one of ${ecosystemExamples().join(', ')}`;
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '');
}

const NUMBER = /^\d{1,4}$/;
const major = (written: string): string | undefined => /^(\d{1,3})(?:\.\d{1,3})?$/.exec(written)?.[1];
const matching =
  (pattern: RegExp) =>
  (written: string): string | undefined =>
    pattern.test(written) ? written : undefined;
const numberOrStream = matching(/^(?:\d{2}|stream)$/);

const DEBIAN = new Map(
  ['buster', 'bullseye', 'bookworm', 'trixie', 'forky'].map((name, at) => [name, String(10 + at)]),
);

const NAMED: readonly Named[] = [
  { name: 'AlmaLinux', words: ['alma'], release: major, example: 'almalinux:9' },
  { name: 'Alpaquita', release: numberOrStream, example: 'alpaquita:23' },
  { name: 'Alpine', release: alpine, example: 'alpine:3.20' },
  {
    name: 'Amazon Linux',
    words: ['amazon', 'amzn', 'al'],
    release: matching(/^(?:1|2|20\d\d)$/),
    example: 'amazonlinux:2023',
  },
  { name: 'Arch Linux', words: ['arch'], example: 'arch' },
  { name: 'Azure Linux', words: ['azure'], release: pointZero, example: 'azurelinux:3.0' },
  {
    name: 'BellSoft Hardened Containers',
    words: ['bellsoft', 'bellsofthardenedcontainers'],
    release: numberOrStream,
    example: 'bellsoft:23',
  },
  { name: 'Bioconductor', example: 'bioconductor' },
  { name: 'Bitnami', example: 'bitnami' },
  { name: 'Bottlerocket', example: 'bottlerocket' },
  { name: 'CBL-Mariner', words: ['mariner'], release: pointZero, example: 'mariner:2.0' },
  { name: 'Chainguard', example: 'chainguard' },
  { name: 'ConanCenter', words: ['conan'], example: 'conan' },
  { name: 'CRAN', example: 'cran' },
  { name: 'crates.io', words: ['cargo', 'crates', 'rust'], example: 'cargo' },
  {
    name: 'Debian',
    release: (written) =>
      DEBIAN.get(written.toLowerCase()) ?? major(written) ?? matching(/^sid$/i)(written)?.toLowerCase(),
    example: 'debian:12',
  },
  { name: 'Echo', example: 'echo' },
  { name: 'Fedora', release: matching(NUMBER), example: 'fedora:41' },
  { name: 'Go', words: ['golang'], example: 'go' },
  { name: 'GHC', example: 'ghc' },
  { name: 'Hackage', words: ['haskell'], example: 'hackage' },
  { name: 'Hex', words: ['erlang', 'elixir'], example: 'hex' },
  { name: 'Julia', example: 'julia' },
  { name: 'Kubernetes', words: ['k8s'], example: 'kubernetes' },
  { name: 'Mageia', release: major, example: 'mageia:9' },
  { name: 'Maven', words: ['java'], example: 'maven' },
  { name: 'MinimOS', example: 'minimos' },
  { name: 'Node.js', words: ['node', 'nodejs'], example: 'node' },
  { name: 'npm', example: 'npm' },
  { name: 'NuGet', words: ['dotnet', '.net'], example: 'nuget' },
  { name: 'openEuler', release: matching(/^\d{2}\.\d{2}(?:-LTS(?:-SP\d)?)?$/), example: 'openeuler:24.03-LTS' },
  { name: 'openSUSE', words: ['opensuseleap'], release: leap, example: 'opensuse:15.6' },
  { name: 'Oracle Linux', words: ['oracle', 'ol'], release: major, example: 'oraclelinux:9' },
  { name: 'Packagist', words: ['composer', 'php'], example: 'composer' },
  { name: 'Photon OS', words: ['photon'], release: pointZero, example: 'photon:5.0' },
  { name: 'Pub', words: ['dart'], example: 'pub' },
  { name: 'PyPI', words: ['pip', 'python'], example: 'pypi' },
  { name: 'Red Hat', words: ['rhel'], release: major, example: 'rhel:9' },
  { name: 'Rocky Linux', words: ['rocky'], release: major, example: 'rocky:9' },
  { name: 'RubyGems', words: ['gem', 'ruby'], example: 'gem' },
  { name: 'SUSE', words: ['sles', 'sle'], release: enterprise, example: 'sles:15.6' },
  { name: 'SwiftURL', words: ['swift'], example: 'swift' },
  { name: 'Ubuntu', release: matching(/^(?:Pro:)?\d{2}\.\d{2}$/), example: 'ubuntu:22.04' },
  { name: 'Wolfi', example: 'wolfi' },
];

function alpine(written: string): string | undefined {
  if (written === 'edge') return written;
  const [, release] = /^v?(\d{1,2}\.\d{1,2})(?:\.\d{1,3})?$/.exec(written) ?? [];
  return release === undefined ? undefined : `v${release}`;
}

function pointZero(written: string): string | undefined {
  const number = major(written);
  return number === undefined ? undefined : `${number}.0`;
}

function leap(written: string): string | undefined {
  if (/^tumbleweed$/i.test(written)) return 'Tumbleweed';
  const [, release] = /^(?:leap )?(\d{2}\.\d)$/i.exec(written) ?? [];
  return release === undefined ? undefined : `Leap ${release}`;
}

function enterprise(written: string): string | undefined {
  const [, micro] = /^(?:SLE )?Micro (\d\.\d)$/i.exec(written) ?? [];
  if (micro !== undefined) return `SLE Micro ${micro}`;
  const [, release] = /^(?:SLES )?(\d{2}(?:\.\d)?)$/i.exec(written) ?? [];
  return release === undefined ? undefined : `SLES ${release}`;
}
