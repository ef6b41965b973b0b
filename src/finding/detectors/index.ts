import type { Detector } from '../detector.ts';
import { accountByCommand } from './account-by-command.ts';
import { accountFiles } from './account-files.ts';
import { accounts } from './accounts.ts';
import { authentication } from './authentication.ts';
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
import { encryptedPrograms } from './encrypted-programs.ts';
import { fetchToShell } from './fetch-to-shell.ts';
import { fileModes } from './file-modes.ts';
import { hiddenNames } from './hidden-names.ts';
import { hiddenProcess } from './hidden-process.ts';
import { hostEscape } from './host-escape.ts';
import { hostilePrograms } from './hostile-programs.ts';
import { imageConfig } from './image-config.ts';
import { installHooks } from './install-hooks.ts';
import { kernelModuleByCommand } from './kernel-module-by-command.ts';
import { kernelRootkits } from './kernel-rootkits.ts';
import { layerHistory } from './layer-history.ts';
import { layerTricks } from './layer-tricks.ts';
import { leftovers } from './leftovers.ts';
import { libraryPreload } from './library-preload.ts';
import { knownFamilies } from './malware-families.ts';
import { masqueradingNames } from './masquerading-names.ts';
import { minerCommandDetector } from './miner-command.ts';
import { minerConfigs } from './miner-configs.ts';
import { minerEndpoints } from './miner-endpoints.ts';
import { minerPrograms } from './miner-programs.ts';
import { modifiedSystemFiles } from './modified-system-files.ts';
import { packageDatabase } from './package-database.ts';
import { packedPrograms } from './packed-programs.ts';
import { preloadByCommand } from './preload-by-command.ts';
import { preloadRootkits } from './preload-rootkits.ts';
import { processMasquerade } from './process-masquerade.ts';
import { reverseShellCommand } from './reverse-shell-command.ts';
import { rivalKilling } from './rival-killing.ts';
import { scheduledJobsDetector } from './scheduled-jobs.ts';
import { secretFiles } from './secret-files.ts';
import { secrets } from './secrets.ts';
import { setuidByCommand } from './setuid-by-command.ts';
import { shadowedPrograms } from './shadowed-programs.ts';
import { sshAccess } from './ssh-access.ts';
import { sshKeyByCommand } from './ssh-key-by-command.ts';
import { startupFileByCommand } from './startup-file-by-command.ts';
import { startupHooks } from './startup-hooks.ts';
import { unsafeSettings } from './unsafe-settings.ts';
import { webMiners } from './web-miners.ts';
import { webShells } from './web-shells.ts';
import { xzBackdoor } from './xz-backdoor.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accountByCommand,
  accountFiles,
  accounts,
  authentication,
  buildHistory,
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
  encryptedPrograms,
  configSecrets,
  fetchToShell,
  fileModes,
  hiddenNames,
  hiddenProcess,
  hostEscape,
  hostilePrograms,
  imageConfig,
  installHooks,
  kernelModuleByCommand,
  kernelRootkits,
  layerHistory,
  layerTricks,
  leftovers,
  libraryPreload,
  knownFamilies,
  masqueradingNames,
  minerCommandDetector,
  minerConfigs,
  minerEndpoints,
  minerPrograms,
  modifiedSystemFiles,
  packageDatabase,
  packedPrograms,
  preloadByCommand,
  preloadRootkits,
  processMasquerade,
  reverseShellCommand,
  rivalKilling,
  scheduledJobsDetector,
  secretFiles,
  secrets,
  setuidByCommand,
  shadowedPrograms,
  sshAccess,
  sshKeyByCommand,
  startupFileByCommand,
  startupHooks,
  unsafeSettings,
  webMiners,
  webShells,
  xzBackdoor,
];
