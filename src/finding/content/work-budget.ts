import { limits } from '../../base/limits.ts';

/**
 * How many characters signals may be shown. Honest files need a fifth of their size, some of them up to 2 MiB; what is made
 * to be looked at everywhere needs thousands of times its size. What one layer leaves over another does not get, so that
 * the same layer is always seen alike.
 */
export interface WorkBudget {
  beginLayer(): void;
  beginFile(size: number): void;
  /** False, and nothing is spent, where so many characters are not left. */
  spend(characters: number): boolean;
}

export function createWorkBudget(): WorkBudget {
  let ofLayer: number = limits.contentWorkPerLayer;
  let ofFile = 0;
  return {
    beginLayer() {
      ofLayer = limits.contentWorkPerLayer;
    },
    beginFile(size) {
      // Bytes pay for themselves; what long empty files put aside is bounded.
      ofLayer = Math.min(ofLayer + size, 2 * limits.contentWorkPerLayer);
      ofFile = limits.contentWorkPerFile + size;
    },
    spend(characters) {
      if (characters > ofLayer || characters > ofFile) return false;
      ofLayer -= characters;
      ofFile -= characters;
      return true;
    },
  };
}
