import type { Detector } from '../detector.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [];
