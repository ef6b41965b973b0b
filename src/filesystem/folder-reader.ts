import { closeSync, lstatSync, openSync, readdirSync, readlinkSync, readSync, type Stats } from 'node:fs';
import { messageOf } from '../base/errors.ts';
import type { DeviceNumber, TarEntry, TarEntryType } from '../format/tar/tar-entry.ts';
import type { LayerIndex } from './layer-index.ts';
import { createLayerRecorder, type LayerRecorder, type RecorderOptions } from './layer-recorder.ts';

const READ_CHUNK = 1 << 20;

/** Reads a root file system folder as if it were the one layer of an image. Symlinks are recorded, never followed. */
export function readFolder(
  root: string,
  options: RecorderOptions,
  onProgress: ((bytes: number) => void) | undefined,
): LayerIndex {
  const recorder = createLayerRecorder(options);
  createWalk(root, recorder, onProgress).folder(Buffer.alloc(0));
  return recorder.finish();
}

/** Paths are bytes: names that are not UTF-8 are names too. */
function createWalk(root: string, recorder: LayerRecorder, onProgress: ((bytes: number) => void) | undefined) {
  const buffer = Buffer.allocUnsafeSlow(READ_CHUNK);
  const links = new Map<string, Buffer>();
  const rootBytes = Buffer.from(root.replace(/\/+$/, '') || '/');
  const full = (path: Buffer): Buffer => Buffer.concat([rootBytes, Buffer.from('/'), path]);

  return { folder };

  function folder(path: Buffer): void {
    // Breadth is bounded by the entries limit of the recorder, depth by its path limit.
    const pending: Buffer[] = [path];
    for (let current = pending.pop(); current; current = pending.pop()) {
      for (const name of names(current)) {
        const child = current.length === 0 ? name : Buffer.concat([current, Buffer.from('/'), name]);
        if (visit(child)) pending.push(child);
      }
    }
  }

  function names(path: Buffer): Buffer[] {
    try {
      return readdirSync(full(path), { encoding: 'buffer' }).sort(Buffer.compare);
    } catch (error) {
      problem(path, error);
      return [];
    }
  }

  /** True for folders to walk. */
  function visit(path: Buffer): boolean {
    try {
      const stat = lstatSync(full(path));
      if (stat.isSocket()) return false; // images have none; a live root file system may
      const type = typeOf(stat);
      const identity = `${stat.dev}:${stat.ino}`;
      const first = type === 'file' && stat.nlink > 1 ? links.get(identity) : undefined;
      if (type === 'file' && stat.nlink > 1 && !first) links.set(identity, path);
      const wanted = recorder.entry(entryOf(path, stat, first ? { type: 'hardlink', linkName: first } : { type }));
      if (wanted && !first) body(path, stat.size);
      return type === 'directory';
    } catch (error) {
      problem(path, error);
      return false;
    }
  }

  function entryOf(path: Buffer, stat: Stats, is: { type: TarEntryType; linkName?: Buffer }): TarEntry {
    const target = is.type === 'symlink' ? readlinkSync(full(path), { encoding: 'buffer' }) : Buffer.alloc(0);
    return {
      name: path,
      linkName: is.linkName ?? target,
      type: is.type,
      size: stat.size,
      holes: 0,
      mode: stat.mode & 0o7777,
      uid: stat.uid,
      gid: stat.gid,
      mtime: Math.floor(stat.mtimeMs / 1000),
      device: is.type.endsWith('-device') ? deviceNumber(stat.rdev) : undefined,
    };
  }

  /** Exactly the size that was recorded, whatever the file does meanwhile. */
  function body(path: Buffer, size: number): void {
    const file = openSync(full(path), 'r');
    try {
      for (let position = 0; position < size; ) {
        const length = readSync(file, buffer, 0, Math.min(READ_CHUNK, size - position), position);
        if (length === 0) buffer.fill(0); // it shrank under our eyes
        const read = length || Math.min(READ_CHUNK, size - position);
        recorder.data(buffer.subarray(0, read), read === size);
        position += read;
        onProgress?.(read);
      }
    } finally {
      closeSync(file);
      recorder.end();
    }
  }

  function problem(path: Buffer, error: unknown): void {
    recorder.problems.add({ code: 'unreadable-file', path: path.toString('utf8'), message: messageOf(error) });
  }
}

function typeOf(stat: Stats): TarEntryType {
  if (stat.isFile()) return 'file';
  if (stat.isDirectory()) return 'directory';
  if (stat.isSymbolicLink()) return 'symlink';
  if (stat.isCharacterDevice()) return 'character-device';
  if (stat.isBlockDevice()) return 'block-device';
  if (stat.isFIFO()) return 'fifo';
  return 'unknown';
}

/** As Linux packs the two numbers into one of 64 bits. */
function deviceNumber(packed: number): DeviceNumber {
  const value = BigInt(packed);
  return {
    major: Number(((value >> 8n) & 0xfffn) | ((value >> 32n) & 0xfffff000n)),
    minor: Number((value & 0xffn) | ((value >> 12n) & 0xffffff00n)),
  };
}
