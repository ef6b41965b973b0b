import type { Reach } from '../behavior/reach.ts';
import type { ScriptPlace } from '../behavior/shell-command.ts';
import type { PlanStep } from '../behavior/startup-plan.ts';

export type ProgramLanguage = 'python' | 'perl' | 'php' | 'ruby' | 'node' | 'lua' | 'other';

/** The source of a program in another language than the shell's. */
export interface ProgramText {
  readonly language: ProgramLanguage;
  /** At most `limits.programText` characters. */
  readonly text: string;
  readonly place: ScriptPlace;
  readonly reach: Reach;
  readonly when: PlanStep['when'];
}
