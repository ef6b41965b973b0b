import type { StartupPlan } from '../behavior/startup-plan.ts';
import type { FileSystem } from '../filesystem/read-file-system.ts';
import { chooseCandidates } from '../finding/yara/candidates.ts';
import { startRuleScanner } from '../finding/yara/rule-scanner.ts';
import type { RuleSet } from '../finding/yara/rule-set.ts';
import { type RuleScan, scanCandidates } from '../finding/yara/scan-candidates.ts';
import type { TakenInventory } from '../inventory/inventory.ts';

/** Rules that compile while the layers are read, and are held against the files afterwards. */
export interface RuleRun {
  /** Fires when the work is to stop, also when the rules turn out to be of no use. */
  readonly signal: AbortSignal;
  /** What is wrong with the rules or their engine, if that is why the work stopped. */
  failure(): unknown;
  scan(seen: {
    readonly files: FileSystem;
    readonly taken: TakenInventory;
    readonly startup: StartupPlan;
  }): Promise<RuleScan>;
  close(): void;
}

export function beginRuleRun(rules: RuleSet, signal: AbortSignal): RuleRun {
  const controller = new AbortController();
  const scanner = startRuleScanner(rules, { entry: new URL('./rule-process.js', import.meta.url), signal });
  let failure: unknown;
  scanner.ready.catch((error: unknown) => {
    failure = error;
    controller.abort(error);
  });
  return {
    signal: AbortSignal.any([signal, controller.signal]),
    failure: () => failure,
    scan: ({ files: { layers, tree }, taken: { ownership }, startup: { reach } }) =>
      scanCandidates(chooseCandidates({ layers, tree, ownership, reach }), {
        scanner,
        ruleFiles: rules.files.length,
        signal,
      }),
    close: () => scanner.close(),
  };
}
