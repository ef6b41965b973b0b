import type { Detector } from '../detector.ts';
import { accounts } from './accounts.ts';
import { authentication } from './authentication.ts';
import { copiedTimes } from './copied-times.ts';
import { deletedPayloads } from './deleted-payloads.ts';
import { deviceNodes } from './device-nodes.ts';
import { disguisedPrograms } from './disguised-programs.ts';
import { disguisedScripts } from './disguised-scripts.ts';
import { elevatedPrograms } from './elevated-programs.ts';
import { hiddenNames } from './hidden-names.ts';
import { layerHistory } from './layer-history.ts';
import { layerTricks } from './layer-tricks.ts';
import { libraryPreload } from './library-preload.ts';
import { masqueradingNames } from './masquerading-names.ts';
import { modifiedSystemFiles } from './modified-system-files.ts';
import { packageDatabase } from './package-database.ts';
import { scheduledJobsDetector } from './scheduled-jobs.ts';
import { shadowedPrograms } from './shadowed-programs.ts';
import { sshAccess } from './ssh-access.ts';
import { startupHooks } from './startup-hooks.ts';
import { xzBackdoor } from './xz-backdoor.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accounts,
  authentication,
  copiedTimes,
  deletedPayloads,
  deviceNodes,
  disguisedPrograms,
  disguisedScripts,
  elevatedPrograms,
  hiddenNames,
  layerHistory,
  layerTricks,
  libraryPreload,
  masqueradingNames,
  modifiedSystemFiles,
  packageDatabase,
  scheduledJobsDetector,
  shadowedPrograms,
  sshAccess,
  startupHooks,
  xzBackdoor,
];
