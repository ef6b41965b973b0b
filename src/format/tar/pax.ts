import { FormatError } from '../../base/errors.ts';

/** The records of one PAX extended header by key; of records with the same key the last one counts. */
export type PaxRecords = ReadonlyMap<string, Buffer>;

/** What records say of an entry in place of its header. */
export interface PaxFields {
  readonly path?: Buffer;
  readonly linkpath?: Buffer;
  readonly size?: number;
  readonly uid?: number;
  readonly gid?: number;
  readonly mtime?: number;
  readonly xattrs?: ReadonlyMap<string, Buffer>;
}

const XATTR = 'SCHILY.xattr.';
const OFFSET = 'GNU.sparse.offset';
const LENGTH = 'GNU.sparse.numbytes';
export const SPARSE_MAP = 'GNU.sparse.map';
const NUL_FREE = new Set(['path', 'linkpath', 'uname', 'gname']);
const SHORTEST_RECORD = 5;
const SPACE = 0x20;
const EQUALS = 0x3d;
const NEWLINE = 0x0a;

/**
 * Parses "length key=value\n" records (POSIX pax). The values are views of the body.
 * Sparse maps of format 0.0, which repeats its keys, come as the one record that format 0.1 has for them.
 * @throws FormatError when lengths do not add up, or a name holds NUL.
 */
export function parsePax(body: Buffer): PaxRecords {
  const records = new Map<string, Buffer>();
  const pieces: string[] = [];
  for (let position = 0; position < body.length; ) {
    const space = body.indexOf(SPACE, position);
    if (space < 0) throw new FormatError('tar: damaged PAX record');
    const length = parseInteger('PAX record length', body.toString('latin1', position, space));
    const end = position + length;
    if (length < SHORTEST_RECORD || end > body.length || end <= space + 1 || body[end - 1] !== NEWLINE) {
      throw new FormatError('tar: damaged PAX record length');
    }
    const equals = body.indexOf(EQUALS, space);
    if (equals < 0 || equals >= end || equals === space + 1) throw new FormatError('tar: PAX record without key');
    const key = body.toString('utf8', space + 1, equals);
    const value = body.subarray(equals + 1, end - 1);
    if (NUL_FREE.has(key) ? value.includes(0) : key.includes('\0')) throw new FormatError('tar: PAX name holds NUL');
    if (key === OFFSET || key === LENGTH) addPiece(pieces, key, value.toString('latin1'));
    else records.set(key, value);
    position = end;
  }
  if (pieces.length > 0) records.set(SPARSE_MAP, Buffer.from(pieces.join(',')));
  return records;
}

function addPiece(pieces: string[], key: string, value: string): void {
  const expected = pieces.length % 2 === 0 ? OFFSET : LENGTH;
  if (key !== expected || value.includes(',')) throw new FormatError('tar: damaged sparse records');
  pieces.push(value);
}

/** The fields of an entry that records replace; an empty value replaces nothing. @throws FormatError for numbers that are none. */
export function paxFields(records: PaxRecords): PaxFields {
  const fields: { -readonly [name in keyof PaxFields]: PaxFields[name] } = {};
  const xattrs = new Map<string, Buffer>();
  for (const [key, value] of records) {
    if (value.length === 0) continue;
    switch (key) {
      case 'path':
      case 'linkpath':
        fields[key] = value;
        break;
      case 'size':
      case 'uid':
      case 'gid':
        fields[key] = parseInteger(`PAX ${key}`, value.toString('latin1'));
        break;
      case 'mtime':
        fields.mtime = wholeSeconds(value.toString('latin1'));
        break;
      case 'atime':
      case 'ctime':
        wholeSeconds(value.toString('latin1'));
        break;
      default:
        if (key.startsWith(XATTR)) xattrs.set(key.slice(XATTR.length), value);
    }
  }
  return xattrs.size > 0 ? { ...fields, xattrs } : fields;
}

/** Seconds since 1970 of "seconds[.fraction]", rounded down. Nanoseconds are all that Go looks at. */
function wholeSeconds(text: string): number {
  const point = text.indexOf('.');
  const seconds = parseInteger('PAX time', point < 0 ? text : text.slice(0, point));
  if (point < 0) return seconds;
  const fraction = text.slice(point + 1);
  if (/[^0-9]/.test(fraction)) throw new FormatError('tar: PAX time is no number');
  return text.startsWith('-') && /[1-9]/.test(fraction.slice(0, 9)) ? seconds - 1 : seconds;
}

/** A decimal number of up to 64 bits with a sign; beyond 2^53 it is rounded. @throws FormatError for anything else. */
export function parseInteger(what: string, text: string): number {
  const match = /^([+-]?)0*(\d{1,19})$/.exec(text);
  const value = match ? BigInt(`${match[1] === '-' ? '-' : ''}${match[2]}`) : undefined;
  if (value === undefined || BigInt.asIntN(64, value) !== value) throw new FormatError(`tar: ${what} is no number`);
  return Number(value);
}
