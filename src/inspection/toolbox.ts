import { buildId } from '../base/build.ts';
import { sha256 } from '../base/digest.ts';
import { startupFiles } from '../behavior/plan-startup.ts';
import { hashBits } from '../filesystem/column-builder.ts';
import { HASH_ORDER } from '../filesystem/layer-index.ts';
import type { PassPlan, Verify } from '../filesystem/pass-plan.ts';
import type { Tap } from '../filesystem/tap.ts';
import { createContentTap } from '../finding/content/content-tap.ts';
import type { Detector } from '../finding/detector.ts';
import { detectors } from '../finding/detectors/index.ts';
import type { IndicatorSet } from '../finding/indicators/indicator-list.ts';
import { hostSignals, knownBadDetector } from '../finding/indicators/known-bad.ts';
import { ruleCandidates } from '../finding/yara/candidates.ts';
import { catalogers } from '../inventory/catalogers/index.ts';
import { inventoryNeeds } from '../inventory/inventory.ts';
import type { Brought } from './brought.ts';

/** The plugins an inspection uses. */
export const toolbox = { catalogers, detectors } as const;

/** All detectors, and the one that the user's lists make. */
export function detectorsFor({ indicators }: Brought): readonly Detector[] {
  return indicators ? [...toolbox.detectors, knownBadDetector(indicators)] : toolbox.detectors;
}

/** What the pass must keep and show, for all of them together and for what the user brought. */
export function passPlan(verify: Verify, { rules, indicators }: Brought = {}): PassPlan {
  const { keeps, taps } = inventoryNeeds(toolbox.catalogers);
  const needs = toolbox.detectors.flatMap((detector) => detector.needs ?? []);
  const kinds = new Set([...(indicators?.hashes.values() ?? [])].map(({ kind }) => kind));
  const alsoHashes = hashBits(HASH_ORDER.map(({ name }) => name).filter((name) => kinds.has(name)));
  return {
    keeps: [...keeps, ...startupFiles, ...needs, ...(rules ? ruleCandidates : [])],
    taps: [...taps, ...detectorTaps(indicators)],
    verify,
    ...(alsoHashes > 0 ? { alsoHashes } : {}),
  };
}

/** One tap for the signals of all detectors, and those that some bring along. */
function detectorTaps(indicators: IndicatorSet | undefined): Tap[] {
  const signals = toolbox.detectors.flatMap((detector) => ('signals' in detector ? detector.signals : []));
  const own = toolbox.detectors.flatMap((detector) => ('tap' in detector ? [detector.tap] : []));
  const listed = indicators ? hostSignals(indicators.locations) : [];
  const all = [...signals, ...listed];
  const version = signalsVersion(listed.length > 0 ? indicators?.digest : undefined);
  return [...(all.length > 0 ? [createContentTap(all, version)] : []), ...own];
}

/** Signals are code: what one build saw of a layer must not speak for another; nor what was seen with one list for another. */
function signalsVersion(listDigest: string | undefined): number {
  const build = Number.parseInt(buildId.slice(0, 8), 16) || 0;
  return listDigest === undefined ? build : Number.parseInt(sha256(`${build} ${listDigest}`).slice(-12), 16);
}
