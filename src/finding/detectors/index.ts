import type { Detector } from '../detector.ts';
import { accountByCommand } from './account-by-command.ts';
import { accountFiles } from './account-files.ts';
import { buildHistory } from './build-history.ts';
import { configSecrets } from './config-secrets.ts';
import { containerApiAbuse } from './container-api-abuse.ts';
import { copiedTimes } from './copied-times.ts';
import { cronByCommand } from './cron-by-command.ts';
import { deletedPayloads } from './deleted-payloads.ts';
import { deviceNodes } from './device-nodes.ts';
import { disguisedPrograms } from './disguised-programs.ts';
import { disguisedScripts } from './disguised-scripts.ts';
import { dualUseTools } from './dual-use-tools.ts';
import { elevatedPrograms } from './elevated-programs.ts';
import { encodedCommand } from './encoded-command.ts';
import { fetchToShell } from './fetch-to-shell.ts';
import { fileModes } from './file-modes.ts';
import { hiddenNames } from './hidden-names.ts';
import { hiddenProcess } from './hidden-process.ts';
import { hostEscape } from './host-escape.ts';
import { hostilePrograms } from './hostile-programs.ts';
import { imageConfig } from './image-config.ts';
import { installHooks } from './install-hooks.ts';
import { layerHistory } from './layer-history.ts';
import { layerTricks } from './layer-tricks.ts';
import { leftovers } from './leftovers.ts';
import { masqueradingNames } from './masquerading-names.ts';
import { minerCommandDetector } from './miner-command.ts';
import { modifiedSystemFiles } from './modified-system-files.ts';
import { packageDatabase } from './package-database.ts';
import { preloadByCommand } from './preload-by-command.ts';
import { reverseShellCommand } from './reverse-shell-command.ts';
import { rivalKilling } from './rival-killing.ts';
import { secretFiles } from './secret-files.ts';
import { secrets } from './secrets.ts';
import { shadowedPrograms } from './shadowed-programs.ts';
import { sshKeyByCommand } from './ssh-key-by-command.ts';
import { startupFileByCommand } from './startup-file-by-command.ts';
import { unsafeSettings } from './unsafe-settings.ts';
import { webShells } from './web-shells.ts';
import { xzBackdoor } from './xz-backdoor.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accountByCommand,
  accountFiles,
  buildHistory,
  configSecrets,
  containerApiAbuse,
  copiedTimes,
  cronByCommand,
  deletedPayloads,
  deviceNodes,
  disguisedPrograms,
  disguisedScripts,
  dualUseTools,
  elevatedPrograms,
  encodedCommand,
  fetchToShell,
  fileModes,
  hiddenNames,
  hiddenProcess,
  hostEscape,
  hostilePrograms,
  imageConfig,
  installHooks,
  layerHistory,
  layerTricks,
  leftovers,
  masqueradingNames,
  minerCommandDetector,
  modifiedSystemFiles,
  packageDatabase,
  preloadByCommand,
  reverseShellCommand,
  rivalKilling,
  secretFiles,
  secrets,
  shadowedPrograms,
  sshKeyByCommand,
  startupFileByCommand,
  unsafeSettings,
  webShells,
  xzBackdoor,
];
