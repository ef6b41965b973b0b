import { arch } from 'node:process';
import { UsageError } from '../base/errors.ts';
import type { Platform } from './image.ts';

/** @throws UsageError 'bad-platform' when the text is not `os/architecture[/variant]` or an architecture alone. */
export function parsePlatform(text: string): Platform {
  const parts = text.toLowerCase().split('/');
  if (parts.length > 3 || !parts.every((part) => /^[a-z0-9][a-z0-9_.-]{0,63}$/.test(part))) {
    throw new UsageError(
      'bad-platform',
      `not a platform: ${JSON.stringify(text.slice(0, 100))}; write os/architecture[/variant], like linux/arm64`,
    );
  }
  const [first = '', architecture, variant] = parts;
  if (architecture === undefined) return normalizePlatform({ os: 'linux', architecture: first });
  return normalizePlatform({ os: first, architecture, ...(variant === undefined ? {} : { variant }) });
}

/** The platform whose images this machine would run: its architecture, with os linux. */
export function hostPlatform(): Platform {
  return normalizePlatform({ os: 'linux', architecture: ARCHITECTURES.get(arch) ?? arch });
}

/** `os/architecture[/variant]`, fit to be shown: images may claim any text as their platform. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  const parts = variant === undefined ? [os, architecture] : [os, architecture, variant];
  return parts.map((part) => part.slice(0, 64).replace(/[^\w.+-]/g, '?')).join('/');
}

/** One spelling for each platform: Go's names, no variant where it is the only usual one, arm always with one. */
export function normalizePlatform(platform: Platform): Platform {
  const os = platform.os.toLowerCase();
  const [architecture, variant] = normalizeArchitecture(
    platform.architecture.toLowerCase(),
    platform.variant?.toLowerCase() ?? '',
  );
  return {
    os,
    architecture,
    ...(variant === '' ? {} : { variant }),
    ...(platform.osVersion === undefined ? {} : { osVersion: platform.osVersion }),
  };
}

/**
 * How well an offered platform serves the wanted one: 0 is exact, higher is an older variant that still runs there,
 * undefined is not at all. Never another architecture, although some processors run two.
 */
export function platformDistance(wanted: Platform, offered: Platform): number | undefined {
  const [want, offer] = [normalizePlatform(wanted), normalizePlatform(offered)];
  if (want.os !== offer.os || want.architecture !== offer.architecture) return undefined;
  if (want.variant === offer.variant) return 0;
  const distance = runnableVariants(want).indexOf(offer.variant ?? '');
  return distance < 0 ? undefined : distance;
}

/** Node's names for what Go names otherwise. */
const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ['x64', 'amd64'],
  ['ia32', '386'],
  ['ppc64', 'ppc64le'],
  ['mipsel', 'mipsle'],
]);

function normalizeArchitecture(architecture: string, variant: string): [string, string] {
  switch (architecture) {
    case 'x86_64':
    case 'x86-64':
    case 'amd64':
      return ['amd64', variant === 'v1' ? '' : variant];
    case 'i386':
      return ['386', ''];
    case 'aarch64':
    case 'arm64':
      return ['arm64', ['8', 'v8', 'v8.0'].includes(variant) ? '' : variant.replace(/^(?:v?9(?:\.0)?)$/, 'v9')];
    case 'armhf':
      return ['arm', 'v7'];
    case 'armel':
      return ['arm', 'v6'];
    case 'arm':
      return ['arm', variant === '' ? 'v7' : variant.replace(/^([5-8])$/, 'v$1')];
    default:
      return [architecture, variant];
  }
}

/** The platform's own variant first, then those it can also run, best first. '' is no variant. */
function runnableVariants({ architecture, variant = '' }: Platform): readonly string[] {
  if (architecture === 'arm') return from(['v8', 'v7', 'v6', 'v5'], variant);
  if (architecture === 'amd64') return from(['v4', 'v3', 'v2', ''], variant);
  if (architecture !== 'arm64') return [variant];
  const [major = '8', minor = '0'] = variant.replace('v', '').split('.');
  const newest = Math.min(Number(minor) || 0, 9);
  if (major === '9') return [...minors('v9', newest), ...minors('v8', Math.min(newest + 5, 9))];
  return minors('v8', newest);
}

function from(variants: readonly string[], own: string): readonly string[] {
  const start = variants.indexOf(own);
  return start < 0 ? [own] : variants.slice(start);
}

/** Arm 9.x includes what 8.(x+5) has. */
function minors(major: string, newest: number): string[] {
  const plain = major === 'v8' ? '' : major;
  return Array.from({ length: newest + 1 }, (_, index) => (index === newest ? plain : `${major}.${newest - index}`));
}
