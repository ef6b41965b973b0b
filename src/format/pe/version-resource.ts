import { limits } from '../../base/limits.ts';
import { viewOf } from '../byte-fields.ts';
import { type RandomAccess, readExactly, section } from '../random-access.ts';
import { PE_DIRECTORY, type PeFile, peFileOffset } from './pe.ts';

const VERSION_TYPE = 16;
const FIXED_SIGNATURE = 0xfeef04bd;
const MOST_STRINGS = 256;

/**
 * The strings of the version resource (StringFileInfo, first language): CompanyName, ProductName, FileVersion …
 * When it has no FileVersion, the numbers of the fixed part stand for it. Undefined without a version resource.
 * @throws FormatError when the resource tables are damaged.
 */
export function readPeVersion(source: RandomAccess, pe: PeFile): ReadonlyMap<string, string> | undefined {
  const bytes = findVersionResource(source, pe);
  if (!bytes) return undefined;
  const view = viewOf(bytes);
  const strings = new Map<string, string>();
  const root = readBlock(view, 0, bytes.length);
  if (root?.key !== 'VS_VERSION_INFO') return undefined;
  for (const info of readChildren(view, root)) {
    if (info.key !== 'StringFileInfo') continue;
    for (const table of readChildren(view, info)) {
      for (const block of readChildren(view, table)) {
        const text = textOf(view, block.valueAt, block.end).trim();
        if (text !== '' && !strings.has(block.key) && strings.size < MOST_STRINGS) strings.set(block.key, text);
      }
    }
  }
  const fixed = fixedVersion(view, root);
  if (fixed && !strings.has('FileVersion')) strings.set('FileVersion', fixed);
  return strings;
}

/** Resources are a tree of three levels: type, name, language. The first version resource in the first language is taken. */
function findVersionResource(source: RandomAccess, pe: PeFile): Uint8Array | undefined {
  const directory = pe.directories[PE_DIRECTORY.resources];
  if (!directory || directory.size === 0) return undefined;
  const start = peFileOffset(pe, directory.address);
  if (start === undefined) return undefined;
  const resources = section(source, start, source.size);
  const type = readResourceEntries(resources, 0).find(({ id }) => id === VERSION_TYPE);
  const name = type?.isDirectory ? readResourceEntries(resources, type.offset)[0] : undefined;
  const language = name?.isDirectory ? readResourceEntries(resources, name.offset)[0] : undefined;
  if (!language || language.isDirectory) return undefined;
  const data = viewOf(readExactly(resources, language.offset, 8));
  const address = data.getUint32(0, true);
  const size = data.getUint32(4, true);
  const offset = peFileOffset(pe, address);
  return offset === undefined ? undefined : source.readAt(offset, Math.min(size, limits.executableNote)).slice();
}

interface ResourceEntry {
  readonly id: number;
  readonly isDirectory: boolean;
  readonly offset: number;
}

function readResourceEntries(resources: RandomAccess, at: number): ResourceEntry[] {
  const header = viewOf(readExactly(resources, at, 16));
  const count = Math.min(header.getUint16(12, true) + header.getUint16(14, true), limits.executableEntries);
  const view = viewOf(readExactly(resources, at + 16, count * 8));
  const entries: ResourceEntry[] = [];
  for (let i = 0; i < count * 8; i += 8) {
    const target = view.getUint32(i + 4, true);
    const isDirectory = target >= 0x8000_0000;
    entries.push({ id: view.getUint32(i, true), isDirectory, offset: target % 0x8000_0000 });
  }
  return entries;
}

/** Every part of a version resource: length, value length, type, key in UTF-16, value, children; each aligned to 4. */
interface Block {
  readonly key: string;
  readonly valueAt: number;
  readonly valueSize: number;
  readonly end: number;
}

function readBlock(view: DataView, at: number, limit: number): Block | undefined {
  if (at + 6 > limit) return undefined;
  const length = view.getUint16(at, true);
  if (length < 6) return undefined;
  const end = Math.min(at + length, limit);
  const key = textOf(view, at + 6, end);
  const valueSize = view.getUint16(at + 2, true);
  return { key, valueAt: aligned(at + 6 + (key.length + 1) * 2), valueSize, end };
}

function readChildren(view: DataView, parent: Block): Block[] {
  // Only the root has a value before its children.
  let at = aligned(parent.valueAt + (parent.key === 'VS_VERSION_INFO' ? parent.valueSize : 0));
  const children: Block[] = [];
  while (children.length < MOST_STRINGS) {
    const child = readBlock(view, at, parent.end);
    if (!child) break;
    children.push(child);
    at = aligned(child.end);
  }
  return children;
}

function fixedVersion(view: DataView, root: Block): string | undefined {
  if (root.valueSize < 52 || root.valueAt + 52 > root.end) return undefined;
  if (view.getUint32(root.valueAt, true) !== FIXED_SIGNATURE) return undefined;
  const part = (at: number) => view.getUint16(root.valueAt + at, true);
  const version = [part(10), part(8), part(14), part(12)].join('.');
  return version === '0.0.0.0' ? undefined : version;
}

function textOf(view: DataView, at: number, end: number): string {
  let text = '';
  for (let i = at; i + 2 <= end && text.length < limits.executableString; i += 2) {
    const unit = view.getUint16(i, true);
    if (unit === 0) break;
    text += String.fromCharCode(unit);
  }
  // Lone surrogates become replacement characters.
  return Buffer.from(text).toString();
}

function aligned(at: number): number {
  return Math.ceil(at / 4) * 4;
}
