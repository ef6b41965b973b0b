/** Maven coordinates, as far as an archive tells them. */
export interface JavaCoordinates {
  /** Undefined when nothing tells. */
  readonly group: string | undefined;
  readonly artifact: string;
  /** '' when nothing tells. */
  readonly version: string;
}

/** What is known of one package beyond its coordinates. */
export interface JavaPackage extends JavaCoordinates {
  readonly licenses: readonly string[];
  readonly supplier?: string;
  readonly homepage?: string;
}

const LONGEST = 200;

/** A group or artifact id; undefined for a placeholder, a sentence, or no text. */
export function identifier(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed && trimmed.length <= LONGEST && /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(trimmed) ? trimmed : undefined;
}

/** A version: the first word, when Maven could have it as one; '' for a placeholder or no text. */
export function versionText(text: string | undefined): string {
  const word = text?.trim().split(/\s/, 1)[0] ?? '';
  return word.length <= LONGEST && /^[A-Za-z0-9][A-Za-z0-9._+~-]*$/.test(word) && /\d/.test(word) ? word : '';
}

const TOP_LEVELS =
  /^(?:com|org|net|io|edu|gov|info|biz|dev|app|cloud|tech|me|ai|software|jakarta|javax|java|jdk|[a-z]{2})\./;

/** A group that starts like a domain name turned around: `org.apache.commons`. */
export function reverseDomain(text: string | undefined): string | undefined {
  const id = identifier(text);
  return id && TOP_LEVELS.test(id) && !id.endsWith('.') && !id.includes('..') ? id : undefined;
}
