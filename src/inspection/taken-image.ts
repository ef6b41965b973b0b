import type { Problem } from '../base/problem.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { Image } from '../image/image.ts';
import type { Inventory } from '../inventory/inventory.ts';

/** An image, what is in it, and what could not be seen; however that came to be known. */
export interface TakenImage {
  readonly image: Image;
  readonly inventory: Inventory;
  /** Absent where no file was seen. */
  readonly startup?: StartupSummary;
  readonly problems: readonly Problem[];
}
