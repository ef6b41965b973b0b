import type { Package } from '../inventory/package.ts';

/**
 * The source package under which Debian's and Ubuntu's records speak of a package, and its version. Sources that only
 * carry signatures for Secure Boot stand for the ones whose programs they sign.
 */
export function debianSource({ name, version, source }: Package): { name: string; version: string } {
  const from = { name: source?.name ?? name, version: source?.version || version };
  if (!from.name.includes('signed') && !from.name.startsWith('shim-helpers-')) return from;
  const kernel = /^linux-signed(?:-(?:amd64|arm64|i386|armhf))?(-.+)?$/.exec(from.name);
  // The binary package has the kernel's own version, the signing source counts with a plus instead of a dash.
  if (kernel) return { name: `linux${kernel[1] ?? ''}`, version };
  const boot = BOOT_LOADERS.find(([pattern]) => pattern.test(from.name));
  return boot ? { name: boot[1], version: signedVersion(version, from.version) } : from;
}

const BOOT_LOADERS: readonly (readonly [RegExp, string])[] = [
  [/^grub2?-(?:efi-[a-z0-9]+-)?signed$/, 'grub2'],
  [/^shim-(?:signed|helpers-[a-z0-9]+-signed)$/, 'shim'],
  [/^fwupd-(?:[a-z0-9]+-)?signed$/, 'fwupd'],
  [/^fwupd-efi-(?:[a-z0-9]+-)?signed$/, 'fwupd-efi'],
];

/** `1.39+15.7-1` and `1+2.06+13+deb12u1` begin with the signatures' own version; the latter has pluses for dashes. */
function signedVersion(version: string, signatures: string): string {
  const before = version.startsWith(`${signatures}+`) ? signatures.length : version.indexOf('+');
  const signed = version.slice(before + 1);
  if (signed.includes('-')) return signed;
  const parts = signed.split('+');
  let revision = parts.length - 1;
  while (revision > 0 && REBUILD.test(parts[revision] ?? '')) revision--;
  if (revision === 0 || !/^\d+(?:~[a-z0-9.]+)?$/.test(parts[revision] ?? '')) return signed;
  return `${parts.slice(0, revision).join('+')}-${parts.slice(revision).join('+')}`;
}

/** What follows a Debian revision: a security update, a rebuild. */
const REBUILD = /^(?:deb\d+u|rpi|b)\d+(?:~[a-z0-9.]+)?$/;
