import type { Severity } from './severity.ts';

/** Characters of a summary that are kept. */
const LONGEST_TEXT = 2_000;
/** Characters of a reason; fewer, for it is kept with each package that it is for. */
const LONGEST_NOTE = 160;
const LONGEST_NAME = 256;
const LONGEST_VERSION = 256;
const MOST_REFERENCES = 10;
const MOST_IDS = 2_000;

/** One sentence or a short text: white space made single, cut where it is long. */
export function shortText(text: string | undefined): string {
  return cut(text, LONGEST_TEXT);
}

/** A source's reason for what it says of one package: as a summary, and shorter still. */
export function shortNote(text: string | undefined): string {
  return cut(text, LONGEST_NOTE);
}

/** The text as a package name: no white space, not empty, of bounded length. */
export function packageName(text: string | undefined): string | undefined {
  return plainWord(text, LONGEST_NAME);
}

/** The text as a version: no white space, not empty, of bounded length. Whether it can be compared is for others to say. */
export function versionText(text: string | undefined): string | undefined {
  return plainWord(text, LONGEST_VERSION);
}

/** The text as an advisory's id: one word of bounded length that begins with a letter. */
export function advisoryId(text: string | undefined): string | undefined {
  const id = plainWord(text, LONGEST_NAME);
  return id !== undefined && /^[A-Za-z]/.test(id) ? id : undefined;
}

/** True for ids that the CVE programme gave out. */
export function isCveId(id: string): boolean {
  return /^CVE-\d{4}-\d{4,19}$/.test(id);
}

/** The CVE ids among the texts, each once, sorted. */
export function cveIds(texts: Iterable<string>): string[] {
  const ids = new Set<string>();
  for (const text of texts) {
    const id = text.trim().toUpperCase();
    if (isCveId(id) && ids.size < MOST_IDS) ids.add(id);
  }
  return [...ids].sort();
}

/** The CVE ids anywhere in a text, each once, sorted. */
export function cveIdsIn(text: string): string[] {
  return cveIds(text.match(/\bCVE-\d{4}-\d{4,19}\b/g) ?? []);
}

/** Addresses on the web, in their order, each once, a few at most. */
export function webAddresses(texts: Iterable<string | undefined>): string[] {
  const addresses = new Set<string>();
  for (const text of texts) {
    if (addresses.size === MOST_REFERENCES) break;
    const address = text?.trim() ?? '';
    if (/^https?:\/\/[^\s"<>]{1,2000}$/.test(address)) addresses.add(address);
  }
  return [...addresses];
}

/** What a source's word for severity means; undefined for a word that says nothing. */
export function severityOf(word: string | undefined): Severity | undefined {
  switch (word?.trim().toLowerCase()) {
    case 'critical':
    case 'urgent':
      return 'critical';
    case 'high':
    case 'important':
      return 'high';
    case 'medium':
    case 'moderate':
      return 'medium';
    case 'low':
      return 'low';
    case 'negligible':
    case 'unimportant':
      return 'negligible';
    default:
      return undefined;
  }
}

/** The word that CVSS 3 has for a base score; undefined where there is none or it is out of bounds. */
export function severityOfScore(score: number | undefined): Severity | undefined {
  if (score === undefined || score <= 0 || score > 10) return undefined;
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : 'low';
}

/** A date with or without a time, UTC where it names no zone, as RFC 3339; undefined for anything else. */
export function timestamp(text: string | undefined): string | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(?:\.\d{1,9})?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?$/.exec(
      text?.trim() ?? '',
    );
  if (!match) return undefined;
  const [, date, time = '00:00', seconds = ':00', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${date}T${time}${seconds}${zone === 'UTC' ? 'Z' : withColon(zone)}`);
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

function cut(text: string | undefined, most: number): string {
  // Cut before white space is looked at: what follows is dropped anyway.
  const plain = (text ?? '')
    .slice(0, most * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain;
}

function withColon(zone: string): string {
  return /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
}

function plainWord(text: string | undefined, longest: number): string | undefined {
  const word = text?.trim() ?? '';
  return word !== '' && word.length <= longest && /^[\x21-\x7e]+$/.test(word) ? word : undefined;
}
