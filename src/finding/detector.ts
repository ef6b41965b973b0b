import type { Severity } from '../advisory/severity.ts';
import type { Json } from '../base/json.ts';
import type { Problem } from '../base/problem.ts';
import type { Reach } from '../behavior/reach.ts';
import type { PlannedCommand, StartupPlan } from '../behavior/startup-plan.ts';
import type { FileEntry, FilePattern, KeptFile } from '../filesystem/file.ts';
import type { LayerIndex } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import type { Tap } from '../filesystem/tap.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Claim, Ownership } from '../inventory/ownership.ts';
import type { Clue } from './clue.ts';
import type { ContentHit, ContentSignal } from './content/content-signal.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { ProgramText } from './program-text.ts';

/** All that a detector may ever report, for `tidewaiter rules` and docs/rules.md. */
export interface Rule {
  /** `kind/name`. */
  readonly id: `${FindingKind}/${string}`;
  /** A noun phrase that names the technique: `Download piped to a shell`. */
  readonly title: string;
  /** What it means for whoever runs the image, in a sentence or two. */
  readonly meaning: string;
  readonly severity: Severity;
  /** What else looks like it, and how the rule tells them apart. */
  readonly falsePositives: string;
  /** ATT&CK technique ids, addresses of reports. */
  readonly references: readonly string[];
}

export type Detector = ContentDetector | FileDetector | ImageDetector;

interface Described {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Files whose bytes it reads from the tree. */
  readonly needs?: readonly FilePattern[];
}

/** Looks for signals in the bytes of every file of every layer, what a later layer deleted too. */
export interface ContentDetector extends Described {
  readonly signals: readonly ContentSignal[];
  /** Called once for each file of each layer that has some of its signals, in the order of their offsets. */
  judge(hits: readonly ContentHit[], file: NotedFile): Iterable<Clue | Finding>;
}

/** Reads the structure of files in every layer: its tap notes, on worker threads, what `read` makes clues of. */
export interface FileDetector extends Described {
  readonly tap: Tap;
  read(note: Json, file: NotedFile): Iterable<Clue | Finding>;
}

/** A file of some layer, and what is known of it once layers are merged. */
export interface NotedFile extends FileEntry {
  /** Not in the final files. */
  readonly hidden: boolean;
  /** `hidden` where it is. */
  readonly reach: Reach;
  /** Whose it is; never told of hidden files. */
  readonly claim?: Claim;
  /** Package URL of its owner. */
  readonly owner?: string;
}

/** Sees the finished picture. */
export interface ImageDetector extends Described {
  /** Taps whose notes it asks the subject for. */
  readonly taps?: readonly Tap[];
  inspect(subject: DetectorSubject): Iterable<Clue | Finding>;
}

export interface DetectorSubject {
  readonly image: Image;
  readonly layers: readonly LayerIndex[];
  readonly tree: MergedTree;
  readonly inventory: Inventory;
  readonly ownership: Ownership;
  readonly startup: StartupPlan;
  /**
   * Shell commands of the plan, of the build history (`build-only`), and of scripts that no package owns and nothing starts
   * (`present`, `hidden`); nearest reach first.
   */
  readonly commands: readonly PlannedCommand[];
  /** Programs in other languages than the shell's, from the same places and from `-c` arguments; nearest reach first. */
  readonly programs: readonly ProgramText[];
  /** What the pass, the merge and the inventory could not make sense of. */
  readonly problems?: readonly Problem[];
  /** Tells the report that something was not looked at. */
  leaveOut(problem: Problem): void;
  /** What was told so far. */
  leftOut(): readonly Problem[];
  /** The file at a path of the final tree, with what is known of it. Links are not followed. */
  file(path: string): NotedFile | undefined;
  /** Files of all layers that later layers hide, as far as `limits.hiddenFiles`. */
  hiddenFiles(): Iterable<NotedFile & KeptFile>;
  /** What a tap noted of files, in all layers. */
  notes(tap: string): Iterable<{ readonly file: NotedFile; readonly note: Json }>;
}
