/** One `[section]` of an ini file. */
export interface Section {
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** The last of several values; indented lines continue the one above. */
  readonly values: ReadonlyMap<string, string>;
  /** All values in their order. */
  readonly all: readonly (readonly [string, string])[];
}

const MOST_LINES = 50_000;
const MOST_SECTIONS = 5_000;

/** Reads ini files as supervisord and systemd write them. Keys keep their case. */
export function readSections(text: string): Section[] {
  const sections: { name: string; line: number; values: Map<string, string>; all: [string, string][] }[] = [];
  let key: string | undefined;
  let isContinued = false;
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const line = raw.replace(/\r$/, '');
    const current = sections.at(-1);
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const name = /^\[([^\]]{1,500})\]/.exec(line)?.[1];
    if (name !== undefined) {
      if (sections.length >= MOST_SECTIONS) break;
      sections.push({ name, line: index + 1, values: new Map(), all: [] });
      key = undefined;
      continue;
    }
    if (!current) continue;
    const continues = isContinued || (/^\s/.test(line) && key !== undefined);
    isContinued = trimmed.endsWith('\\');
    const value = withoutNotes(isContinued ? trimmed.slice(0, -1).trimEnd() : trimmed);
    if (continues && key !== undefined) {
      const whole = `${current.values.get(key) ?? ''} ${value}`;
      current.values.set(key, whole);
      const last = current.all.at(-1);
      if (last) last[1] = whole;
      continue;
    }
    const equals = value.search(/[=:]/);
    if (equals < 0) continue;
    key = value.slice(0, equals).trim();
    const text = value.slice(equals + 1).trim();
    current.values.set(key, text);
    current.all.push([key, text]);
  }
  return sections;
}

/** supervisord takes ` ;` for the begin of a remark. */
function withoutNotes(value: string): string {
  const at = value.indexOf(' ;');
  return at < 0 ? value : value.slice(0, at).trimEnd();
}
