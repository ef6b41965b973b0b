import { linesOf } from './text-lines.ts';

/** One installed file, as a wheel's RECORD lists it. */
export interface RecordedFile {
  /** As written: relative to the folder above `.dist-info`, or absolute. */
  readonly path: string;
  readonly digest?: { readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512'; readonly hex: string };
  readonly size?: number;
}

/** Reads RECORD: CSV of path, `algorithm=digest` in base64url without padding, and size. Digest and size may be empty. */
export function* recordedFiles(text: string): Iterable<RecordedFile> {
  for (const line of linesOf(text)) {
    const [path, hash = '', size = ''] = csvFields(line);
    if (!path) continue;
    const digest = digestOf(hash);
    yield { path, ...(digest ? { digest } : {}), ...(/^\d{1,15}$/.test(size) ? { size: Number(size) } : {}) };
  }
}

/** Fields of one line; quoted ones may hold commas and doubled quotes. */
function csvFields(line: string): readonly string[] {
  if (!line.includes('"')) return line.split(',', 3);
  const fields: string[] = [];
  for (let i = 0; i <= line.length && fields.length < 3; i++) {
    let field = '';
    if (line[i] === '"') {
      for (i++; i < line.length && (line[i] !== '"' || line[i + 1] === '"'); i++) {
        if (line[i] === '"') i++;
        field += line[i];
      }
    }
    const end = line.indexOf(',', i);
    const stop = end < 0 ? line.length : end;
    fields.push(field === '' ? line.slice(i, stop) : field);
    i = stop;
  }
  return fields;
}

const DIGEST_SIZES = { md5: 16, sha1: 20, sha256: 32, sha512: 64 } as const;

function digestOf(hash: string): RecordedFile['digest'] {
  const equals = hash.indexOf('=');
  const algorithm = hash.slice(0, Math.max(equals, 0)).toLowerCase();
  if (algorithm !== 'md5' && algorithm !== 'sha1' && algorithm !== 'sha256' && algorithm !== 'sha512') return undefined;
  const bytes = Buffer.from(hash.slice(equals + 1, equals + 200), 'base64url');
  return bytes.length === DIGEST_SIZES[algorithm] ? { algorithm, hex: bytes.toString('hex') } : undefined;
}
