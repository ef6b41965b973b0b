import type { CacheFolder } from '../base/cache-folder.ts';
import { createTurn } from '../base/turns.ts';
import { planStartup } from '../behavior/plan-startup.ts';
import { summarizeStartup } from '../behavior/suggest-run.ts';
import { createLayerStore } from '../filesystem/layer-store.ts';
import type { Verify } from '../filesystem/pass-plan.ts';
import { readFileSystem } from '../filesystem/read-file-system.ts';
import type { ThreadPool } from '../filesystem/thread-pool.ts';
import { detect } from '../finding/detect.ts';
import { makeSubject } from '../finding/subject/make-subject.ts';
import type { Image } from '../image/image.ts';
import { takeInventory } from '../inventory/inventory.ts';
import type { Brought } from './brought.ts';
import type { ImageRecord } from './image-record.ts';
import { detectorsFor, passPlan, toolbox } from './toolbox.ts';

export interface ExamineOptions {
  readonly folder: CacheFolder;
  readonly cached: boolean;
  readonly verify: Verify;
  readonly brought: Brought;
  /** Closed when the image has been examined. */
  readonly pool: ThreadPool;
  readonly signal: AbortSignal;
  readonly onProgress: (
    stage: 'reading layers' | 'taking inventory' | 'scanning with rules',
    doneBytes: number,
  ) => void;
}

const PROGRESS_EVERY_MS = 100;

/** Reads every layer of the image, takes its inventory, plans what would start, and lets detectors look at it all. */
export async function examineImage(image: Image, options: ExamineOptions): Promise<ImageRecord> {
  const { pool } = options;
  const { rules } = options.brought;
  const ruleRun = rules ? (await import('./rule-run.ts')).beginRuleRun(rules, options.signal) : undefined;
  const signal = ruleRun?.signal ?? options.signal;
  const abort = (): void => pool.close();
  signal.addEventListener('abort', abort);
  const ticker = setInterval(
    () => options.onProgress('reading layers', pool.progressBytes()),
    PROGRESS_EVERY_MS,
  ).unref();
  try {
    const files = await readFileSystem(image, {
      plan: passPlan(options.verify, options.brought),
      pool,
      store: createLayerStore(options.folder),
      cached: options.cached,
      signal,
    });
    try {
      clearInterval(ticker);
      options.onProgress('taking inventory', pool.progressBytes());
      pool.close(); // the threads' memory makes room for the inventory
      const taken = await takeInventory(files, { catalogers: toolbox.catalogers, signal });
      const { ownership } = taken;
      const startup = planStartup({
        config: image.config,
        tree: files.tree,
        isKnown: (path) => ownership.claimOf(path) === 'owned',
      });
      const turn = createTurn(signal);
      await turn();
      const detectors = detectorsFor(options.brought);
      const detection = await detect(makeSubject({ image, files, taken, startup }), { detectors, turn });
      if (ruleRun) options.onProgress('scanning with rules', pool.progressBytes());
      const scan = await ruleRun?.scan({ files, taken, startup });
      return {
        inventory: taken.inventory,
        startup: summarizeStartup(startup, image.config),
        clues: detection.clues,
        findings: [...detection.findings, ...(scan?.findings ?? [])],
        ...(scan ? { rules: scan.cost } : {}),
        problems: [...files.problems, ...taken.problems, ...detection.problems, ...(scan?.problems ?? [])],
      };
    } finally {
      files.close();
    }
  } catch (error) {
    throw ruleRun?.failure() ?? error;
  } finally {
    clearInterval(ticker);
    signal.removeEventListener('abort', abort);
    ruleRun?.close();
    pool.close();
  }
}
