import type { Detector } from '../detector.ts';
import { accountFiles } from './account-files.ts';
import { buildHistory } from './build-history.ts';
import { copiedTimes } from './copied-times.ts';
import { deletedPayloads } from './deleted-payloads.ts';
import { deviceNodes } from './device-nodes.ts';
import { disguisedPrograms } from './disguised-programs.ts';
import { disguisedScripts } from './disguised-scripts.ts';
import { dualUseTools } from './dual-use-tools.ts';
import { elevatedPrograms } from './elevated-programs.ts';
import { fileModes } from './file-modes.ts';
import { hiddenNames } from './hidden-names.ts';
import { hostilePrograms } from './hostile-programs.ts';
import { imageConfig } from './image-config.ts';
import { installHooks } from './install-hooks.ts';
import { layerHistory } from './layer-history.ts';
import { layerTricks } from './layer-tricks.ts';
import { leftovers } from './leftovers.ts';
import { masqueradingNames } from './masquerading-names.ts';
import { modifiedSystemFiles } from './modified-system-files.ts';
import { packageDatabase } from './package-database.ts';
import { shadowedPrograms } from './shadowed-programs.ts';
import { unsafeSettings } from './unsafe-settings.ts';
import { webShells } from './web-shells.ts';
import { xzBackdoor } from './xz-backdoor.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accountFiles,
  buildHistory,
  copiedTimes,
  deletedPayloads,
  deviceNodes,
  disguisedPrograms,
  disguisedScripts,
  dualUseTools,
  elevatedPrograms,
  fileModes,
  hiddenNames,
  hostilePrograms,
  imageConfig,
  installHooks,
  layerHistory,
  layerTricks,
  leftovers,
  masqueradingNames,
  modifiedSystemFiles,
  packageDatabase,
  shadowedPrograms,
  unsafeSettings,
  webShells,
  xzBackdoor,
];
