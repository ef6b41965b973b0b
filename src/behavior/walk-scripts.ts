import type { PlanFiles } from './launcher.ts';
import { baseName, pathFrom } from './paths.ts';
import { isPlainTool, isShellWord } from './plain-tools.ts';
import type { PlanRecord } from './plan-record.ts';
import type { ScriptReader } from './script-reader.ts';
import type { ScriptPlace, ShellCommand } from './shell-command.ts';
import type { PlanCause, PlanStep } from './startup-plan.ts';
import type { LoadWalk } from './walk-loads.ts';
import { deeper, type Frame, makeStep, type Origin } from './walk-step.ts';
import { joinWords } from './words.ts';

/** Follows shell scripts to the programs that they run. */
export interface ScriptWalk {
  script(
    one: { readonly script: string; readonly words?: readonly string[]; readonly cause?: PlanCause },
    frame: Frame,
    origin: Origin,
  ): PlanStep[];
  scriptSteps(path: string, words: readonly string[], frame: Frame): PlanStep[];
  shell(text: string, frame: Frame, origin: Origin & { readonly words?: readonly string[] }): PlanStep;
}

export function createScriptWalk(options: {
  readonly files: PlanFiles;
  readonly record: PlanRecord;
  readonly readScript: ScriptReader;
  readonly loads: LoadWalk;
  readonly program: (words: readonly string[], frame: Frame, origin: Origin) => PlanStep;
  /** Is it the first time, and is there budget? */
  readonly isNew: (key: string, frame: Frame) => boolean;
}): ScriptWalk {
  const { files, record, readScript, loads, program, isNew } = options;
  return { script, scriptSteps, shell };

  function script(
    one: { readonly script: string; readonly words?: readonly string[]; readonly cause?: PlanCause },
    frame: Frame,
    origin: Origin,
  ): PlanStep[] {
    const path = pathFrom(frame.folder, one.script);
    if (files.tree.resolve(path)?.type !== 'file') {
      record.unknown(`/${path} is not in the image`);
      return [];
    }
    loads.mark(path, frame.reach);
    const words = one.words ?? [];
    const key = JSON.stringify(['script', path, words, frame.user, frame.when]);
    const steps = isNew(key, frame) ? scriptSteps(path, words, deeper(frame)) : [];
    // What a script's own first line leads to needs no step between.
    return one.cause ? [makeStep(record, [`/${path}`, ...words].join(' '), frame, origin, { path, steps })] : steps;
  }

  function scriptSteps(path: string, words: readonly string[], frame: Frame): PlanStep[] {
    const text = files.text(path);
    if (text === undefined) {
      record.unknown(`/${path} was not read`);
      return [];
    }
    return commandSteps(text, frame, { place: { path, line: 1, decoded: [] }, name: `/${path}`, words });
  }

  function shell(text: string, frame: Frame, origin: Origin & { readonly words?: readonly string[] }): PlanStep {
    const place = origin.place ?? frame.place ?? { line: 1, decoded: [] };
    const [name = 'sh', ...words] = origin.words ?? [];
    record.mention(text, [], place);
    const steps = isNew(JSON.stringify(['shell', text, origin.words, place, frame.user]), frame)
      ? commandSteps(text, deeper(frame), { place, name, words })
      : [];
    return makeStep(record, text.trim(), frame, origin, { steps });
  }

  function commandSteps(
    text: string,
    frame: Frame,
    context: { readonly place: ScriptPlace; readonly name: string; readonly words: readonly string[] },
  ): PlanStep[] {
    const { commands, unknown } = readScript(text, {
      ...context,
      env: frame.env,
      folder: frame.folder,
      ...(frame.user ? { user: frame.user } : {}),
      readFile: (path) => {
        const source = files.text(path);
        if (source !== undefined) loads.mark(path, 'loaded');
        return source;
      },
    });
    for (const each of unknown) record.unknown(each);
    const steps: PlanStep[] = [];
    const told = new Set<string>();
    let here = frame;
    for (const command of commands) {
      if (!record.mayAdd()) break;
      record.command({ ...command, reach: frame.reach, when: frame.when });
      if (command.words[0]?.text === 'cd' && command.words[1]?.known)
        here = { ...here, folder: pathFrom(here.folder, command.words[1].text) };
      const behind = alreadyAs(
        here.user,
        command.words.map(({ text: word }) => word),
      );
      if (behind) {
        told.add(joinWords(behind));
        continue;
      }
      const next = commandStep(command, here, context.words);
      // Readers that look into what a command starts tell that after it, too.
      if (!next || told.has(next.command)) continue;
      steps.push(next);
      note(next, told);
    }
    return steps;
  }

  function commandStep(command: ShellCommand, frame: Frame, given: readonly string[]): PlanStep | undefined {
    const words = wordsOf(command, given);
    for (const { target } of command.redirections) record.mention(target.text, [], command.place);
    for (const { value } of command.assignments) record.mention(value.text, [], command.place);
    for (const word of words.slice(1)) loads.refer(word, frame);
    const name = baseName(words[0] ?? '');
    if (name === '' || (isShellWord(name) && name !== 'exec' && name !== 'command')) {
      record.mention(words.join(' '), words, command.place);
      return undefined;
    }
    const set = command.assignments.map(({ name: variable, value }) => [variable, value.text] as const);
    const inner = set.length > 0 ? { ...frame, env: new Map([...frame.env, ...set]) } : frame;
    const real = name === 'exec' || name === 'command' ? words.slice(words[1] === '-a' ? 3 : 1) : words;
    if (real.length === 0 || (real[0] ?? '').startsWith('-')) return undefined;
    const found = program(real, inner, { cause: 'script', place: command.place });
    const fromInput = inputOf(command, name, inner);
    const all = fromInput ? { ...found, steps: [...found.steps, fromInput] } : found;
    const isKnown = found.path !== undefined || words[0]?.includes('/');
    return (isPlainTool(name) && all.steps.every(isPlainStep)) || !isKnown ? undefined : all;
  }

  /** A text that is piped into a shell. */
  function inputOf(command: ShellCommand, name: string, frame: Frame): PlanStep | undefined {
    if (!command.input?.known || !/^(?:ba|da|a|z|k)?sh$/.test(name)) return undefined;
    return shell(command.input.text, frame, { cause: 'script', place: command.place });
  }
}

