import { buildId } from '../base/build.ts';
import { sha256 } from '../base/digest.ts';
import { startupFiles } from '../behavior/plan-startup.ts';
import { hashBits } from '../filesystem/column-builder.ts';
import { HASH_ORDER } from '../filesystem/layer-index.ts';
import type { PassPlan, Verify } from '../filesystem/pass-plan.ts';
import type { Tap } from '../filesystem/tap.ts';
import { createContentTap } from '../finding/content/content-tap.ts';
import type { Detector } from '../finding/detector.ts';
import { detectors as allDetectors } from '../finding/detectors/index.ts';
import { hostSignals, knownBadDetector } from '../finding/indicators/known-bad.ts';
import { ruleCandidates } from '../finding/yara/candidates.ts';
import { catalogers } from '../inventory/catalogers/index.ts';
import { inventoryNeeds } from '../inventory/inventory.ts';
import type { Brought } from './brought.ts';

/** The plugins an inspection uses. */
export const toolbox = { catalogers, detectors: allDetectors } as const;

/** All detectors, and the one that the user's lists make. */
export function detectorsFor({ indicators, detectors: wanted }: Brought): readonly Detector[] {
  const own = wanted === false ? [] : toolbox.detectors;
  return indicators ? [...own, knownBadDetector(indicators)] : own;
}

/** What the pass must keep and show, for all of them together and for what the user brought. */
export function passPlan(verify: Verify, brought: Brought = {}): PassPlan {
  const { rules, indicators } = brought;
  const { keeps, taps } = inventoryNeeds(toolbox.catalogers);
  const needs = detectorsFor(brought).flatMap((detector) => detector.needs ?? []);
  const kinds = new Set([...(indicators?.hashes.values() ?? [])].map(({ kind }) => kind));
  const alsoHashes = hashBits(HASH_ORDER.map(({ name }) => name).filter((name) => kinds.has(name)));
  return {
    keeps: [...keeps, ...startupFiles, ...needs, ...(rules ? ruleCandidates : [])],
    taps: [...taps, ...detectorTaps(brought)],
    verify,
    ...(alsoHashes > 0 ? { alsoHashes } : {}),
  };
}

/** One tap for the signals of all detectors, and those that some bring along. */
function detectorTaps(brought: Brought): Tap[] {
  const detectors = brought.detectors === false ? [] : toolbox.detectors;
  const { indicators } = brought;
  const signals = detectors.flatMap((detector) => ('signals' in detector ? detector.signals : []));
  const own = detectors.flatMap((detector): readonly Tap[] => {
    if ('tap' in detector) return [detector.tap];
    return 'inspect' in detector ? (detector.taps ?? []) : [];
  });
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
