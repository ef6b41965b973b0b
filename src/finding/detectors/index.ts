import type { Detector } from '../detector.ts';
import { accountByCommand } from './account-by-command.ts';
import { containerApiAbuse } from './container-api-abuse.ts';
import { cronByCommand } from './cron-by-command.ts';
import { encodedCommand } from './encoded-command.ts';
import { fetchToShell } from './fetch-to-shell.ts';
import { hiddenProcess } from './hidden-process.ts';
import { hostEscape } from './host-escape.ts';
import { minerCommandDetector } from './miner-command.ts';
import { preloadByCommand } from './preload-by-command.ts';
import { reverseShellCommand } from './reverse-shell-command.ts';
import { rivalKilling } from './rival-killing.ts';
import { sshKeyByCommand } from './ssh-key-by-command.ts';
import { startupFileByCommand } from './startup-file-by-command.ts';

/** All detectors, sorted by name. */
export const detectors: readonly Detector[] = [
  accountByCommand,
  containerApiAbuse,
  cronByCommand,
  encodedCommand,
  fetchToShell,
  hiddenProcess,
  hostEscape,
  minerCommandDetector,
  preloadByCommand,
  reverseShellCommand,
  rivalKilling,
  sshKeyByCommand,
  startupFileByCommand,
];