/** `exec "$@"` that may have been changed before: what the script was given is the likeliest. */
function wordsOf({ words }: ShellCommand, given: readonly string[]): readonly string[] {
  const texts = words.map(({ text }) => text);
  const isUnknown = texts.length === 2 && texts[0] === 'exec' && texts[1] === '\ufffc';
  return isUnknown && given.length > 0 ? ['exec', ...given] : texts;
}

const SWITCHERS = /^(?:gosu|su-exec|setpriv|s6-setuidgid|setuidgid|chpst|runuser|su)$/;

/**
 * Entrypoints become another user by starting themselves anew: as that user they do not do so again.
 * What they would start then, where it is so.
 */
function alreadyAs(user: string | undefined, words: readonly string[]): readonly string[] | undefined {
  const real = words[0] === 'exec' ? words.slice(1) : words;
  if (user === undefined || !SWITCHERS.test(baseName(real[0] ?? ''))) return undefined;
  const at = real.slice(0, 4).findIndex((word) => word === user || word === `--reuid=${user}`);
  return at < 1 ? undefined : real.slice(Math.max(at, real.indexOf('--')) + 1);
}

function note({ command, steps }: PlanStep, told: Set<string>): void {
  told.add(command);
  for (const step of steps) note(step, told);
}

function isPlainStep({ cause, command, steps }: PlanStep): boolean {
  return cause === 'library' || (isPlainTool(baseName(command.split(' ', 1)[0] ?? '')) && steps.every(isPlainStep));
}
