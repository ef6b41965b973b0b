import { linesOf } from '../../format/text-lines.ts';

/** What OSV's `modified_id.csv` says: which records changed, the newest first. */
export interface ModifiedRecords {
  /** Ids of records changed at or after the given time, at most `most` + 1 of them. */
  readonly ids: readonly string[];
  /** RFC 3339: when the newest one changed. */
  readonly newest: string | undefined;
}

/** Lines that make no sense are passed over: the whole download, which is due now and then, makes up for them. */
export function readModifiedList(text: string, { since, most }: { since: string; most: number }): ModifiedRecords {
  const ids = new Set<string>();
  const start = Date.parse(since);
  let newest: string | undefined;
  for (const line of linesOf(text)) {
    const [, time = '', id = ''] = LINE.exec(line) ?? [];
    const changed = Date.parse(time);
    if (Number.isNaN(changed)) continue;
    newest ??= time;
    if (changed < start) break;
    ids.add(id);
    if (ids.size > most) break;
  }
  return { ids: [...ids], newest };
}

/** The list of the whole bucket has folders before the ids. */
const LINE = /^(\d{4}-\d\d-\d\dT[\d:.]{5,20}Z),(?:[^,/]{1,100}\/)?([A-Za-z][\w.:-]{0,200})$/;
