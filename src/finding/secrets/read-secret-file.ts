import { sha256 } from '../../base/digest.ts';
import { FormatError } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import type { FileHeader } from '../../filesystem/file.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import type { FileSecret, SecretFileReader } from './files/file-reader.ts';
import { secretFileReaders } from './files/index.ts';
import { findSecrets } from './find-secrets.ts';
import { webUrlKind } from './kinds/urls.ts';
import { isKnownPassword } from './placeholder.ts';
import { publicPlace } from './public-place.ts';

/** Is the file one that holds secrets by its purpose, and short enough for it? */
export function isSecretFile(file: FileHeader): boolean {
  if (file.type !== 'file' || file.size === 0 || file.size > LARGEST) return false;
  return READABLE.has(file.kind) && readersOf(file.path).length > 0 && publicPlace(file.path) === undefined;
}

/** What to note of such a file: which kinds of secrets are on which lines. Their values stay here. */
export function noteSecrets(body: RandomAccess, file: FileHeader): Json | undefined {
  const bytes = body.readAt(0, file.size);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const notes: Json[] = [];
  const seen: string[] = [];
  let known: readonly string[] | undefined;
  for (const reader of readersOf(file.path)) {
    const accepts = reader.accepts ?? ((value: string) => !isKnownPassword(value));
    for (const { value, shown, offset } of secretsIn(reader, text, file.path)) {
      if (notes.length >= MOST) return notes;
      if (!accepts(value)) continue;
      // What has a form of its own is found by it, in whatever file it stands.
      known ??= findSecrets(text, file.path).flatMap(({ kind, value: one }) => (kind === webUrlKind ? [] : [one]));
      if (known.some((one) => one.includes(value) || value.includes(one))) continue;
      const fingerprint = sha256(value);
      if (seen.includes(fingerprint)) continue;
      seen.push(fingerprint);
      notes.push([reader.kind.name, offset === undefined ? 0 : lineAt(text, offset), shown]);
    }
  }
  return notes.length > 0 ? notes : undefined;
}

/** Bytes. */
const LARGEST = 512 * 1024;
const READABLE = new Set(['text', 'script', 'binary']);
/** Secrets of one file that are told. */
const MOST = 24;

const BY_NAME = readersByName();
const BY_EXPRESSION = secretFileReaders.filter(({ named, names }) => named || !names);

function readersByName(): ReadonlyMap<string, readonly SecretFileReader[]> {
  const readers = new Map<string, SecretFileReader[]>();
  for (const reader of secretFileReaders) {
    for (const name of reader.names ?? []) readers.set(name, [...(readers.get(name) ?? []), reader]);
  }
  return readers;
}

function readersOf(path: string): SecretFileReader[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const readers = [...(BY_NAME.get(name) ?? [])];
  for (const reader of BY_EXPRESSION) {
    if ((reader.named?.test(name) ?? !reader.names) && !readers.includes(reader)) readers.push(reader);
  }
  return readers.filter((reader) => !reader.path || reader.path.test(path));
}

function secretsIn(reader: SecretFileReader, text: string, path: string): readonly FileSecret[] {
  try {
    return [...reader.read(text, path)];
  } catch (error) {
    // Most files of such a name are something else.
    if (error instanceof FormatError) return [];
    throw error;
  }
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  // An expression may start with the end of the line before.
  return /\r?\n/y.test(text.slice(offset, offset + 2)) ? line + 1 : line;
}
