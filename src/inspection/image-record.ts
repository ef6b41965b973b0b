import { readFileSync, writeFileSync } from 'node:fs';
import type { CacheFolder } from '../base/cache-folder.ts';
import { sha256 } from '../base/digest.ts';
import type { Problem } from '../base/problem.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { Verify } from '../filesystem/pass-plan.ts';
import type { OwnedClue } from '../finding/detect.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleCost } from '../finding/yara/scan-candidates.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** What the bytes of an image and its name determine: the same for every later scan by the same build. */
export interface ImageRecord {
  readonly inventory: Inventory;
  readonly startup: StartupSummary;
  /** Not weighed: the image's name has a say in that. */
  readonly clues: readonly OwnedClue[];
  /** Of detectors that need no weighing. */
  readonly findings: readonly Finding[];
  /** What it took to hold the user's rules against it, when that was done. */
  readonly rules?: RuleCost;
  /** Of reading the layers, of taking the inventory, and of detectors. */
  readonly problems: readonly Problem[];
}

/** Where an image's record is kept. Undefined for images that are not named by the digests of their content. */
export function recordName(
  image: Image,
  options: { verify: Verify; buildId: string; brought?: string | undefined },
): string | undefined {
  if (options.buildId === 'unstamped' || image.layers.length === 0) return undefined;
  const layers = image.layers.map(({ diffID, content }) => (content.kind === 'absent' ? 'absent' : diffID));
  if (layers.includes(undefined)) return undefined;
  const brought = options.brought === undefined ? [] : [options.brought];
  // Some findings are about what the image is called.
  const names = [image.name, ...image.references];
  const identity = [options.buildId, options.verify, ...brought, ...names, image.config.digest, ...layers].join('\n');
  return `${sha256(identity).slice('sha256:'.length)}.record`;
}

/** Undefined when there is none, or none that can be read. */
export function findRecord(folder: CacheFolder, name: string): ImageRecord | undefined {
  const path = folder.find(name);
  if (!path) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ImageRecord;
  } catch {
    return undefined; // written by halves, or removed by another process meanwhile
  }
}

export function saveRecord(folder: CacheFolder, name: string, record: ImageRecord): void {
  const path = folder.temporary('record');
  writeFileSync(path, JSON.stringify(record), { mode: 0o600 });
  folder.commit([{ from: path, name }]);
}
