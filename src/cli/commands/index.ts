import type { Command } from 'commander';
import { addCacheCommand } from './cache.ts';
import { addCompareCommand } from './compare.ts';
import { addDbCommand } from './db.ts';
import { addExplainCommand } from './explain.ts';
import { addMatchCommand } from './match.ts';
import { addPlanCommand } from './plan.ts';
import { addRulesCommand } from './rules.ts';
import { addSbomCommand } from './sbom.ts';
import { addScanCommand } from './scan.ts';

/** Every command, in the order of the help. Each adds itself; `finish` takes an exit code other than 0. */
export const commands: readonly ((program: Command, finish: (exitCode: number) => void) => void)[] = [
  addScanCommand,
  addPlanCommand,
  addSbomCommand,
  addMatchCommand,
  addExplainCommand,
  addCompareCommand,
  addRulesCommand,
  addDbCommand,
  addCacheCommand,
];
