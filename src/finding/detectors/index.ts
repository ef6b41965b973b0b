import type { Detector } from '../detector.ts';
import { configSecrets } from './config-secrets.ts';
import { secretFiles } from './secret-files.ts';
import { secrets } from './secrets.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [configSecrets, secretFiles, secrets];
