import { buildId } from '../base/build.ts';
import { startupFiles } from '../behavior/plan-startup.ts';
import type { PassPlan, Verify } from '../filesystem/pass-plan.ts';
import type { Tap } from '../filesystem/tap.ts';
import { createContentTap } from '../finding/content/content-tap.ts';
import { detectors } from '../finding/detectors/index.ts';
import { catalogers } from '../inventory/catalogers/index.ts';
import { inventoryNeeds } from '../inventory/inventory.ts';

/** The plugins an inspection uses. */
export const toolbox = { catalogers, detectors } as const;

/** What the pass must keep and show, for all of them together. */
export function passPlan(verify: Verify): PassPlan {
  const { keeps, taps } = inventoryNeeds(toolbox.catalogers);
  const needs = toolbox.detectors.flatMap((detector) => detector.needs ?? []);
  return { keeps: [...keeps, ...startupFiles, ...needs], taps: [...taps, ...detectorTaps()], verify };
}

/** One tap for the signals of all detectors, and those that some bring along. */
function detectorTaps(): Tap[] {
  const signals = toolbox.detectors.flatMap((detector) => ('signals' in detector ? detector.signals : []));
  const own = toolbox.detectors.flatMap((detector) => ('tap' in detector ? [detector.tap] : []));
  return [...(signals.length > 0 ? [createContentTap(signals, signalsVersion())] : []), ...own];
}

/** Signals are code: what one build saw of a layer must not speak for another. */
function signalsVersion(): number {
  return Number.parseInt(buildId.slice(0, 8), 16) || 0;
}
