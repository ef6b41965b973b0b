import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { severityOf } from '../record-fields.ts';
import type { Severity } from '../severity.ts';

/** What the fields of a record, or of one of its packages, say of its severity. */
export interface ParsedSeverity {
  /** The source's own word. */
  readonly severity?: Severity;
  /** Vectors as written. */
  readonly cvss: readonly string[];
}

const MOST_VECTORS = 20;
const LONGEST_VECTOR = 512;

/** @param holder a record or an `affected` entry: `severity`, `database_specific` and `ecosystem_specific` are the same in both */
export function parseSeverity(holder: JsonObject): ParsedSeverity {
  const cvss = new Set<string>();
  let word: Severity | undefined;
  for (const entry of asList(holder.severity).map(asObject)) {
    const score = asText(entry?.score)?.trim() ?? '';
    if (/^CVSS_V[234]$/.test(asText(entry?.type) ?? '')) {
      if (score !== '' && score.length <= LONGEST_VECTOR && cvss.size < MOST_VECTORS) cvss.add(score);
    } else word ??= severityOf(score);
  }
  for (const field of [holder.database_specific, holder.ecosystem_specific]) {
    word ??= wordOf(asObject(field));
  }
  return { ...(word === undefined ? {} : { severity: word }), cvss: [...cvss] };
}

/** GitHub and Bitnami write `severity`, Debian `urgency`, Ubuntu `ubuntu_priority`; RustSec tells what is no vulnerability. */
function wordOf(fields: JsonObject | undefined): Severity | undefined {
  if (!fields) return undefined;
  const words: (Json | undefined)[] = [fields.severity, fields.urgency, fields.ubuntu_priority, fields.priority];
  for (const word of words) {
    const severity = severityOf(asText(word));
    if (severity !== undefined) return severity;
  }
  return ['unmaintained', 'notice'].includes(asText(fields.informational) ?? '') ? 'negligible' : undefined;
}
