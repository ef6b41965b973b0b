import type { Detector } from '../detector.ts';
import { accounts } from './accounts.ts';
import { authentication } from './authentication.ts';
import { libraryPreload } from './library-preload.ts';
import { scheduledJobsDetector } from './scheduled-jobs.ts';
import { sshAccess } from './ssh-access.ts';
import { startupHooks } from './startup-hooks.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accounts,
  authentication,
  libraryPreload,
  scheduledJobsDetector,
  sshAccess,
  startupHooks,
];
