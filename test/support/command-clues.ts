import type { Reach } from '../../src/behavior/reach.ts';
import { readScript } from '../../src/behavior/shell/read-script.ts';
import type { ScriptPlace } from '../../src/behavior/shell-command.ts';
import type { PlannedCommand } from '../../src/behavior/startup-plan.ts';
import type { Clue } from '../../src/finding/clue.ts';
import { cluesOf, type Recognise } from '../../src/finding/commands/command-detector.ts';
import { recogniseAccounts } from '../../src/finding/detectors/account-by-command.ts';
import { recogniseApiAbuse } from '../../src/finding/detectors/container-api-abuse.ts';
import { recogniseCron } from '../../src/finding/detectors/cron-by-command.ts';
import { recogniseEncoded } from '../../src/finding/detectors/encoded-command.ts';
import { recogniseDownloads } from '../../src/finding/detectors/fetch-to-shell.ts';
import { recogniseHiddenProcesses } from '../../src/finding/detectors/hidden-process.ts';
import { recogniseEscapes } from '../../src/finding/detectors/host-escape.ts';
import { recogniseMiners } from '../../src/finding/detectors/miner-command.ts';
import { recognisePreloads } from '../../src/finding/detectors/preload-by-command.ts';
import { recogniseSocketShells } from '../../src/finding/detectors/reverse-shell-command.ts';
import { recogniseRivalry } from '../../src/finding/detectors/rival-killing.ts';
import { recogniseKeys } from '../../src/finding/detectors/ssh-key-by-command.ts';
import { recogniseStartupFiles } from '../../src/finding/detectors/startup-file-by-command.ts';

const recognisers: readonly Recognise[] = [
  recogniseAccounts,
  recogniseApiAbuse,
  recogniseCron,
  recogniseDownloads,
  recogniseEncoded,
  recogniseEscapes,
  recogniseHiddenProcesses,
  recogniseKeys,
  recogniseMiners,
  recognisePreloads,
  recogniseRivalry,
  recogniseSocketShells,
  recogniseStartupFiles,
];

interface Where {
  readonly reach?: Reach;
  /** A file; the command of the image where absent. */
  readonly path?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What all detectors of commands see in a script. */
export function commandClues(script: string, where: Where = {}): Clue[] {
  const commands = plannedCommands(script, where);
  return recognisers.flatMap((recognise) => cluesOf(commands, recognise));
}

/** The same, as `weight rule: clause`. */
export function clueLines(script: string, where: Where = {}): string[] {
  return commandClues(script, where).map(
    ({ weight, rule, does }) => `${weight} ${rule.replace('malware/', '')}: ${does}`,
  );
}

function plannedCommands(script: string, { reach = 'started', path, environment = {} }: Where): PlannedCommand[] {
  const place: Omit<ScriptPlace, 'line'> =
    path === undefined ? { field: 'config.cmd', decoded: [] } : { path, decoded: [] };
  const { commands } = readScript(script, { place, environment: new Map(Object.entries(environment)) });
  const when = reach === 'build-only' ? 'build' : 'start';
  return commands.map((command) => ({ ...command, reach, when }));
}
