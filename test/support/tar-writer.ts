/** One entry of a tar to write. Nothing is checked or cleaned: hostile names and links are what tests want. */
export interface TarEntry {
  readonly path: string;
  /** `file` when absent, or `symlink`, `hardlink`, `directory` when the other fields say so. */
  readonly type?: keyof typeof TYPE_FLAGS;
  readonly body?: string | Uint8Array;
  readonly link?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** Seconds since 1970. */
  readonly mtime?: number;
  readonly device?: { readonly major: number; readonly minor: number };
  /** Written as PAX `SCHILY.xattr.<name>`. */
  readonly xattrs?: Readonly<Record<string, string | Uint8Array>>;
  /** More PAX records of this entry: `{ path: '…', size: '…' }`. */
  readonly pax?: Readonly<Record<string, string | Uint8Array>>;
  /** Changes the 512-byte header before its checksum is made; `size` stays what the body needs unless changed here. */
  readonly patchHeader?: (header: Buffer) => void;
  /** Changes the header after its checksum was made. */
  readonly breakHeader?: (header: Buffer) => void;
}

export interface TarOptions {
  /** `gnu` writes long names and links as GNU tar does, `pax` (the default) as POSIX says. */
  readonly format?: 'pax' | 'gnu';
  /** False leaves out the two blocks of zeros. */
  readonly end?: boolean;
}

/** A tar of these entries, in this order. */
export function writeTar(entries: Iterable<TarEntry>, { format = 'pax', end = true }: TarOptions = {}): Buffer {
  const blocks = [...entries].flatMap((entry) => [...extensions(entry, format), ...member(entry)]);
  return Buffer.concat(end ? [...blocks, Buffer.alloc(2 * BLOCK)] : blocks);
}

const BLOCK = 512;

const TYPE_FLAGS = {
  file: '0',
  hardlink: '1',
  symlink: '2',
  'character-device': '3',
  'block-device': '4',
  directory: '5',
  fifo: '6',
  'gnu-long-name': 'L',
  'gnu-long-link': 'K',
  'pax-header': 'x',
  'pax-global': 'g',
} as const;

/** What does not fit the header, as an entry before it. */
function extensions(entry: TarEntry, format: 'pax' | 'gnu'): Buffer[] {
  const longName = Buffer.byteLength(entry.path) > 100;
  const longLink = Buffer.byteLength(entry.link ?? '') > 100;
  const records = new Map<string, string | Uint8Array>();
  const before: Buffer[] = [];
  if (format === 'gnu') {
    const gnu = (type: 'gnu-long-name' | 'gnu-long-link', text: string) =>
      member({ path: '././@LongLink', type, body: `${text}\0` });
    if (longLink) before.push(...gnu('gnu-long-link', entry.link ?? ''));
    if (longName) before.push(...gnu('gnu-long-name', entry.path));
  } else {
    if (longName) records.set('path', entry.path);
    if (longLink) records.set('linkpath', entry.link ?? '');
  }
  for (const [name, value] of Object.entries(entry.xattrs ?? {})) records.set(`SCHILY.xattr.${name}`, value);
  for (const [name, value] of Object.entries(entry.pax ?? {})) records.set(name, value);
  if (records.size === 0) return before;
  const body = Buffer.concat([...records].map(([name, value]) => paxRecord(name, value)));
  return [...member({ path: 'PaxHeaders/entry', type: 'pax-header', body }), ...before];
}

/** `length name=value\n`, where length counts itself too. */
export function paxRecord(name: string, value: string | Uint8Array): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${name}=`), Buffer.from(value), Buffer.from('\n')]);
  let length = rest.length + 1;
  while (rest.length + String(length).length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function member(entry: TarEntry): Buffer[] {
  const body = Buffer.from(entry.body ?? '');
  const header = Buffer.alloc(BLOCK);
  const type = entry.type ?? (entry.link !== undefined ? 'symlink' : entry.path.endsWith('/') ? 'directory' : 'file');
  header.write(entry.path, 0, 100);
  writeOctal(header, entry.mode ?? (type === 'directory' ? 0o755 : 0o644), { offset: 100, length: 8 });
  writeOctal(header, entry.uid ?? 0, { offset: 108, length: 8 });
  writeOctal(header, entry.gid ?? 0, { offset: 116, length: 8 });
  writeOctal(header, body.length, { offset: 124, length: 12 });
  writeOctal(header, entry.mtime ?? 0, { offset: 136, length: 12 });
  header.write(TYPE_FLAGS[type], 156);
  header.write(entry.link ?? '', 157, 100);
  header.write('ustar\x0000', 257, 'latin1');
  writeOctal(header, entry.device?.major ?? 0, { offset: 329, length: 8 });
  writeOctal(header, entry.device?.minor ?? 0, { offset: 337, length: 8 });
  entry.patchHeader?.(header);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  entry.breakHeader?.(header);
  return [header, body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
}

/** Numbers too large for octal digits are written in binary, as GNU tar does. */
function writeOctal(header: Buffer, value: number, { offset, length }: { offset: number; length: number }): void {
  const digits = value.toString(8);
  if (digits.length < length) {
    header.write(`${digits.padStart(length - 1, '0')}\0`, offset);
    return;
  }
  header.fill(0, offset, offset + length);
  header.writeUInt8(0x80, offset);
  header.writeBigUInt64BE(BigInt(value), offset + length - 8);
}
