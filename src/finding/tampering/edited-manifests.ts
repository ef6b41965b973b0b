import { FormatError } from '../../base/errors.ts';
import type { KeptFile } from '../../filesystem/file.ts';
import { controlParagraphs } from '../../format/control-file.ts';
import { lines } from '../../format/lines.ts';
import type { DetectorSubject } from '../detector.ts';

/** A file whose checksum a later layer changed in the database, while the package stayed the same. */
export interface ManifestEdit {
  readonly path: string;
  readonly package: string;
  readonly version: string;
  /** Where it was edited. */
  readonly database: string;
  readonly layer: number;
  readonly before: string;
  readonly after: string;
}

const CHECKSUMS = /^var\/lib\/dpkg\/info\/([^/]+)\.md5sums$/;
const STATUS = 'var/lib/dpkg/status';
const INSTALLED = /^(?:usr\/)?lib\/apk\/db\/installed$/;
const LARGEST = 32 * 1024 * 1024;
const MOST_MANIFESTS = 2_000;
const MOST_EDITS = 200;
const FIELDS = new Set(['package', 'version', 'architecture']);

/** Checksums that differ between layers for one version of one package: packages change their files with their version. */
export function findEditedManifests(subject: DetectorSubject): ManifestEdit[] {
  const manifests: KeptFile[] = [];
  const statuses: KeptFile[] = [];
  const databases: KeptFile[] = [];
  for (const file of subject.hiddenFiles()) {
    if (file.path === STATUS) statuses.push(file);
    else if (INSTALLED.test(file.path)) databases.push(file);
    else if (manifests.length < MOST_MANIFESTS && CHECKSUMS.test(file.path)) manifests.push(file);
  }
  const edits = [
    ...editsOfDpkg({ manifests, statuses }, subject),
    ...databases.flatMap((file) => editsOfApk(file, subject)),
  ];
  return [...new Map(edits.map((edit) => [edit.path, edit])).values()].slice(0, MOST_EDITS);
}

function* editsOfDpkg(
  { manifests, statuses }: { readonly manifests: readonly KeptFile[]; readonly statuses: readonly KeptFile[] },
  { tree }: DetectorSubject,
): Iterable<ManifestEdit> {
  if (manifests.length === 0) return;
  const last = tree.read(STATUS);
  const states = [...statuses, ...(last ? [last] : [])].sort((a, b) => a.layer - b.layer);
  const versions = new Map<KeptFile, ReadonlyMap<string, string>>();
  const versionsAt = (layer: number): ReadonlyMap<string, string> | undefined => {
    const state = states.findLast((each) => each.layer <= layer);
    if (state && !versions.has(state)) versions.set(state, versionsIn(textOf(state)));
    return state && versions.get(state);
  };
  for (const old of manifests) {
    const name = CHECKSUMS.exec(old.path)?.[1] ?? '';
    const version = versionsAt(old.layer)?.get(name);
    const current = tree.read(old.path);
    if (version === undefined || !current || versionsAt(Number.MAX_SAFE_INTEGER)?.get(name) !== version) continue;
    const place = { package: name, version, database: old.path, layer: current.layer };
    yield* differences(checksumsIn(textOf(old)), checksumsIn(textOf(current)), place);
  }
}

function editsOfApk(old: KeptFile, { tree }: DetectorSubject): ManifestEdit[] {
  const current = tree.read(old.path);
  if (!current) return [];
  const after = apkPackages(textOf(current));
  return [...apkPackages(textOf(old))].flatMap(([name, { version, sums }]) => {
    const now = after.get(name);
    if (now?.version !== version) return [];
    return [...differences(sums, now.sums, { package: name, version, database: old.path, layer: current.layer })];
  });
}

function* differences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  place: Omit<ManifestEdit, 'path' | 'before' | 'after'>,
): Iterable<ManifestEdit> {
  for (const [path, sum] of before) {
    const now = after.get(path);
    if (now !== undefined && now !== sum) yield { ...place, path, before: sum, after: now };
  }
}

function versionsIn(text: string): Map<string, string> {
  const versions = new Map<string, string>();
  for (const { fields } of controlParagraphs(text, FIELDS)) {
    const name = fields.get('package') ?? '';
    const version = fields.get('version') ?? '';
    versions.set(name, version);
    versions.set(`${name}:${fields.get('architecture') ?? ''}`, version);
  }
  return versions;
}

function checksumsIn(text: string): Map<string, string> {
  const sums = new Map<string, string>();
  for (const line of lines(text)) {
    const [, sum, path] = /^([0-9a-f]{32}) {2}(?:\.\/)?(.{1,4096})$/.exec(line) ?? [];
    if (sum !== undefined && path !== undefined) sums.set(path, sum);
  }
  return sums;
}

interface ApkPackage {
  readonly version: string;
  readonly sums: ReadonlyMap<string, string>;
}

/** `P:` name, `V:` version, `F:` folder, `R:` file, `Z:` its checksum. */
function apkPackages(text: string): Map<string, ApkPackage> {
  const packages = new Map<string, ApkPackage>();
  let name = '';
  let version = '';
  let folder = '';
  let file = '';
  let sums = new Map<string, string>();
  const finish = (): void => {
    if (name !== '') packages.set(name, { version, sums });
    name = version = folder = file = '';
    sums = new Map();
  };
  for (const line of lines(text)) {
    const value = line.slice(2);
    if (line === '') finish();
    else if (line.startsWith('P:')) name = value;
    else if (line.startsWith('V:')) version = value;
    else if (line.startsWith('F:')) folder = value === '' ? '' : `${value}/`;
    else if (line.startsWith('R:')) file = folder + value;
    else if (line.startsWith('Z:') && file !== '') sums.set(file, value);
  }
  finish();
  return packages;
}

function textOf(file: KeptFile): string {
  try {
    return file.size <= LARGEST ? file.text() : '';
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return '';
  }
}
