import { limits } from '../base/limits.ts';
import { printableField } from '../base/printable.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { parseOsRelease } from '../format/os-release.ts';

/** What a file that is not os-release says of the operating system. */
export interface ReleaseHint {
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly codename?: string;
}

/**
 * Older and smaller systems without os-release, most telling file first: descendants of Red Hat ship several of these files,
 * and `redhat-release` and `system-release` name the ancestor in some of them.
 */
export function readReleaseFiles(tree: FileTree): ReleaseHint | undefined {
  for (const [path, read] of READERS) {
    const file = tree.read(path);
    const hint = file && read(textOf(file));
    if (hint) return hint;
  }
  return undefined;
}

/** The start of a file as text. */
export function textOf(file: { readAt(offset: number, length: number): Uint8Array }): string {
  return Buffer.from(file.readAt(0, limits.osRelease)).toString('utf8');
}

type Reader = (text: string) => ReleaseHint | undefined;

const READERS: readonly (readonly [string, Reader])[] = [
  ['etc/alpine-release', (text) => versionOnly({ text, id: 'alpine', name: 'Alpine Linux' })],
  ['etc/lsb-release', readLsbRelease],
  ['etc/openwrt_release', readLsbRelease],
  ['etc/oracle-release', readRedHatRelease],
  ['etc/rocky-release', readRedHatRelease],
  ['etc/almalinux-release', readRedHatRelease],
  ['etc/centos-release', readRedHatRelease],
  ['etc/fedora-release', readRedHatRelease],
  ['usr/lib/fedora-release', readRedHatRelease],
  ['etc/mariner-release', readMarinerRelease],
  ['etc/photon-release', readRedHatRelease],
  ['etc/redhat-release', readRedHatRelease],
  ['etc/system-release', readRedHatRelease],
  ['usr/lib/system-release', readRedHatRelease],
  ['etc/system-release-cpe', readSystemReleaseCpe],
  ['etc/SuSE-release', readSuseRelease],
  ['etc/gentoo-release', readRedHatRelease],
  ['etc/slackware-version', (text) => named(/^(Slackware)[ \t]+(\d[\w.+]*)/.exec(text))],
  ['etc/debian_version', readDebianVersion],
  ['etc/arch-release', () => ({ id: 'arch', version: '', name: 'Arch Linux' })],
];

/** All files that `readReleaseFiles` looks at. */
export const releaseFilePaths: readonly string[] = READERS.map(([path]) => path);

function versionOnly(from: { text: string; id: string; name: string }): ReleaseHint | undefined {
  const version = /^\s*(\d[\w.]{0,60})/.exec(from.text)?.[1];
  return version ? { id: from.id, version, name: `${from.name} ${version}` } : undefined;
}

/** Names on the left as release files write them, shortest distinguishing part in lower case. */
const IDS: readonly (readonly [string, string])[] = [
  ['red hat', 'rhel'],
  ['rhel', 'rhel'],
  ['centos', 'centos'],
  ['rocky', 'rocky'],
  ['almalinux', 'almalinux'],
  ['oracle', 'ol'],
  ['enterprise linux enterprise linux', 'ol'],
  ['fedora', 'fedora'],
  ['scientific', 'scientific'],
  ['amazon', 'amzn'],
  ['photon', 'photon'],
  ['gentoo', 'gentoo'],
  ['slackware', 'slackware'],
  ['ubuntu', 'ubuntu'],
  ['debian', 'debian'],
  ['linuxmint', 'linuxmint'],
  ['openwrt', 'openwrt'],
  ['arch', 'arch'],
  ['eurolinux', 'eurolinux'],
  ['cbl-mariner', 'mariner'],
  ['opensuse', 'opensuse'],
  ['suse linux enterprise desktop', 'sled'],
  ['suse linux enterprise', 'sles'],
  ['suse', 'opensuse'],
];

function idOf(name: string): string | undefined {
  const lower = name.trim().toLowerCase();
  return IDS.find(([start]) => lower.startsWith(start) || lower.startsWith(`vmware ${start}`))?.[1];
}

/** `CentOS release 6.10 (Final)`, `Gentoo Base System release 2.15`, `VMware Photon Linux 1.0`. */
function readRedHatRelease(text: string): ReleaseHint | undefined {
  const line = text.trimStart().split('\n', 1)[0]?.slice(0, 200) ?? '';
  const release = line.split(' release ', 2);
  const before = release.length === 2 ? release[0] : undefined;
  const version = /^(\d[\w.]*)/.exec((release[1] ?? '').trim())?.[1];
  if (before !== undefined && version) return hint({ label: before, version, name: line });
  return named(/^(VMware Photon (?:OS|Linux)) (\d[\w.]*)/.exec(line));
}

function named(match: RegExpExecArray | null): ReleaseHint | undefined {
  return match?.[1] && match[2] ? hint({ label: match[1], version: match[2], name: match[0] }) : undefined;
}

function hint(from: { label: string; version: string; name: string }): ReleaseHint | undefined {
  const id = idOf(from.label);
  return id ? { id, version: printableField(from.version), name: printableField(from.name) } : undefined;
}

function readMarinerRelease(text: string): ReleaseHint | undefined {
  return named(/^(CBL-Mariner) (\d+\.\d+)/.exec(text.trimStart()));
}

/** `cpe:/o:centos:linux:6:GA`. */
function readSystemReleaseCpe(text: string): ReleaseHint | undefined {
  const [scheme, part, vendor = '', , version = ''] = text.trim().slice(0, 200).split(':');
  if (scheme !== 'cpe' || part !== '/o' || !/^\d/.test(version)) return undefined;
  return hint({ label: vendor === 'redhat' ? 'red hat' : vendor, version, name: `${vendor} ${version}` });
}

function readLsbRelease(text: string): ReleaseHint | undefined {
  const values = parseOsRelease(text);
  const label = values.get('DISTRIB_ID') ?? '';
  const id = idOf(label);
  if (!id) return undefined;
  const version = values.get('DISTRIB_RELEASE') ?? '';
  const codename = values.get('DISTRIB_CODENAME')?.toLowerCase();
  return {
    id,
    version: id === 'arch' ? '' : version,
    name: values.get('DISTRIB_DESCRIPTION') || `${label} ${version}`.trim(),
    ...(codename ? { codename } : {}),
  };
}

/** Its first line names the product; `VERSION` and `PATCHLEVEL` follow. */
function readSuseRelease(text: string): ReleaseHint | undefined {
  const line = text.trimStart().split('\n', 1)[0]?.slice(0, 200) ?? '';
  const version = /^VERSION = (\d[\w.]*)/m.exec(text)?.[1];
  const patch = /^PATCHLEVEL = (\d+)/m.exec(text)?.[1];
  if (!version) return undefined;
  return hint({ label: line, version: patch === undefined ? version : `${version}.${patch}`, name: line });
}

/** `7.11` of a release, `trixie/sid` of what is not released yet. */
export function readDebianVersion(text: string): ReleaseHint | undefined {
  const line = text.trim().split('\n', 1)[0]?.trim() ?? '';
  const codename = /^([a-z]+)\/sid$/.exec(line)?.[1];
  if (codename) return { id: 'debian', version: '', name: `Debian GNU/Linux ${line}`, codename };
  const release = /^(\d+)(?:\.\d+)*$/.exec(line);
  // Before Debian 4 the second number belonged to the release.
  const version = release && Number(release[1]) < 4 ? /^\d+(?:\.\d+)?/.exec(line)?.[0] : release?.[1];
  return version ? { id: 'debian', version, name: `Debian GNU/Linux ${line}` } : undefined;
}
