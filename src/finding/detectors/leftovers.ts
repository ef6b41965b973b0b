import type { ImageDetector } from '../detector.ts';
import { checkLeftovers, leftoverFiles } from '../misconfiguration/check-leftovers.ts';
import { leftoverRules } from '../misconfiguration/leftover-rules.ts';

/** What the build left that nothing needs when the container runs. */
export const leftovers: ImageDetector = {
  name: 'leftovers',
  rules: leftoverRules,
  needs: leftoverFiles,
  inspect: checkLeftovers,
};
