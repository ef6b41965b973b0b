import { statSync } from 'node:fs';
import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import type { MatchOptions } from '../finding/match.ts';
import { identifyImage } from '../finding/vex/subject.ts';
import { inspect } from './inspect.ts';
import type { InspectOptions } from './inspect-options.ts';
import { readInventoryFile } from './inspect-report.ts';
import type { Inspection } from './inspection.ts';
import { judgeInventory } from './judge-inventory.ts';
import { type AdvisoryOptions, matchOptions, openAdvisories } from './open-advisories.ts';

export interface WithAdvisories {
  readonly inspection: Inspection;
  readonly store: AdvisoryStore;
  readonly match: MatchOptions;
}

/**
 * Inspects an image, or reads what a report or bill of materials lists, and asks a question of the advisories that it was
 * compared with, while they are open.
 */
export async function withAdvisories<Answer>(
  input: string,
  options: InspectOptions & { readonly advisories: AdvisoryOptions },
  ask: (opened: WithAdvisories) => Answer,
): Promise<Answer> {
  const environment = options.environment ?? process.env;
  const signal = options.signal ?? new AbortController().signal;
  const now = options.now ?? new Date();
  const inspection = isInventoryFile(input)
    ? await judgeInventory(readInventoryFile(input), { ...options, environment, signal, now })
    : await inspect(input, { ...options, now });
  const opened = await openAdvisories(inspection.inventory, {
    ...options.advisories,
    // The inspection has just brought them up to date.
    offline: true,
    environment,
    signal,
    now,
    image: identifyImage(inspection.image.name, [inspection.image.digest]),
    ...(typeof options.cache === 'string' ? { cacheFolder: options.cache } : {}),
  });
  try {
    return ask({ inspection, store: opened.store, match: matchOptions(opened, inspection.inventory, now) });
  } finally {
    opened.store.close();
  }
}

function isInventoryFile(input: string): boolean {
  return /\.(?:json|xml|spdx|cdx)$/i.test(input) && (statSync(input, { throwIfNoEntry: false })?.isFile() ?? false);
}
