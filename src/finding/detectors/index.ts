import type { Detector } from '../detector.ts';
import { elevatedPrograms } from './elevated-programs.ts';
import { modifiedSystemFiles } from './modified-system-files.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [elevatedPrograms, modifiedSystemFiles];
