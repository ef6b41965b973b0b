import type { Reach } from './reach.ts';
import type { ScriptPlace, ShellCommand } from './shell-command.ts';

/** What would run and be loaded when a container of the image starts, and what that would touch. Nothing of it was run. */
export interface StartupPlan {
  /** In the order in which they would start. */
  readonly steps: readonly PlanStep[];
  /** Reach of every file that is nearer than `present`, by path. */
  readonly reach: ReadonlyMap<string, Reach>;
  /** All commands of all scripts that were read, with the step they belong to. */
  readonly commands: readonly PlannedCommand[];
  /** Host names and addresses that it names, sorted: `192.0.2.1:4444`, `pool.example:3333`. */
  readonly hosts: readonly string[];
  /** Paths of the host that it expects to be mounted: `/var/run/docker.sock`, `/host`, `/mnt/etc`. */
  readonly hostPaths: readonly string[];
  readonly privileges: readonly PlannedPrivilege[];
  /** What could not be followed, in words: bounded budgets, values only known when it runs. */
  readonly unknown: readonly string[];
}

/** One thing that starts, is loaded or is read, and what follows from it. */
export interface PlanStep {
  readonly cause: PlanCause;
  readonly when: 'start' | 'service' | 'schedule' | 'health' | 'login' | 'build';
  /** The argument list, or the line, as far as it is known. */
  readonly command: string;
  /** The file it comes down to, where it is in the image. */
  readonly path?: string;
  readonly reach: Reach;
  /** User it runs as, where that differs from the step above: a name or number. */
  readonly user?: string;
  readonly place?: ScriptPlace;
  readonly steps: readonly PlanStep[];
}

export type PlanCause =
  | 'entrypoint'
  | 'cmd'
  | 'healthcheck'
  | 'onbuild'
  /** A line of a script that is read. */
  | 'script'
  /** A supervisor's or init system's table. */
  | 'service'
  | 'cron'
  | 'profile'
  /** ld.so.preload, LD_PRELOAD, sitecustomize, NODE_OPTIONS, … */
  | 'preload'
  | 'interpreter'
  | 'library'
  | 'import'
  | 'hook';

export interface PlannedCommand extends ShellCommand {
  readonly reach: Reach;
  readonly when: PlanStep['when'];
}

/** Something that an ordinary container may not do, and why it is thought to be wanted. */
export interface PlannedPrivilege {
  /** A capability (`NET_ADMIN`), `privileged`, `docker.sock`, `host-pid`, `root`. */
  readonly name: string;
  readonly why: string;
  readonly place?: ScriptPlace;
}
