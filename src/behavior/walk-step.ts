import { limits } from '../base/limits.ts';
import type { PlanRecord } from './plan-record.ts';
import type { ScriptPlace } from './shell-command.ts';
import type { PlanCause, PlanStep } from './startup-plan.ts';

/** How what comes next would run. */
export interface Frame {
  readonly env: ReadonlyMap<string, string>;
  /** Without a leading slash. */
  readonly folder: string;
  readonly user?: string;
  readonly when: PlanStep['when'];
  readonly reach: 'started' | 'loaded' | 'referenced' | 'present';
  readonly depth: number;
  /** Where what is being followed was named; the place of texts that stand in arguments. */
  readonly place?: ScriptPlace;
}

/** What led to a step. */
export interface Origin {
  readonly cause: PlanCause;
  readonly place?: ScriptPlace;
  /** The user, where it is another than that of the step above. */
  readonly user?: string;
}

/** A step of a plan, counted against its budget. */
export function makeStep(
  record: PlanRecord,
  command: string,
  frame: Frame,
  { cause, place, user }: Origin,
  { path, steps }: { path?: string; steps: readonly PlanStep[] },
): PlanStep {
  record.added();
  return {
    cause,
    when: frame.when,
    command: command.slice(0, limits.path),
    ...(path === undefined ? {} : { path }),
    reach: frame.reach === 'present' ? 'present' : frame.reach,
    ...(user === undefined ? {} : { user }),
    ...(place ? { place } : {}),
    steps,
  };
}

/** The frame of what a program starts. */
export function deeper(frame: Frame): Frame {
  return { ...frame, depth: frame.depth + 1 };
}

/** What is started loads others. */
export function lower(reach: Frame['reach']): Frame['reach'] {
  return reach === 'started' ? 'loaded' : reach;
}
