import type { Detector } from '../detector.ts';
import { hostilePrograms } from './hostile-programs.ts';
import { installHooks } from './install-hooks.ts';
import { webShells } from './web-shells.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [hostilePrograms, installHooks, webShells];
