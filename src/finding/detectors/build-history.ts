import type { ImageDetector } from '../detector.ts';
import { readHistory } from '../history/read-history.ts';
import { checkHistory } from '../misconfiguration/check-history.ts';
import { historyRules } from '../misconfiguration/history-rules.ts';

/** What the steps of the build did that they should not, as the history tells it. */
export const buildHistory: ImageDetector = {
  name: 'build-history',
  rules: historyRules,
  inspect: ({ image, commands }) => checkHistory(readHistory(image), commands),
};
