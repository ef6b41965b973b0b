import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { parsePax, parseTarHeader, TAR_BLOCK, type TarHeader, text } from './tar-header.ts';

/** A member of an image archive: a file's place in it, or a link to another member. */
export type TarMember =
  | { readonly type: 'file'; readonly offset: number; readonly size: number }
  | { readonly type: 'symlink' | 'hardlink'; readonly target: string }
  /** A sparse file: its bytes do not lie in one piece. */
  | { readonly type: 'sparse' };

export interface TarIndex {
  /** By name, without `./` and double slashes; of members with one name the last. Names that lead out are not here. */
  readonly members: ReadonlyMap<string, TarMember>;
  /** Names that came more than once. */
  readonly duplicates: ReadonlySet<string>;
}

/**
 * Walks the headers of a tar, without reading bodies.
 * @throws FormatError when the tar is damaged, cut short, or over a limit.
 */
export function indexTar(source: RandomAccess): TarIndex {
  const members = new Map<string, TarMember>();
  const duplicates = new Set<string>();
  for (const { header, body } of headers(source)) {
    const member = memberOf(header, body);
    const name = plain(header.name);
    if (!member || name === undefined) continue;
    if (members.has(name)) duplicates.add(name);
    members.set(name, member);
  }
  return { members, duplicates };
}

function* headers(source: RandomAccess): Iterable<{ header: TarHeader; body: number }> {
  let next: Partial<TarHeader> = {};
  let entries = 0;
  for (let offset = 0; offset < source.size; ) {
    const plainHeader = readHeader(source, offset);
    if (!plainHeader) return assertEnd(source, offset);
    if (++entries > limits.archiveEntries)
      throw new FormatError(`more than the ${limits.archiveEntries} entries allowed`);
    const isExtension = 'xgLK'.includes(plainHeader.type);
    const header = isExtension ? plainHeader : { ...plainHeader, ...next };
    const body = offset + TAR_BLOCK;
    if (body + header.size > source.size) {
      throw new FormatError(`cut short: ${source.size} bytes long, but an entry ends at ${body + header.size}`);
    }
    if (isExtension) next = { ...next, ...readExtension(source, header, body) };
    else {
      yield { header, body };
      next = {};
    }
    offset = body + Math.ceil(header.size / TAR_BLOCK) * TAR_BLOCK;
  }
}

function readHeader(source: RandomAccess, offset: number): TarHeader | undefined {
  const block = source.readAt(offset, TAR_BLOCK);
  if (block.length < TAR_BLOCK) throw new FormatError('cut short in a header');
  return parseTarHeader(block);
}

/** Two blocks of zeros end a tar; entries hidden behind one of them are seen by some programs only. */
function assertEnd(source: RandomAccess, offset: number): void {
  if (source.readAt(offset + TAR_BLOCK, TAR_BLOCK).some((byte) => byte !== 0)) {
    throw new FormatError('a block of zeros stands before an entry');
  }
}

/** What a PAX header, GNU long name or long link says of the entry after it. */
function readExtension(source: RandomAccess, header: TarHeader, body: number): Partial<TarHeader> {
  if (header.type === 'g') return {};
  if (header.size > limits.tarMetadata) {
    throw new FormatError(`a header of ${header.size} bytes, more than the ${limits.tarMetadata} allowed`);
  }
  const bytes = source.readAt(body, header.size);
  if (header.type === 'L') return { name: text(bytes) };
  if (header.type === 'K') return { link: text(bytes) };
  const pax = parsePax(bytes);
  const path = pax.get('GNU.sparse.name') ?? pax.get('path');
  const link = pax.get('linkpath');
  return {
    ...(path ? { name: path } : {}),
    ...(link ? { link } : {}),
    ...sizeOf(pax),
    ...([...pax.keys()].some((key) => key.startsWith('GNU.sparse.')) ? { type: 'S' } : {}),
  };
}

function sizeOf(pax: ReadonlyMap<string, string>): Partial<TarHeader> {
  const size = pax.get('size');
  if (size === undefined || size === '') return {};
  if (!/^[0-9]{1,15}$/.test(size)) throw new FormatError('a PAX header gives a size that is none');
  return { size: Number(size) };
}

function memberOf(header: TarHeader, body: number): TarMember | undefined {
  switch (header.type) {
    case '0':
    case '7':
      // Before POSIX, a folder was a file whose name ends in a slash.
      return header.name.endsWith('/') ? undefined : { type: 'file', offset: body, size: header.size };
    case '1':
      return { type: 'hardlink', target: header.link };
    case '2':
      return { type: 'symlink', target: header.link };
    case 'S':
      return { type: 'sparse' };
    default:
      return undefined;
  }
}

function plain(name: string): string | undefined {
  if (name.length > limits.path || name.startsWith('/')) return undefined;
  const parts = name.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
