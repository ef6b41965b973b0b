import { FormatError } from '../../base/errors.ts';

/** The records of a PAX extended header that change how an entry is read. */
export interface PaxRecords {
  path?: Buffer;
  linkpath?: Buffer;
  size?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
  xattrs?: Map<string, Buffer>;
  /** `GNU.sparse.*`, by the rest of the key; offset and numbytes repeat, in order, in `sparsePairs`. */
  sparse?: Map<string, string>;
  sparsePairs?: number[];
}

const XATTR = 'SCHILY.xattr.';
const SPARSE = 'GNU.sparse.';

/**
 * Parses "length key=value\n" records (POSIX pax). Later records win; an empty value takes a record back.
 * @throws FormatError when lengths do not add up or a name holds NUL.
 */
export function parsePax(body: Buffer, into: PaxRecords): void {
  let position = 0;
  while (position < body.length) {
    const space = body.indexOf(0x20, position);
    if (space < 0 || space - position > 10 || space === position) throw new FormatError('tar: damaged PAX record');
    const length = Number(body.toString('latin1', position, space));
    const end = position + length;
    if (!Number.isInteger(length) || end > body.length || end <= space + 1 || body[end - 1] !== 0x0a) {
      throw new FormatError('tar: damaged PAX record length');
    }
    const equals = body.indexOf(0x3d, space);
    if (equals < 0 || equals >= end) throw new FormatError('tar: PAX record without =');
    record(body.toString('utf8', space + 1, equals), body.subarray(equals + 1, end - 1), into);
    position = end;
  }
}

function record(key: string, value: Buffer, into: PaxRecords): void {
  switch (key) {
    case 'path':
    case 'linkpath':
      if (value.includes(0)) throw new FormatError(`tar: PAX ${key} holds NUL`);
      if (value.length === 0) delete into[key];
      else into[key] = Buffer.from(value);
      return;
    case 'size':
    case 'uid':
    case 'gid':
      if (value.length === 0) delete into[key];
      else into[key] = naturalNumber(key, value);
      return;
    case 'mtime': {
      const seconds = Math.floor(Number(value.toString('latin1')));
      if (Number.isFinite(seconds)) into.mtime = seconds;
      return;
    }
  }
  if (key.startsWith(XATTR)) {
    into.xattrs ??= new Map();
    into.xattrs.set(key.slice(XATTR.length), Buffer.from(value));
  } else if (key.startsWith(SPARSE)) sparseRecord(key.slice(SPARSE.length), value, into);
}

/** Format 0.0 repeats offset and numbytes, 0.1 has one map, 1.0 puts the map before the data. */
function sparseRecord(key: string, value: Buffer, into: PaxRecords): void {
  const text = value.toString('utf8');
  into.sparse ??= new Map();
  if (key === 'offset' || key === 'numbytes') {
    into.sparsePairs ??= [];
    into.sparsePairs.push(naturalNumber(`GNU.sparse.${key}`, value));
  } else into.sparse.set(key, text);
}

export function naturalNumber(what: string, value: Buffer | string): number {
  const text = typeof value === 'string' ? value : value.toString('latin1');
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new FormatError(`tar: ${what} is not a whole number`);
  return number;
}
