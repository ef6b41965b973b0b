import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedRange } from '../advisory.ts';
import { versionText } from '../record-fields.ts';

/** The ranges of an OSV record's `affected` entry. Ranges of commits are left out: images do not name commits. */
export function parseRanges(affected: JsonObject): AffectedRange[] {
  const ranges: AffectedRange[] = [];
  for (const entry of asList(affected.ranges)) {
    const range = asObject(entry);
    if (!range || !['SEMVER', 'ECOSYSTEM'].includes(asText(range.type) ?? '')) continue;
    ranges.push(...rangesOfEvents(asList(range.events)));
    if (ranges.length > limits.advisoryRanges) return ranges.slice(0, limits.advisoryRanges);
  }
  return ranges;
}

function rangesOfEvents(events: readonly Json[]): AffectedRange[] {
  const ranges: AffectedRange[] = [];
  let introduced: string | undefined;
  const limit = textOf(events, 'limit');
  const close = (end: Pick<AffectedRange, 'fixed' | 'lastAffected'>) => {
    if (introduced !== undefined) ranges.push({ introduced, ...end, ...(limit === undefined ? {} : { limit }) });
    introduced = undefined;
  };
  for (const event of events.map(asObject)) {
    const [start, fixed, lastAffected] = ['introduced', 'fixed', 'last_affected'].map((key) =>
      versionText(asText(event?.[key])),
    );
    if (fixed !== undefined) close({ fixed });
    if (lastAffected !== undefined) close({ lastAffected });
    if (start === undefined) continue;
    close({});
    introduced = start;
  }
  close({});
  return ranges;
}

function textOf(events: readonly Json[], key: string): string | undefined {
  for (const event of events) {
    const text = versionText(asText(asObject(event)?.[key]));
    if (text !== undefined && text !== '*') return text;
  }
  return undefined;
}
