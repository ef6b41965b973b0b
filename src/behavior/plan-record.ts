import { limits } from '../base/limits.ts';
import { hostPathsIn, hostsIn } from './mentions.ts';
import { privilegesOf } from './privileges.ts';
import { type Reach, reaches } from './reach.ts';
import type { ScriptPlace } from './shell-command.ts';
import type { PlannedCommand, PlannedPrivilege, StartupPlan } from './startup-plan.ts';

/** Gathers what a walk comes by, within the budgets of one plan. */
export interface PlanRecord {
  /** The nearest reach that was told of a file counts. */
  reach(path: string, reach: Reach): void;
  reachOf(path: string): Reach | undefined;
  /** As `reach`, counted against the budget of imported files. */
  loaded(path: string, reach: Reach): void;
  mayLoad(): boolean;
  command(command: PlannedCommand): void;
  /** Notes the hosts, paths of the host and privileges that a line names. */
  mention(text: string, words: readonly string[], place: ScriptPlace | undefined): void;
  unknown(text: string): void;
  /** What is walked meanwhile is not started: only its commands are told. */
  aside(walk: () => void): void;
  /** Counts a step. */
  added(): void;
  /** Is there budget for another one? */
  mayAdd(): boolean;
  finish(): Omit<StartupPlan, 'steps'>;
}

export function createPlanRecord(): PlanRecord {
  const reached = new Map<string, Reach>();
  const commands: PlannedCommand[] = [];
  const hosts = new Set<string>();
  const hostPaths = new Set<string>();
  const privileges = new Map<string, PlannedPrivilege>();
  const unknown = new Set<string>();
  let isAside = false;
  let steps = 0;
  let loadedFiles = 0;

  const record: PlanRecord = {
    reach(path, reach) {
      if (reach === 'present') return;
      const known = reached.get(path);
      if (known === undefined || reaches.indexOf(reach) < reaches.indexOf(known)) reached.set(path, reach);
    },
    reachOf: (path) => reached.get(path),
    loaded(path, reach) {
      loadedFiles++;
      record.reach(path, reach);
    },
    mayLoad() {
      if (loadedFiles < limits.planLoadedFiles) return true;
      record.unknown('imported packages hold too many files to be told one by one');
      return false;
    },
    command(command) {
      if (commands.length < limits.planCommands) commands.push(command);
      else record.unknown('scripts hold too many commands to be told all');
    },
    mention(text, words, place) {
      if (isAside) return;
      for (const host of hostsIn(text)) if (hosts.size < limits.planMentions) hosts.add(host);
      for (const path of hostPathsIn(text)) if (hostPaths.size < limits.planMentions) hostPaths.add(path);
      for (const { name, why } of privilegesOf(words)) {
        const key = `${name} ${why}`;
        if (privileges.size < limits.planMentions && !privileges.has(key))
          privileges.set(key, { name, why, ...(place ? { place } : {}) });
      }
    },
    unknown(text) {
      if (!isAside && unknown.size < limits.planMentions) unknown.add(text.slice(0, limits.path));
    },
    aside(walk) {
      isAside = true;
      walk();
      isAside = false;
    },
    added() {
      steps++;
    },
    mayAdd() {
      if (steps < limits.planSteps) return true;
      record.unknown('too much is started to be told all');
      return false;
    },
    finish: () => ({
      reach: new Map([...reached].sort(([a], [b]) => (a < b ? -1 : 1))),
      commands,
      hosts: [...hosts].sort(),
      hostPaths: [...hostPaths].sort(),
      privileges: [...privileges.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
      unknown: [...unknown],
    }),
  };
  return record;
}
