import { FormatError, UsageError } from '../base/errors.ts';
import { asList, asObject, asText, type JsonObject } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { parseYaml, type YamlDocument } from '../format/yaml.ts';

/** A finding that a team chose to live with: which, why, and how long. */
export interface IgnoreEntry {
  /** A vulnerability's id, or a rule's: `CVE-2024-1234`, `integrity/modified-executable`. */
  readonly id: string;
  /** A package's name, or its package URL, with or without version. */
  readonly package?: string;
  /** Glob of files in the image. */
  readonly path?: string;
  readonly reason: string;
  /** The last day on which it holds, `YYYY-MM-DD`. Absent where somebody wrote `forever`. */
  readonly until?: string;
  /** In its file, from 1. */
  readonly line: number;
}

const WORDS = ['id', 'package', 'path', 'until', 'reason'] as const;
const LONGEST = 1_000;
/** Each pair of braces multiplies what a glob stands for. */
const MOST_BRACKETS = 5;

/**
 * Reads a file of exceptions. One a line, `#` begins a comment line:
 * `CVE-2024-1234 package:lodash path:app/** until:2027-01-31 because we never parse foreign input`.
 * Or YAML, a list `ignore:` of entries with the same words and `reason`.
 * @throws UsageError `bad-config`, naming the line.
 */
export function readIgnoreFile(text: string, name: string): IgnoreEntry[] {
  if (text.length > limits.ignoreFile) throw new UsageError('bad-config', `${name} is too large`);
  const isYaml = /\.ya?ml$/i.test(name) || /^ignore:/m.test(text);
  return isYaml ? readYaml(text, name) : readLines(text, name);
}

function readLines(text: string, name: string): IgnoreEntry[] {
  return text.split('\n').flatMap((written, index) => {
    const line = written.trim();
    if (line === '' || line.startsWith('#')) return [];
    const at = { name, line: index + 1 };
    const because = / because(?: |$)/.exec(line)?.index ?? line.length;
    const [id = '', ...rest] = line.slice(0, because).trim().split(/\s+/);
    const words = new Map([
      ['id', id],
      ['reason', line.slice(because + ' because'.length).trim()],
    ]);
    for (const word of rest) {
      const colon = word.indexOf(':');
      const key = word.slice(0, Math.max(colon, 0));
      if (!['package', 'path', 'until'].includes(key)) {
        throw refusal(at, `${JSON.stringify(word.slice(0, 60))} is none of package:, path:, until: or because`);
      }
      if (words.has(key)) throw refusal(at, `${key}: comes twice`);
      words.set(key, word.slice(colon + 1));
    }
    return [entryOf(words, at)];
  });
}

function readYaml(text: string, name: string): IgnoreEntry[] {
  const document = yamlOf(text, name);
  const root = asObject(document.value);
  const known = root && Object.keys(root).every((key) => key === 'ignore') && Array.isArray(root.ignore);
  if (!known) throw refusal({ name, line: 1 }, 'it should hold a list named ignore, and nothing else');
  return asList(root.ignore).map((value, index) => {
    const at = { name, line: document.lineOf(['ignore', index]) };
    const entry = asObject(value);
    if (!entry) throw refusal(at, 'an entry should have an id, a reason and an end');
    return entryOf(wordsOf(entry, at), at);
  });
}

function yamlOf(text: string, name: string): YamlDocument {
  try {
    return parseYaml(text, { longest: limits.ignoreFile });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const line = Number(/line (\d{1,7})/.exec(error.message)?.[1] ?? 1);
    throw refusal({ name, line }, error.message);
  }
}

function wordsOf(entry: JsonObject, at: Place): Map<string, string> {
  const words = new Map<string, string>();
  for (const [key, value] of Object.entries(entry)) {
    const text = asText(value);
    if (!WORDS.some((word) => word === key) || text === undefined) {
      throw refusal(at, `${JSON.stringify(key.slice(0, 60))} is none of ${WORDS.join(', ')}, or not a text`);
    }
    words.set(key, text.trim());
  }
  return words;
}

interface Place {
  readonly name: string;
  readonly line: number;
}

function entryOf(words: ReadonlyMap<string, string>, at: Place): IgnoreEntry {
  const [id = '', until = '', reason = ''] = [words.get('id'), words.get('until'), words.get('reason')];
  const [ofPackage, path] = [words.get('package'), words.get('path')];
  for (const [word, value] of words) {
    if (value.length > LONGEST) throw refusal(at, `its ${word} is longer than ${LONGEST} characters`);
    if (value === '' && word !== 'reason' && word !== 'id') throw refusal(at, `its ${word} is empty`);
  }
  if (!/^[A-Za-z][\w./:+-]*$/.test(id)) throw refusal(at, 'it should begin with the id of a vulnerability or rule');
  if (path !== undefined && (path.match(/[{[]/g)?.length ?? 0) > MOST_BRACKETS)
    throw refusal(at, 'its path is too involved');
  if (reason === '') throw refusal(at, 'it gives no reason: add "because" and why');
  if (until === '') throw refusal(at, 'it has no end: add until:YYYY-MM-DD, or until:forever');
  if (until !== 'forever' && !isDate(until)) throw refusal(at, `${until.slice(0, 60)} is not a date (YYYY-MM-DD)`);
  return {
    id,
    ...(ofPackage ? { package: ofPackage } : {}),
    ...(path ? { path: path.replace(/^\/+/, '') } : {}),
    reason,
    ...(until === 'forever' ? {} : { until }),
    line: at.line,
  };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function refusal({ name, line }: Place, what: string): UsageError {
  return new UsageError('bad-config', `${name}, line ${line}: ${what}`);
}
