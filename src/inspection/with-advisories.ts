import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import type { MatchOptions } from '../finding/match.ts';
import { identifyImage } from '../finding/vex/subject.ts';
import { checkVulnerabilities } from './check-vulnerabilities.ts';
import { conclude, detectedFindings } from './conclude.ts';
import { type InspectOptions, settle } from './inspect-options.ts';
import type { Inspection } from './inspection.ts';
import { type AdvisoryOptions, matchOptions, openAdvisories } from './open-advisories.ts';
import { orAbortReason } from './or-abort-reason.ts';
import type { TakenImage } from './taken-image.ts';

export interface WithAdvisories {
  readonly inspection: Inspection;
  readonly store: AdvisoryStore;
  readonly match: MatchOptions;
}

/** Compares what was taken of an image with advisories, and asks a question of both while the advisories are open. */
export async function withAdvisories<Answer>(
  taken: TakenImage,
  options: InspectOptions & { readonly advisories: AdvisoryOptions },
  ask: (opened: WithAdvisories) => Answer,
): Promise<Answer> {
  const { environment, signal, now, onNotice, registry, cache } = settle(options);
  const { image, inventory } = taken;
  const checkOptions = {
    ...options.advisories,
    environment,
    signal,
    now,
    image: identifyImage(image.name, [image.digest]),
    ...(typeof cache === 'string' ? { cacheFolder: cache } : {}),
    ...(registry?.caFile === undefined ? {} : { caFile: registry.caFile }),
    ...(onNotice ? { notice: onNotice } : {}),
  };
  options.onProgress?.({ stage: 'comparing with advisories', doneBytes: 0, totalBytes: 0 });
  try {
    const opened = await openAdvisories(inventory, checkOptions);
    try {
      const match = matchOptions(opened, inventory, now);
      const check = await checkVulnerabilities(inventory, {
        ...checkOptions,
        opened,
        match,
        detected: detectedFindings(taken),
      });
      return ask({ inspection: conclude(taken, check, now), store: opened.store, match });
    } finally {
      opened.store.close();
    }
  } catch (error) {
    throw orAbortReason(error, signal);
  }
}
