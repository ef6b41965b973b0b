import type { Problem } from '../base/problem.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { OwnedClue } from '../finding/detect.ts';
import type { Finding } from '../finding/finding.ts';
import type { RuleCost } from '../finding/yara/scan-candidates.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** An image, what is in it, and what could not be seen; however that came to be known. */
export interface TakenImage {
  readonly image: Image;
  readonly inventory: Inventory;
  /** Absent where no file was seen. */
  readonly startup?: StartupSummary;
  /** What detectors saw; absent where no file was seen. */
  readonly clues?: readonly OwnedClue[];
  readonly findings?: readonly Finding[];
  /** What it took to hold the user's rules against it. */
  readonly rules?: RuleCost;
  readonly problems: readonly Problem[];
}
