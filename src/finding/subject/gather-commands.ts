import { limits } from '../../base/limits.ts';
import { type Reach, reaches } from '../../behavior/reach.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import { shellWork } from '../../behavior/shell/work.ts';
import type { ScriptPlace } from '../../behavior/shell-command.ts';
import type { PlannedCommand, PlanStep, StartupPlan } from '../../behavior/startup-plan.ts';
import { splitWords } from '../../behavior/words.ts';
import type { ImageConfig } from '../../image/image.ts';
import { historyScript } from './history-script.ts';

/** A shell script that no plan reads. */
export interface DormantScript {
  readonly path: string;
  readonly text: string;
  readonly reach: Extract<Reach, 'referenced' | 'present' | 'hidden'>;
}

export interface CommandSources {
  readonly config: ImageConfig;
  readonly startup: StartupPlan;
  readonly dormant: Iterable<DormantScript>;
  readonly leaveOut: (message: string) => void;
}

/** All commands that anything in the image would run, nearest reach first. */
export function gatherCommands({ config, startup, dormant, leaveOut }: CommandSources): PlannedCommand[] {
  const environment = environmentOf(config);
  const commands: PlannedCommand[] = [...startup.commands, ...plainCalls(startup)];
  // What is built and what sleeps have budgets of their own: neither shall hide the other.
  const ofScripts = shellWork();
  const ofHistory = shellWork();
  for (const { path, text, reach } of dormant) {
    if (commands.length >= limits.planCommands) break;
    const read = readScript(text, { place: { path, decoded: [] }, environment, work: ofScripts });
    commands.push(...read.commands.map((command) => ({ ...command, reach, when: 'start' as const })));
  }
  for (const [index, { createdBy }] of config.history.entries()) {
    if (commands.length >= limits.planCommands) break;
    const script = createdBy === undefined ? undefined : historyScript(createdBy);
    if (script === undefined) continue;
    const place = { field: `history[${index}]`, decoded: [] };
    const read = readScript(script, { place, line: 1, environment, work: ofHistory });
    commands.push(
      ...read.commands.map((command) => ({ ...command, reach: 'build-only' as const, when: 'build' as const })),
    );
  }
  if (ofScripts.left <= 0) leaveOut('scripts that nothing starts are too dear to be followed all');
  if (ofHistory.left <= 0) leaveOut('build steps are too dear to be followed all');
  if (commands.length >= limits.planCommands) leaveOut('there are too many commands to look at all');
  return commands
    .slice(0, limits.planCommands)
    .map((command, index) => ({ command, index }))
    .sort((a, b) => reaches.indexOf(a.command.reach) - reaches.indexOf(b.command.reach) || a.index - b.index)
    .map(({ command }) => command);
}

export function environmentOf({ env }: ImageConfig): ReadonlyMap<string, string> {
  return new Map(
    env.map((line): [string, string] => {
      const equals = line.indexOf('=');
      return equals < 0 ? [line, ''] : [line.slice(0, equals), line.slice(equals + 1)];
    }),
  );
}

const CALLED: ReadonlySet<PlanStep['cause']> = new Set([
  'entrypoint',
  'cmd',
  'healthcheck',
  'onbuild',
  'service',
  'cron',
  'profile',
  'hook',
]);

/** Programs that are started without a shell: they stand in no script. */
function plainCalls({ steps }: StartupPlan): PlannedCommand[] {
  const calls: PlannedCommand[] = [];
  const pending = [...steps].reverse();
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    pending.push(...[...step.steps].reverse());
    if (!CALLED.has(step.cause)) continue;
    const words = splitWords(step.command).map((text) => ({ text, known: !text.includes('\ufffc') }));
    const place: ScriptPlace = step.place ?? { ...(step.path ? { path: step.path } : {}), line: 1, decoded: [] };
    calls.push({
      words,
      assignments: [],
      redirections: [],
      pipeline: { id: -1 - calls.length, position: 0, length: 1 },
      background: false,
      certain: true,
      place,
      reach: step.reach,
      when: step.when,
    });
  }
  return calls;
}
