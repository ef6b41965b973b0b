import { statSync } from 'node:fs';
import type { CacheFolder } from '../base/cache-folder.ts';
import { type Digest, sha256 } from '../base/digest.ts';
import type { LayerIndex } from './layer-index.ts';
import { readLayerIndex, type StoredLayerIndex, writeLayerIndex } from './layer-index-file.ts';

/** Layer indexes by diffID and everything that shaped them. A cached index spares reading the layer. */
export interface LayerStore {
  find(key: LayerKey): StoredLayerIndex | undefined;
  /** Where the pass may put kept bodies before `save`. */
  temporaryKept(): string;
  /** Moves index and kept bodies into the cache; the index comes back with its bodies at their new place. */
  save(key: LayerKey, index: LayerIndex, manifestHashes: number | undefined): LayerIndex;
  /** Removes bodies that were not saved. */
  discardTemporary(): void;
}

export interface LayerKey {
  readonly diffID: Digest;
  /** `planText` of the pass. */
  readonly plan: string;
  /** Hashes the layers below asked for; undefined for the bottom layer. */
  readonly manifestHashes?: number;
}

export function createLayerStore(folder: CacheFolder): LayerStore {
  return {
    find(key) {
      const name = fileName(key);
      const indexPath = folder.find(`${name}.index`);
      if (!indexPath) return undefined;
      const keptInCache = folder.find(`${name}.kept`);
      const keptPath = keptInCache && folder.hold(keptInCache);
      const stored = readable(indexPath, keptPath ?? '');
      if (!stored || (stored.keptBytes > 0 && sizeOf(keptPath) !== stored.keptBytes)) return undefined;
      return stored;
    },
    temporaryKept: () => folder.temporary('kept'),
    discardTemporary: () => folder.discardTemporary(),
    save(key, index, manifestHashes) {
      const name = fileName(key);
      const indexPath = folder.temporary('index');
      writeLayerIndex(indexPath, {
        index,
        keptBytes: sizeOf(index.keptPath),
        ...(manifestHashes === undefined ? {} : { manifestHashes }),
      });
      const held = index.keptPath && folder.hold(index.keptPath);
      const kept = index.keptPath ? [{ from: index.keptPath, name: `${name}.kept` }] : [];
      folder.commit([...kept, { from: indexPath, name: `${name}.index` }]);
      const keptPath = held === index.keptPath ? folder.find(`${name}.kept`) : held;
      return keptPath ? { ...index, keptPath } : index;
    },
  };
}

/** A file that cannot be read, or was damaged in a way that looks whole, is none. */
function readable(indexPath: string, keptPath: string): StoredLayerIndex | undefined {
  try {
    return readLayerIndex(indexPath, keptPath);
  } catch {
    return undefined;
  }
}

function fileName({ diffID, plan, manifestHashes }: LayerKey): string {
  return sha256(`${diffID}\n${manifestHashes ?? 'own'}\n${plan}`).slice('sha256:'.length);
}

function sizeOf(path: string | undefined): number {
  try {
    return path ? statSync(path).size : 0;
  } catch {
    return 0;
  }
}
