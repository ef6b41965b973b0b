import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector, Rule } from '../detector.ts';
import { type CommandScript, type SeenCommand, scriptsOf } from './seen-command.ts';
import { clueOf, type Told } from './tell.ts';
import { writtenScripts } from './written-scripts.ts';

/** What a recogniser sees in one script. */
export type Recognise = (script: CommandScript) => Iterable<readonly [SeenCommand, Told]>;

const MOST_CLUES = 200;

/** A detector that looks at each script by itself. */
export function commandDetector(options: {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly recognise: Recognise;
}): ImageDetector {
  const { name, rules, recognise } = options;
  return {
    name,
    rules,
    inspect: ({ commands }) => cluesOf(commands, recognise),
  };
}

/** The clues in commands, each once for the file or field that it stands in. */
export function cluesOf(commands: readonly PlannedCommand[], recognise: Recognise): Clue[] {
  const found = new Map<string, Clue>();
  for (const script of scriptsIn(commands)) {
    for (const [seen, told] of recognise(script)) {
      const clue = clueOf(seen, told);
      if (!clue) continue;
      const key = JSON.stringify([clue.rule, clue.subject, clue.does]);
      const known = found.get(key);
      if (known ? WEIGHTS.indexOf(known.weight) > WEIGHTS.indexOf(clue.weight) : found.size < MOST_CLUES)
        found.set(key, clue);
    }
  }
  return [...found.values()];
}

const WEIGHTS = ['certain', 'strong', 'weak'];
const known = new WeakMap<readonly PlannedCommand[], readonly CommandScript[]>();

/** All scripts, and those that they write; read once for all detectors. */
function scriptsIn(commands: readonly PlannedCommand[]): readonly CommandScript[] {
  const before = known.get(commands);
  if (before) return before;
  const scripts = scriptsOf(commands);
  const all = [...scripts, ...writtenScripts(scripts)];
  known.set(commands, all);
  return all;
}
