import type { Detector } from '../detector.ts';
import { accountFiles } from './account-files.ts';
import { buildHistory } from './build-history.ts';
import { dualUseTools } from './dual-use-tools.ts';
import { fileModes } from './file-modes.ts';
import { imageConfig } from './image-config.ts';
import { leftovers } from './leftovers.ts';
import { unsafeSettings } from './unsafe-settings.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accountFiles,
  buildHistory,
  dualUseTools,
  fileModes,
  imageConfig,
  leftovers,
  unsafeSettings,
];
