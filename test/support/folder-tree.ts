import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FormatError } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import type { FileEntry, FilePattern, FileType, KeptFile } from '../../src/filesystem/file.ts';
import { kindOf } from '../../src/filesystem/file-kind.ts';
import type { FileTree } from '../../src/filesystem/file-tree.ts';
import { compilePatterns } from '../../src/filesystem/patterns.ts';
import type { Tap } from '../../src/filesystem/tap.ts';
import { fromBytes } from '../../src/format/random-access.ts';

/** A file tree read from a folder, all files kept and shown to the taps. For tests of catalogers. */
export function folderTree(root: string, taps: readonly Tap[] = []): FileTree {
  const files = new Map<string, KeptFile>();
  for (const path of pathsBelow(root, '').sort()) {
    const file = load(root, path, taps);
    files.set(file.path, file);
  }
  return treeOf(files);
}

/** Not `recursive`, which walks into folders behind symlinks: an image's tree has no entries there. */
function pathsBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? [path, ...pathsBelow(root, path)] : [path];
  });
}

function load(root: string, path: string, taps: readonly Tap[]): KeptFile {
  const stat = lstatSync(join(root, path));
  const type: FileType = stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'symlink' : 'file';
  const body = type === 'file' ? readFileSync(join(root, path)) : Buffer.alloc(0);
  const entry: FileEntry = {
    path,
    type,
    kind: kindOf(body.subarray(0, 512), body.length),
    size: body.length,
    mode: stat.mode & 0o7777,
    uid: 0,
    gid: 0,
    mtime: 0,
    layer: 0,
    ...(type === 'symlink' ? { link: readlinkSync(join(root, path)) } : {}),
  };
  const notes = new Map<string, Json>();
  for (const tap of type === 'file' ? taps : []) {
    const note = runTap(tap, entry, body);
    if (note !== undefined) notes.set(tap.name, note);
  }
  return {
    ...entry,
    ...fromBytes(body),
    text: () => body.toString('utf8'),
    bytes: () => body,
    note: (tap) => notes.get(tap),
  };
}

function runTap(tap: Tap, entry: FileEntry, body: Uint8Array): Json | undefined {
  try {
    if ('examine' in tap) return tap.wants(entry) ? tap.examine(fromBytes(body), entry) : undefined;
    const sink = tap.open(entry);
    for (let i = 0; i < body.length; i += 1000) sink?.write(body.subarray(i, i + 1000));
    return sink?.end();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function treeOf(files: ReadonlyMap<string, KeptFile>): FileTree {
  const resolve = (path: string, hops = 0): KeptFile | undefined => {
    const parts: string[] = [];
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..') parts.pop();
      else parts.push(part);
      const entry = files.get(parts.join('/'));
      if (entry?.type !== 'symlink' || hops > 40) continue;
      const rest = path
        .split('/')
        .slice(path.split('/').indexOf(part) + 1)
        .join('/');
      const base = entry.link?.startsWith('/') ? '' : parts.slice(0, -1).join('/');
      return resolve(`${base}/${entry.link}/${rest}`, hops + 1);
    }
    return files.get(parts.join('/'));
  };
  const matches = (file: KeptFile, patterns: readonly FilePattern[], set: ReturnType<typeof compilePatterns>) =>
    set.matches(file) || patterns.some((pattern) => 'noted' in pattern && file.note(pattern.noted) !== undefined);
  return {
    size: files.size,
    get: (path) => files.get(path),
    resolve: (path) => resolve(path),
    read: (path) => {
      const file = resolve(path);
      return file?.type === 'file' ? file : undefined;
    },
    entries: () => files.values(),
    *children(directory) {
      const prefix = directory === '' ? '' : `${directory}/`;
      for (const file of files.values()) {
        if (file.path.startsWith(prefix) && !file.path.slice(prefix.length).includes('/')) yield file;
      }
    },
    *kept(patterns) {
      const set = compilePatterns(patterns);
      for (const file of files.values()) if (file.type === 'file' && matches(file, patterns, set)) yield file;
    },
  };
}
