import { hashBits } from './column-builder.ts';
import type { FileHeader, FilePattern } from './file.ts';
import type { Tap } from './tap.ts';

/** What the pass does with the files it meets. */
export interface PassPlan {
  readonly keeps: readonly FilePattern[];
  readonly taps: readonly Tap[];
  readonly verify: Verify;
}

/** Which files are hashed: those that can run or steer what runs, or all of them. */
export type Verify = 'needed' | 'all';

/** Raise when the pass itself gives other answers for the same bytes; cached indexes then expire. */
export const PASS_VERSION = 4;

/** Part of the cache key: two passes with the same text give the same index for the same layer. */
export function planText(plan: PassPlan): string {
  return JSON.stringify({
    pass: PASS_VERSION,
    verify: plan.verify,
    keeps: plan.keeps.map((pattern) => JSON.stringify(pattern)).sort(),
    taps: plan.taps.map(({ name, version }) => `${name}@${version}`).sort(),
  });
}

const LIBRARY_OR_CONFIGURATION =
  /(?:\.so(?:\.[0-9.]+)?|\.(?:dll|exe|jar|py|js|mjs|cjs|sh|bash|pl|pm|rb|php|lua|tcl|conf|cfg|cnf|ini|yaml|yml|toml|service|socket|timer|rules|desktop|policy|pam))$/;

/** Can the file run, be loaded, or configure what does? */
export function isWorthHashing(file: FileHeader): boolean {
  switch (file.kind) {
    case 'elf':
    case 'script':
    case 'pe':
    case 'macho':
      return true;
  }
  return (file.mode & 0o111) !== 0 || file.path.startsWith('etc/') || LIBRARY_OR_CONFIGURATION.test(file.path);
}

/** Until the package manager is known, and where there is none. */
export const ALL_HASHES = hashBits(['md5', 'sha1', 'sha256']);
const SHA256 = hashBits(['sha256']);
const SYSTEM_FOLDERS = /^(?:bin|boot|etc|lib\w*|sbin|usr\/(?:bin|games|include|lib\w*|sbin|share)|var)\//;

/**
 * Which of the wanted hashes to compute for a file. Where a distribution keeps its files, one hash is enough to hold
 * them against its manifests; elsewhere language packages and lists of known files want sha256 as well.
 */
export function hashesFor(path: string, wanted: number, verify: Verify): number {
  const ofManifest = wanted & ~SHA256;
  if (verify === 'all' || ofManifest === 0) return wanted;
  if (SYSTEM_FOLDERS.test(path)) return ofManifest;
  // No package manager has shown itself yet, and none keeps its files here.
  return wanted === ALL_HASHES ? SHA256 : wanted;
}

/**
 * The hashes a distribution's package manifests speak in, told by the first path that gives the package manager away.
 * Computing all three for every file would cost a fifth of the scan.
 */
export function manifestHashes(path: string): number | undefined {
  for (const { prefix, hashes } of PACKAGE_MANAGERS) {
    if (path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/')) return hashes;
  }
  return undefined;
}

const PACKAGE_MANAGERS = [
  { prefix: 'var/lib/dpkg', hashes: hashBits(['md5', 'sha256']) },
  { prefix: 'etc/dpkg', hashes: hashBits(['md5', 'sha256']) },
  { prefix: 'etc/debian_version', hashes: hashBits(['md5', 'sha256']) },
  { prefix: 'lib/apk', hashes: hashBits(['sha1', 'sha256']) },
  { prefix: 'usr/lib/apk', hashes: hashBits(['sha1', 'sha256']) },
  { prefix: 'etc/apk', hashes: hashBits(['sha1', 'sha256']) },
  { prefix: 'etc/rpm', hashes: hashBits(['sha256']) },
  { prefix: 'etc/pki/rpm-gpg', hashes: hashBits(['sha256']) },
  { prefix: 'usr/lib/rpm', hashes: hashBits(['sha256']) },
  { prefix: 'usr/lib/sysimage/rpm', hashes: hashBits(['sha256']) },
  { prefix: 'var/lib/rpm', hashes: hashBits(['sha256']) },
  { prefix: 'var/lib/pacman', hashes: hashBits(['md5', 'sha256']) },
  { prefix: 'usr/lib/opkg', hashes: hashBits(['md5', 'sha256']) },
] as const;
