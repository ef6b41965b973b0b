import { printableField } from '../../base/printable.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { isPlainWord, pathInImage, rootBefore } from '../image-path.ts';

/** Alpine, Wolfi, Chainguard and their kin: the database of installed packages that apk keeps. */
export const apk: Cataloger = {
  name: 'apk',
  version: 1,
  reads: [glob('**/lib/apk/db/installed')],

  *catalog(file) {
    const count = new RecordCount('packages');
    for (const record of records(file.text())) {
      count.add();
      const found = describe(record, file);
      if (!found || record.damaged) count.damaged(record.fields.get('P') ?? record.text);
      if (found && !isVirtual(found, record)) yield found;
    }
    count.finish();
  },
};

/** The lines of one package, `X:value` each. File lines are read only when `owns` is called. */
interface ApkRecord {
  readonly fields: ReadonlyMap<string, string>;
  readonly text: string;
  readonly damaged: boolean;
}

function* records(text: string): Iterable<ApkRecord> {
  let start = 0;
  while (start < text.length) {
    const gap = text.indexOf('\n\n', start);
    const end = gap < 0 ? text.length : gap;
    const record = text.slice(start, end);
    if (record.trim() !== '') yield readFields(record);
    start = end + 2;
  }
}

function readFields(text: string): ApkRecord {
  const fields = new Map<string, string>();
  let damaged = false;
  for (const line of lines(text)) {
    if (line.charAt(1) === ':') {
      const name = line.charAt(0);
      if (!fields.has(name)) fields.set(name, line.slice(2).trim());
    } else if (line !== '') damaged = true;
  }
  return { fields, text, damaged };
}

function describe({ fields, text }: ApkRecord, file: KeptFile): FoundPackage | undefined {
  const name = fields.get('P');
  const version = fields.get('V');
  if (!isPlainWord(name) || !isPlainWord(version)) return undefined;
  const architecture = fields.get('A');
  const origin = fields.get('o');
  const license = fields.get('L');
  const maintainer = fields.get('m');
  const homepage = fields.get('U');
  // apk 3 marks with S that its checksums are the first 20 bytes of SHA-256; the prefix Q1 stays the same.
  const algorithm = fields.get('f')?.includes('S') ? 'sha256' : 'sha1';
  const root = rootBefore(file.path, 'lib/apk/db/installed').replace(/(^|\/)usr\/$/, '$1');
  return {
    type: 'apk',
    name,
    version,
    ...(isPlainWord(architecture) ? { architecture } : {}),
    ...(isPlainWord(origin) && origin !== name ? { source: { name: origin, version } } : {}),
    ...(license ? { licenses: [license] } : {}),
    ...(maintainer ? { supplier: printableField(maintainer) } : {}),
    ...(homepage ? { homepage: printableField(homepage) } : {}),
    owns: () => ownedFiles({ text, root, algorithm }),
  };
}

/** `apk add --virtual` makes packages that hold nothing but dependencies. */
function isVirtual(found: FoundPackage, { fields }: ApkRecord): boolean {
  return found.name.startsWith('.') && !fields.has('R');
}

/** Each R (file) lies in the F (directory) before it; a (owner and mode) and Z (checksum) speak of the R before them. */
function* ownedFiles(from: { text: string; root: string; algorithm: 'sha1' | 'sha256' }): Iterable<OwnedFile> {
  let directory = '';
  let current: Writable | undefined;
  for (const line of lines(from.text)) {
    const value = line.slice(2);
    if (line.startsWith('R:') || line.startsWith('F:')) {
      if (current) yield current;
      current = undefined;
    }
    if (line.startsWith('F:')) directory = value;
    else if (line.startsWith('R:')) current = begin(`${directory}/${value}`, from.root);
    else if (line.startsWith('a:') && current) current.mode = modeOf(value) ?? DEFAULT_MODE;
    else if (line.startsWith('Z:') && current) setDigest(current, { value, algorithm: from.algorithm });
  }
  if (current) yield current;
}

type Writable = { -readonly [Key in keyof OwnedFile]: OwnedFile[Key] };

/** apk writes an `a:` line only for files with another mode or owner. */
const DEFAULT_MODE = 0o644;

function begin(written: string, root: string): Writable | undefined {
  const path = pathInImage(written, root);
  if (path === undefined) return undefined;
  return { path, mode: DEFAULT_MODE, ...(isConfiguration(path.slice(root.length)) ? { mutable: true } : {}) };
}

/** apk's own rule for files that an administrator may change: all of /etc except start scripts and its own settings. */
function isConfiguration(path: string): boolean {
  return path.startsWith('etc/') && !path.startsWith('etc/init.d/') && !path.startsWith('etc/apk/');
}

/** `uid:gid:mode`, the mode in octal. */
function modeOf(value: string): number | undefined {
  const mode = value.split(':', 3)[2] ?? '';
  return /^[0-7]{1,6}$/.test(mode) ? Number.parseInt(mode, 8) & 0o7777 : undefined;
}

function setDigest(file: Writable, from: { value: string; algorithm: 'sha1' | 'sha256' }): void {
  // 20 bytes in base64; for a symlink they are the checksum of its target.
  if (/^Q1[A-Za-z0-9+/]{27}=$/.test(from.value)) {
    file.digest = { algorithm: from.algorithm, hex: Buffer.from(from.value.slice(2), 'base64').toString('hex') };
  } else if (/^[0-9a-f]{32}$/.test(from.value)) {
    file.digest = { algorithm: 'md5', hex: from.value };
  }
}
