import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, parseJson } from '../base/json.ts';
import { type FilePattern, glob } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { parseOsRelease } from '../format/os-release.ts';
import { busyBoxVersion } from './busybox.ts';
import { supportDates } from './end-of-life.ts';
import { readDebianVersion, readReleaseFiles, releaseFilePaths, textOf } from './release-files.ts';

/** What os-release and its relatives say. */
export interface OperatingSystem {
  /** os-release ID: `debian`, `alpine`, `rhel`. */
  readonly id: string;
  /** os-release VERSION_ID, or the best that the image says; '' for rolling releases. */
  readonly version: string;
  /** For people: PRETTY_NAME. */
  readonly name: string;
  /** os-release ID_LIKE. */
  readonly like?: readonly string[];
  /** Of the release: `bookworm`, `jammy`; `edge` for Alpine's rolling branch. */
  readonly codename?: string;
  /** Last day of ordinary security support, `YYYY-MM-DD`, where known. */
  readonly endOfLife?: string;
  /** Last day of longer support that costs nothing, where there is any: Debian LTS; Ubuntu Pro if `services` has it. */
  readonly endOfExtendedSupport?: string;
  /** Services of longer support that the image is signed up for, sorted: `esm-apps`, `esm-infra`. */
  readonly services?: readonly string[];
}

const OS_RELEASE = [
  'etc/os-release',
  'usr/lib/os-release',
  'x86_64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release',
  'aarch64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release',
];
const APK_REPOSITORIES = 'etc/apk/repositories';
const UBUNTU_PRO = 'var/lib/ubuntu-advantage/status.json';
const BUSYBOX = ['bin/busybox', 'usr/bin/busybox'];

/** The files that `detectOperatingSystem` reads. */
export const osFiles: readonly FilePattern[] = [
  ...OS_RELEASE,
  ...releaseFilePaths,
  APK_REPOSITORIES,
  UBUNTU_PRO,
  ...BUSYBOX,
].map(glob);

/** Which operating system the image was made from; undefined when nothing in it says so. */
export function detectOperatingSystem(tree: FileTree): OperatingSystem | undefined {
  const found = fromOsRelease(tree) ?? readReleaseFiles(tree) ?? fromBusyBox(tree);
  return found && withSupport(found, tree);
}

interface Found extends OperatingSystem {
  /** SUPPORT_END of os-release. */
  readonly ownDate?: string;
}

function fromOsRelease(tree: FileTree): Found | undefined {
  for (const path of OS_RELEASE) {
    const file = tree.read(path);
    const values = file && parseOsRelease(textOf(file));
    const id = identifier(values?.get('ID'));
    if (values && id) return complete({ id, values, tree });
  }
  return undefined;
}

function complete(from: { id: string; values: ReadonlyMap<string, string>; tree: FileTree }): Found {
  const { id, values, tree } = from;
  const version = /^[\w.~+-]*/.exec(values.get('VERSION_ID') ?? '')?.[0] ?? '';
  const debian = id === 'debian' && version === '' ? debianVersion(tree) : undefined;
  const like = (values.get('ID_LIKE') ?? '')
    .split(/\s+/)
    .map(identifier)
    .filter((word) => word !== undefined);
  const codename = isEdge({ id, version, tree }) ? 'edge' : (codenameOf(values) ?? debian?.codename);
  const ownDate = /^\d{4}-\d\d-\d\d$/.exec(values.get('SUPPORT_END') ?? '')?.[0];
  return {
    id,
    version: version || (debian?.version ?? ''),
    name: values.get('PRETTY_NAME') || [values.get('NAME') || id, version].join(' ').trim(),
    ...(like.length > 0 ? { like } : {}),
    ...(codename ? { codename } : {}),
    ...(ownDate ? { ownDate } : {}),
  };
}

/** IDs name package URLs and advisory feeds: only what os-release(5) allows, in lower case. */
function identifier(text: string | undefined): string | undefined {
  const lower = text?.toLowerCase() ?? '';
  return /^[a-z0-9][a-z0-9._-]{0,63}$/.test(lower) ? lower : undefined;
}

function codenameOf(values: ReadonlyMap<string, string>): string | undefined {
  const written = values.get('VERSION_CODENAME') || values.get('UBUNTU_CODENAME');
  if (written) return written.toLowerCase();
  // Older releases name it only in VERSION: `8 (jessie)`, `14.04.6 LTS, Trusty Tahr`.
  const match = /\(([A-Za-z]+)\)|, ([A-Za-z]+)/.exec(values.get('VERSION') ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

function debianVersion(tree: FileTree): ReturnType<typeof readDebianVersion> {
  const file = tree.read('etc/debian_version');
  return file && readDebianVersion(textOf(file));
}

/** Alpine's rolling branch carries the number of the release it will become. */
function isEdge(from: { id: string; version: string; tree: FileTree }): boolean {
  if (from.id !== 'alpine') return false;
  const repositories = from.tree.read(APK_REPOSITORIES);
  const isEdgeMain = repositories && /^[^#@\n]*\/edge\/main\/?[ \t]*$/m.test(textOf(repositories));
  return from.version.includes('_alpha') || isEdgeMain === true;
}

/** An image of BusyBox alone has no other mark than the program itself. */
function fromBusyBox(tree: FileTree): Found | undefined {
  for (const path of BUSYBOX) {
    const file = tree.read(path);
    const version = file && busyBoxVersion(file);
    if (version) return { id: 'busybox', version, name: `BusyBox ${version}` };
  }
  return undefined;
}

function withSupport({ ownDate, ...os }: Found, tree: FileTree): OperatingSystem {
  const dates = os.codename === 'edge' ? undefined : supportDates(os);
  const services = os.id === 'ubuntu' ? ubuntuServices(tree) : [];
  // The table first: an image could write any date into its os-release.
  const endOfLife = dates?.ordinary ?? ownDate;
  return {
    ...os,
    ...(endOfLife ? { endOfLife } : {}),
    ...(dates?.extended ? { endOfExtendedSupport: dates.extended } : {}),
    ...(services.length > 0 ? { services } : {}),
  };
}

function ubuntuServices(tree: FileTree): string[] {
  const file = tree.read(UBUNTU_PRO);
  if (!file) return [];
  try {
    const services = asList(asObject(parseJson(textOf(file)))?.services).map(asObject);
    const enabled = services.filter((service) => asText(service?.status) === 'enabled');
    return [...new Set(enabled.flatMap((service) => identifier(asText(service?.name)) ?? []))].sort();
  } catch (error) {
    // A damaged status file means no proof of longer support.
    if (error instanceof FormatError) return [];
    throw error;
  }
}
