import { limits } from '../base/limits.ts';
import { type FoundProgram, findProgram } from './find-program.ts';
import type { Call, Consequence, Launcher, PlanFiles } from './launcher.ts';
import { baseName, pathFrom } from './paths.ts';
import { isShellWord } from './plain-tools.ts';
import type { PlanRecord } from './plan-record.ts';
import type { ScriptReader } from './script-reader.ts';
import { readShebang } from './shebang.ts';
import type { PlanStep } from './startup-plan.ts';
import { createLoadWalk } from './walk-loads.ts';
import { createScriptWalk } from './walk-scripts.ts';
import { deeper, type Frame, makeStep, type Origin } from './walk-step.ts';
import { joinWords } from './words.ts';

/** Follows programs to what they run and read. */
export interface Walk {
  program(words: readonly string[], frame: Frame, origin: Origin): PlanStep;
  consequences(all: Iterable<Consequence>, frame: Frame, origin: Origin): PlanStep[];
}

export interface WalkOptions {
  readonly files: PlanFiles;
  readonly launchers: readonly Launcher[];
  readonly readScript: ScriptReader;
  readonly record: PlanRecord;
}

export function createWalk({ files, launchers, readScript, record }: WalkOptions): Walk {
  const done = new Set<string>();
  const loads = createLoadWalk({ files, record, consequences });
  const scripts = createScriptWalk({ files, record, readScript, loads, program, isNew });
  return { program, consequences };

  function program(words: readonly string[], frame: Frame, origin: Origin): PlanStep {
    const command = joinWords(words);
    record.mention(words.join(' '), words, origin.place);
    const name = words[0] ?? '';
    const found = findProgram(name, { tree: files.tree, folder: frame.folder, path: frame.env.get('PATH') });
    const inner = origin.place ? { ...deeper(frame), place: origin.place } : deeper(frame);
    if (!found) {
      if (name !== '' && !isShellWord(name) && origin.cause !== 'script') record.unknown(`${name} is not in the image`);
      const key = JSON.stringify(['absent', words, frame.user, frame.when, frame.folder]);
      // What it is told to run says what the image is for; a volume may bring the program itself.
      const steps = isNew(key, frame) ? (launch(absent(name), words, inner) ?? []) : [];
      return makeStep(record, command, frame, origin, { steps });
    }
    record.reach(found.calledPath, frame.reach);
    record.reach(found.file.path, frame.reach);
    const key = JSON.stringify([words, found.file.path, frame.user, frame.when, frame.folder]);
    const steps = isNew(key, frame) ? behind(found, words, inner) : [];
    return makeStep(record, command, frame, origin, { path: found.calledPath, steps });
  }

  /** What follows from running a program that was found. */
  function behind(found: FoundProgram, words: readonly string[], frame: Frame): PlanStep[] {
    const { file, calledPath } = found;
    if (file.kind !== 'elf') {
      const text = files.text(calledPath);
      const shebang = text === undefined ? undefined : readShebang(text);
      if (shebang) {
        const read = interpreted(shebang, [`/${calledPath}`, ...words.slice(1)], frame);
        // The script stands right above: it needs no step for being read.
        const steps = read.flatMap((one) =>
          one.path === calledPath && one.cause === 'interpreter' ? one.steps : [one],
        );
        // npm, supervisord and gunicorn are scripts, too: what they start is not read out of their code.
        return [...steps, ...(launch(found, words, frame) ?? [])];
      }
      const launched = launch(found, words, frame);
      if (launched) return launched;
      // The kernel refuses it; a shell that is asked to run it then reads it itself.
      if (text !== undefined && file.kind === 'text') return scripts.scriptSteps(calledPath, words.slice(1), frame);
      if (file.kind === 'script' || file.kind === 'text') record.unknown(`/${file.path} was not read`);
      return [];
    }
    return [...loads.librariesOf(file.path, frame), ...(launch(found, words, frame) ?? [])];
  }

  /** The interpreter is a step of its own only where it is no plain shell: its script stands right above. */
  function interpreted(shebang: readonly string[], words: readonly string[], frame: Frame): PlanStep[] {
    if (!mayGoOn(frame)) return [];
    const all = [...shebang, ...words];
    const found = findProgram(all[0] ?? '', { tree: files.tree, folder: '', path: frame.env.get('PATH') });
    if (!found) record.unknown(`the interpreter ${all[0]} of ${words[0]} is not in the image`);
    else {
      record.reach(found.calledPath, frame.reach);
      record.reach(found.file.path, frame.reach);
    }
    const name = baseName(all[0] ?? '');
    if (name === 'env') {
      const at = all.findIndex((word, index) => index > 0 && !word.startsWith('-') && !/^\w+=/.test(word));
      return at < 0 ? [] : interpreted(all.slice(at, all.length - words.length), words, deeper(frame));
    }
    const steps = found && found.file.kind === 'elf' ? loads.librariesOf(found.file.path, frame) : [];
    return [...steps, ...(launch(found ?? absent(all[0] ?? ''), all, frame) ?? [])];
  }

  function absent(name: string): { readonly calledPath: string; readonly file: { readonly path: string } } {
    const path = pathFrom('', name);
    return { calledPath: path, file: { path } };
  }

  function launch(
    found: { readonly calledPath: string; readonly file: { readonly path: string } },
    words: readonly string[],
    frame: Frame,
  ): PlanStep[] | undefined {
    const called = baseName(words[0] ?? '');
    const isBox = /^(?:busybox|toybox)(?:\.\w+)?$/.test(called);
    const name = isBox ? (words[1] ?? '') : called;
    const names = [name, baseName(found.file.path)];
    const chosen = launchers.filter(({ programs }) => names.some((each) => programs.test(each)));
    if (chosen.length === 0) return undefined;
    return chosen.flatMap((launcher) => {
      const call: Call = {
        name: launcher.programs.test(name) ? name : baseName(found.file.path),
        path: found.file.path,
        calledPath: found.calledPath,
        words: words.slice(isBox ? 2 : 1),
        env: frame.env,
        folder: frame.folder,
        files,
      };
      return consequences(launcher.follow(call), frame, { cause: 'interpreter' });
    });
  }

  function consequences(all: Iterable<Consequence>, frame: Frame, origin: Origin): PlanStep[] {
    const steps: PlanStep[] = [];
    for (const one of all) {
      if (!record.mayAdd()) break;
      if ('unknown' in one) record.unknown(one.unknown);
      else if ('refer' in one) loads.mark(pathFrom(frame.folder, one.refer), 'referenced');
      else steps.push(...consequence(one, frame, origin));
    }
    return steps;
  }

  function consequence(
    one: Exclude<Consequence, { unknown: string } | { refer: string }>,
    above: Frame,
    before: Origin,
  ): PlanStep[] {
    const frame: Frame = {
      ...above,
      ...(one.when ? { when: one.when } : {}),
      ...(one.user ? { user: one.user } : {}),
      ...(one.folder === undefined ? {} : { folder: one.folder }),
      ...(one.env ? { env: new Map([...above.env, ...one.env]) } : {}),
    };
    const origin: Origin = {
      cause: one.cause ?? before.cause,
      ...(one.user && one.user !== above.user ? { user: one.user } : {}),
      ...(one.from ? { place: { ...one.from, decoded: [] } } : before.place ? { place: before.place } : {}),
    };
    if ('run' in one) return [program(one.run, frame, origin)];
    if ('shell' in one) return [scripts.shell(one.shell, frame, { ...origin, words: one.words ?? [] })];
    if ('script' in one) return scripts.script(one, frame, origin);
    if ('loadBelow' in one) return [loads.loadBelow(one, frame, origin)];
    return loads.load(one, frame, origin);
  }

  function isNew(key: string, frame: Frame): boolean {
    if (done.has(key) || !mayGoOn(frame)) return false;
    done.add(key);
    return true;
  }

  function mayGoOn({ depth }: Frame): boolean {
    if (depth < limits.planDepth) return record.mayAdd();
    record.unknown('programs start each other too deep to be followed');
    return false;
  }
}
