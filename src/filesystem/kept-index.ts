import type { FileKind, FilePattern, KeptFile } from './file.ts';
import { FILE_KINDS } from './layer-index.ts';
import { compilePatterns } from './patterns.ts';

/** A file that has kept bytes or notes. */
export interface ListedFile {
  readonly node: number;
  readonly path: string;
  /** Index into FILE_KINDS. */
  readonly kind: number;
  /** Bytes. */
  readonly size: number;
  readonly kept: boolean;
  /** Taps that made a note of it. */
  readonly taps: readonly string[];
}

/** Finds kept files by pattern: every cataloger asks, and an image may have kept fifty thousand. */
export interface KeptIndex {
  /** Kept files that the patterns match and files with a note of their taps, in the order they were listed. */
  matching(patterns: readonly FilePattern[]): Iterable<KeptFile>;
}

interface Entry extends ListedFile {
  readonly position: number;
  made?: KeptFile;
}

/** `files` are in path order; `make` opens one. */
export function createKeptIndex(files: readonly ListedFile[], make: (node: number) => KeptFile): KeptIndex {
  const keptByName = new Map<string, Entry[]>();
  const keptByKind = new Map<number, Entry[]>();
  const byTap = new Map<string, Entry[]>();
  for (const [position, file] of files.entries()) {
    const entry: Entry = { ...file, position };
    if (file.kept) {
      add(keptByName, file.path.slice(file.path.lastIndexOf('/') + 1), entry);
      add(keptByKind, file.kind, entry);
    }
    for (const tap of file.taps) add(byTap, tap, entry);
  }
  return {
    *matching(patterns) {
      const set = compilePatterns(patterns);
      const found = new Set<Entry>();
      for (const [name, entries] of keptByName) {
        if (set.mayMatchName(name)) for (const entry of entries) if (set.matches(headerOf(entry))) found.add(entry);
      }
      for (const pattern of patterns) {
        if ('kind' in pattern) {
          const entries = keptByKind.get(FILE_KINDS.indexOf(pattern.kind)) ?? [];
          for (const entry of entries) if (set.matches(headerOf(entry))) found.add(entry);
        } else if ('noted' in pattern) for (const entry of byTap.get(pattern.noted) ?? []) found.add(entry);
      }
      for (const entry of [...found].sort((a, b) => a.position - b.position)) yield entry.made ?? open(entry);
    },
  };

  /** Half a dozen catalogers read the notes of the same executables; other files are asked for once. */
  function open(entry: Entry): KeptFile {
    const file = make(entry.node);
    if (entry.taps.length > 0) entry.made = file;
    return file;
  }
}

function headerOf({ path, kind, size }: ListedFile): { path: string; kind: FileKind; size: number } {
  return { path, size, kind: FILE_KINDS[kind] ?? 'binary' };
}

function add<K>(lists: Map<K, Entry[]>, key: K, entry: Entry): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}
