import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../../src/base/json.ts';
import type { KeptFile } from '../../src/filesystem/file.ts';
import { fromBytes } from '../../src/format/random-access.ts';
import type { Cataloger, FoundPackage } from '../../src/inventory/cataloger.ts';
import { folderTree } from './folder-tree.ts';

/** What a cataloger finds in a file of which only this note is known, in an image that is otherwise empty. */
export async function foundByNote(
  cataloger: Cataloger,
  { path, tap, note }: { path: string; tap: string; note: Json },
): Promise<FoundPackage[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-empty-'));
  const found: FoundPackage[] = [];
  try {
    const file = notedFile(path, (name) => (name === tap ? note : undefined));
    for await (const one of cataloger.catalog(file, folderTree(folder))) found.push(one);
    return found;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function notedFile(path: string, note: (tap: string) => Json | undefined): KeptFile {
  const entry = { path, type: 'file', kind: 'binary', mode: 0o755, uid: 0, gid: 0, mtime: 0, layer: 0 } as const;
  const nothing = new Uint8Array(0);
  return { ...entry, ...fromBytes(nothing), text: () => '', bytes: () => nothing, note };
}
