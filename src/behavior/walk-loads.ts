import { limits } from '../base/limits.ts';
import type { Consequence, PlanFiles } from './launcher.ts';
import { createLibraryFinder } from './libraries.ts';
import { baseName, pathFrom } from './paths.ts';
import type { PlanRecord } from './plan-record.ts';
import type { PlanStep } from './startup-plan.ts';
import { deeper, type Frame, lower, makeStep, type Origin } from './walk-step.ts';

/** Follows programs to the files that they load. */
export interface LoadWalk {
  mark(path: string, reach: Frame['reach']): void;
  /** A word that may be the path of a file. */
  refer(word: string, frame: Frame): void;
  load(
    one: { readonly load: string; readonly started?: true; readonly imports?: readonly Consequence[] },
    frame: Frame,
    origin: Origin,
  ): PlanStep[];
  loadBelow(one: { readonly loadBelow: string; readonly label: string }, frame: Frame, origin: Origin): PlanStep;
  /** Libraries that nothing loaded before. */
  librariesOf(path: string, frame: Frame): PlanStep[];
}

export function createLoadWalk(options: {
  readonly files: PlanFiles;
  readonly record: PlanRecord;
  readonly consequences: (all: Iterable<Consequence>, frame: Frame, origin: Origin) => PlanStep[];
}): LoadWalk {
  const { files, record, consequences } = options;
  const libraries = createLibraryFinder(files);
  const linked = new Set<string>();
  return { mark, refer, load, loadBelow, librariesOf };

  function mark(path: string, reach: Frame['reach']): void {
    record.reach(path, reach);
    const file = files.tree.resolve(path);
    if (file && file.path !== path) record.reach(file.path, reach);
  }

  function refer(word: string, frame: Frame): void {
    if (!/^\.{0,2}\/[^\s*?]+$/.test(word) || word.length > limits.path) return;
    const file = files.tree.resolve(pathFrom(frame.folder, word));
    if (file?.type === 'file') mark(file.path, 'referenced');
  }

  function load(
    one: { readonly load: string; readonly started?: true; readonly imports?: readonly Consequence[] },
    frame: Frame,
    origin: Origin,
  ): PlanStep[] {
    const path = pathFrom(frame.folder, one.load);
    if (files.tree.resolve(path)?.type !== 'file') {
      record.unknown(`/${path} is not in the image`);
      return [];
    }
    const reach = one.started ? frame.reach : lower(frame.reach);
    mark(path, reach);
    const steps = consequences(one.imports ?? [], deeper(frame), { cause: 'import' });
    return [{ ...makeStep(record, `/${path}`, frame, origin, { path, steps }), reach }];
  }

  function loadBelow(
    one: { readonly loadBelow: string; readonly label: string },
    frame: Frame,
    origin: Origin,
  ): PlanStep {
    const reach = lower(frame.reach);
    const folder = files.tree.resolve(pathFrom(frame.folder, one.loadBelow))?.path;
    const pending = folder === undefined ? [] : [folder];
    for (let next = pending.pop(); next !== undefined && record.mayLoad(); next = pending.pop()) {
      for (const child of files.tree.children(next)) {
        if (child.type === 'directory') {
          // Packages inside packages are loaded when something imports them.
          if (baseName(child.path) !== 'node_modules' && pending.length < limits.planLoadedFiles)
            pending.push(child.path);
        } else if (record.mayLoad()) record.loaded(child.path, reach);
      }
    }
    return {
      ...makeStep(record, one.label, frame, origin, { ...(folder === undefined ? {} : { path: folder }), steps: [] }),
      reach,
    };
  }

  function librariesOf(path: string, frame: Frame): PlanStep[] {
    const key = `${path} ${frame.env.get('LD_PRELOAD') ?? ''} ${frame.env.get('LD_LIBRARY_PATH') ?? ''}`;
    if (linked.has(key)) return [];
    linked.add(key);
    const steps: PlanStep[] = [];
    for (const { name, path: at, preloadedBy } of libraries.librariesOf(path, frame.env)) {
      const cause = preloadedBy ? 'preload' : 'library';
      if (at === undefined) {
        record.unknown(`the library ${name}, which /${path} loads, is not in the image`);
        continue;
      }
      const known = record.reachOf(at);
      const reach = lower(frame.reach);
      record.reach(at, reach);
      if (preloadedBy?.includes('/')) record.reach(preloadedBy, reach);
      if (known !== undefined && !preloadedBy) continue;
      const place = preloadedBy?.includes('/') ? { place: { path: preloadedBy, line: 1, decoded: [] } } : {};
      steps.push({ ...makeStep(record, name, frame, { cause, ...place }, { path: at, steps: [] }), reach });
    }
    return steps;
  }
}
