import type { Severity } from '../advisory/severity.ts';
import type { Json } from '../base/json.ts';
import type { StartupPlan } from '../behavior/startup-plan.ts';
import type { FileEntry } from '../filesystem/file.ts';
import type { LayerIndex } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import type { Tap } from '../filesystem/tap.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Ownership } from '../inventory/ownership.ts';
import type { Clue } from './clue.ts';
import type { Finding, FindingKind } from './finding.ts';

/** All that a detector may ever report, for `tidewaiter rules` and docs/rules.md. */
export interface Rule {
  /** `kind/name`. */
  readonly id: `${FindingKind}/${string}`;
  readonly title: string;
  /** What it means for whoever runs the image, in a sentence or two. */
  readonly meaning: string;
  readonly severity: Severity;
  /** What else looks like it, and how the rule tells them apart. */
  readonly falsePositives: string;
  /** ATT&CK technique ids, addresses of reports. */
  readonly references: readonly string[];
}

export type Detector = FileDetector | ImageDetector;

/** Sees bytes in every layer, what a later layer deleted too: its tap notes, on worker threads, what `read` makes clues of. */
export interface FileDetector {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly tap: Tap;
  read(note: Json, file: NotedFile): Iterable<Clue | Finding>;
}

/** A file of some layer, and what is known of it once layers are merged. */
export interface NotedFile extends FileEntry {
  /** Not in the final files. */
  readonly hidden: boolean;
}

/** Sees the finished picture. */
export interface ImageDetector {
  readonly name: string;
  readonly rules: readonly Rule[];
  inspect(subject: DetectorSubject): Iterable<Clue | Finding>;
}

export interface DetectorSubject {
  readonly image: Image;
  readonly layers: readonly LayerIndex[];
  readonly tree: MergedTree;
  readonly inventory: Inventory;
  readonly ownership: Ownership;
  readonly startup: StartupPlan;
}
