import { bounded, type FilePattern, glob } from '../../filesystem/file.ts';
import { ABSENT, pathBytesOf } from '../../filesystem/node-table.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Finding } from '../finding.ts';
import { findCaches } from './caches.ts';
import { checkTraces } from './check-traces.ts';
import {
  buildTools,
  databaseRemoved,
  packageCaches,
  repositoryLeft,
  signingKeys,
  sudoInstalled,
} from './leftover-rules.ts';
import { counted, excerpt, misconfigured } from './misconfiguration.ts';
import { startsOnlyTools } from './purpose.ts';
import { readSmallText } from './small-text.ts';

type Subject = Pick<DetectorSubject, 'image' | 'tree' | 'inventory' | 'ownership' | 'startup' | 'file'>;

const REPOSITORIES: FilePattern = bounded(glob('**/.git/config'), { largest: 64 * 1024, outside: [] });

/** Files that are read to judge what was left behind. */
export const leftoverFiles: readonly FilePattern[] = [REPOSITORIES];

/** Judges what a build left in the image that nothing needs. */
export function checkLeftovers(subject: Subject): Finding[] {
  return [
    ...checkCaches(subject),
    ...checkRepositories(subject),
    ...checkTools(subject),
    ...checkDatabases(subject),
    ...checkKeys(subject),
    ...checkTraces(subject.tree, subject.image.config),
  ];
}

const MEBIBYTE = 1024 * 1024;

function checkCaches({ tree }: Subject): Finding[] {
  const caches = findCaches(tree);
  const total = caches.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total < MEBIBYTE) return [];
  const kinds = [...new Set(caches.map(({ of }) => of))].slice(0, 4).join(', ');
  const title = `Caches of ${kinds} take ${mebibytes(total)}`;
  const evidence = caches.map(({ path, layer, bytes }) => ({ path, layer, excerpt: mebibytes(bytes) }));
  return [misconfigured(packageCaches, { title, evidence })];
}

function mebibytes(bytes: number): string {
  return `${(bytes / MEBIBYTE).toFixed(1)} MiB`;
}

const MOST_REPOSITORIES = 200;

function checkRepositories({ tree }: Subject): Finding[] {
  const evidence: { path: string; layer: number; excerpt?: string }[] = [];
  for (const { path, layer } of tree.kept([REPOSITORIES])) {
    if (evidence.length >= MOST_REPOSITORIES) break;
    const folder = path.slice(0, -'/config'.length);
    if (!tree.get(`${folder}/HEAD`)) continue;
    const [, url] = /^\s{0,16}url\s{0,8}=\s{0,8}(\S{1,300})\s*$/m.exec(readSmallText(tree, path) ?? '') ?? [];
    evidence.push({ path: folder, layer, ...(url === undefined ? {} : { excerpt: excerpt(withoutUser(url)) }) });
  }
  const [first] = evidence;
  if (!first) return [];
  const more = evidence.length > 1 ? ` and ${counted(evidence.length - 1, 'other place')}` : '';
  return [misconfigured(repositoryLeft, { title: `A git repository is left at /${first.path}${more}`, evidence })];
}

function withoutUser(url: string): string {
  return url.replace(/:\/\/[^\s/@]{1,300}@/g, '://…@');
}

const TOOLS =
  /^(?:gcc|g\+\+|clang|gcc-\d{1,2}|g\+\+-\d{1,2}|clang-\d{1,2}|gcc-c\+\+|build-essential|build-base|make|cmake|gdb|lldb|strace|ltrace|valgrind|linux-headers-[\w.+-]{1,60}|autoconf|automake)$/;

function checkTools({ inventory, startup }: Subject): Finding[] {
  const system = inventory.packages.filter(({ type }) => SYSTEM.has(type));
  const findings: Finding[] = [];
  const sudo = system.find(({ name }) => name === 'sudo' || name === 'sudo-rs' || name === 'sudo-ldap');
  const purposeful = !startsOnlyTools(startup);
  if (sudo && purposeful) {
    const [place] = sudo.locations;
    const evidence = [
      { ...(place ? { path: place.path, layer: place.layer } : {}), excerpt: `${sudo.name} ${sudo.version}` },
    ];
    findings.push(misconfigured(sudoInstalled, { title: 'sudo is installed', evidence }));
  }
  const tools = purposeful ? system.filter(({ name }) => TOOLS.test(name)) : [];
  if (tools.length > 0) {
    const names = [...new Set(tools.map(({ name }) => name))];
    const title = `Tools to build and debug programs are installed: ${names.slice(0, 5).join(', ')}`;
    const evidence = tools.map(({ name, version, locations: [place] }) => ({
      ...(place ? { path: place.path, layer: place.layer } : {}),
      excerpt: excerpt(`${name} ${version}`),
    }));
    findings.push(misconfigured(buildTools, { title, evidence }));
  }
  return findings;
}

const SYSTEM: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'opkg', 'portage', 'rpm']);

const DATABASES = [
  'var/lib/dpkg/status',
  'lib/apk/db/installed',
  'usr/lib/apk/db/installed',
  'var/lib/rpm/rpmdb.sqlite',
  'var/lib/rpm/Packages',
  'var/lib/rpm/Packages.db',
  'usr/lib/sysimage/rpm/rpmdb.sqlite',
  'usr/lib/sysimage/rpm/Packages.db',
];

/** A database of a lower layer, in an image that has no other one of its system. */
function checkDatabases({ tree, inventory }: Subject): Finding[] {
  if (inventory.packages.some(({ type }) => SYSTEM.has(type))) return [];
  const lost = DATABASES.filter((path) => {
    const node = tree.nodes.find(pathBytesOf(path));
    return node > 0 && tree.nodes.state(node) === ABSENT;
  });
  if (lost.length === 0) return [];
  const title = `A layer deleted the package database /${lost[0]}`;
  return [misconfigured(databaseRemoved, { title, evidence: lost.map((path) => ({ path })) })];
}

const KEY_FOLDERS = [
  'etc/apt/trusted.gpg.d',
  'etc/apt/keyrings',
  'usr/share/keyrings',
  'usr/local/share/keyrings',
  'etc/apk/keys',
  'etc/pki/rpm-gpg',
];
const MOST_KEYS = 200;

/** Keys that no package brought, above the layer that the system came with. */
function checkKeys({ tree, file }: Subject): Finding[] {
  const keys = KEY_FOLDERS.flatMap((folder) => {
    const found = [];
    for (const { path, type, size, layer } of tree.children(folder)) {
      if (found.length >= MOST_KEYS) break;
      if (type === 'file' && size > 0 && layer > 0 && file(path)?.claim === undefined) found.push({ path, layer });
    }
    return found;
  });
  const [first] = keys;
  if (!first) return [];
  const more = keys.length > 1 ? ` and ${keys.length - 1} more` : '';
  return [
    misconfigured(signingKeys, {
      title: `A key to trust packages by was added: /${first.path}${more}`,
      evidence: keys,
    }),
  ];
}
