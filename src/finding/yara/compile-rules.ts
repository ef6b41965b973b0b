import { messageOf } from '../../base/errors.ts';
import type { YaraEngine, YaraMatch, YaraRules } from './engine.ts';
import type { RuleFile } from './rule-set.ts';

/** Rules of many files, ready to scan with. */
export interface CompiledRules {
  /** How many rules there are, private ones included. */
  readonly rules: number;
  /** Files that do not compile. */
  readonly failed: readonly { readonly path: string; readonly message: string }[];
  /** Variables that some rule may ask for: files of the same bytes and the same values of these match the same. */
  readonly variables: readonly string[];
  scan(bytes: Buffer, variables: Readonly<Record<string, string>>): RuleMatch[];
}

/** A rule that matches, and the file it came from. */
export interface RuleMatch extends YaraMatch {
  readonly namespace: string;
}

/** What rule sets expect to be told of the file: signature-base and those written for its scanners use them. */
export const EXTERNAL_VARIABLES = ['filename', 'filepath', 'extension', 'filetype', 'owner'] as const;

interface Unit {
  readonly file: RuleFile;
  readonly names: readonly string[];
}

interface Group {
  readonly rules: YaraRules;
  readonly namespaces: ReadonlyMap<string, string>;
}

/**
 * Compiles all files together: a scan costs much the same for one rule and for a hundred. The engine knows one namespace, so
 * files that use a name again make another group. A file that does not compile costs that file.
 */
export function compileRules(files: readonly RuleFile[], engine: YaraEngine): CompiledRules {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const failed: { path: string; message: string }[] = [];
  const groups: Group[] = [];
  for (const units of groupsOf(files)) {
    const group = compileGroup(units);
    if (group) groups.push(group);
  }
  return {
    rules: groups.reduce((sum, { namespaces }) => sum + namespaces.size, 0),
    failed,
    variables: EXTERNAL_VARIABLES.filter((name) =>
      files.some(({ source }) => new RegExp(`\\b${name}\\b`).test(source)),
    ),
    scan: (bytes, variables) =>
      groups.flatMap(({ rules, namespaces }) =>
        rules
          .scan(bytes, asTexts(variables))
          .map((match) => ({ ...match, namespace: namespaces.get(match.ruleIdentifier) ?? 'rules' })),
      ),
  };

  function compileGroup(units: readonly Unit[]): Group | undefined {
    const together = attempt(units.map(({ file }) => file));
    if (typeof together !== 'string') return ready(together, units);
    const sound = units.filter(({ file }) => {
      const alone = attempt(withIncluded(file));
      if (typeof alone === 'string') failed.push({ path: file.path, message: alone });
      return typeof alone !== 'string';
    });
    if (sound.length === 0) return undefined;
    const rules = attempt(sound.map(({ file }) => file));
    if (typeof rules !== 'string') return ready(rules, sound);
    for (const { file } of sound) failed.push({ path: file.path, message: rules });
    return undefined;
  }

  /** The rules, or why there are none. */
  function attempt(some: readonly RuleFile[]): YaraRules | string {
    try {
      return engine.compile(some.map(({ source }) => source).join('\n'), { defineVariables: NO_VALUES });
    } catch (error) {
      return shortMessage(error);
    }
  }

  function withIncluded(file: RuleFile): RuleFile[] {
    const needed = new Set([file]);
    for (const one of needed) {
      for (const path of one.includes) {
        const included = byPath.get(path);
        if (included) needed.add(included);
      }
    }
    return [...needed].reverse();
  }
}

/**
 * The binding takes texts that read as whole numbers or truth values for such, and then refuses them: a file would only have to be
 * called `1` to go unseen. With this in front they stay texts, of the same file.
 */
function asTexts(variables: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const entries = Object.entries(variables);
  return Object.fromEntries(entries.map(([name, value]) => [name, NO_TEXT.test(value) ? `./${value}` : value]));
}

const NO_TEXT = /^(?:[+-]?\d+|true|false)$/i;

const NO_VALUES = Object.fromEntries(EXTERNAL_VARIABLES.map((name) => [name, '']));

/** Files in groups without a name that is used twice, as few as need be. */
function groupsOf(files: readonly RuleFile[]): Unit[][] {
  const groups: { readonly units: Unit[]; readonly taken: Set<string> }[] = [];
  for (const file of files) {
    const names = ruleNames(file.source);
    const fitting = groups.find(({ taken }) => !names.some((name) => taken.has(name)));
    const group = fitting ?? { units: [], taken: new Set<string>() };
    if (!fitting) groups.push(group);
    group.units.push({ file, names });
    for (const name of names) group.taken.add(name);
  }
  return groups.map(({ units }) => units);
}

/** A comment, a text, a regular expression, or the name of a rule. Division is written with a backslash. */
const LEXEME =
  /\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|\/(?:\\.|[^/\\\n])+\/|\brule\s+([A-Za-z_]\w{0,127})/g;

/** Names of the rules that a source declares. */
export function ruleNames(source: string): string[] {
  return [...source.matchAll(LEXEME)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function ready(rules: YaraRules, units: readonly Unit[]): Group {
  rules.setMaxMatchesPerPattern(MOST_PLACES);
  const namespaces = new Map<string, string>();
  for (const { file, names } of units) for (const name of names) namespaces.set(name, file.namespace);
  return { rules, namespaces };
}

/** Places of one pattern in one file that are looked at. */
const MOST_PLACES = 4_096;
const LONGEST_MESSAGE = 200;

/** The engine draws the source with arrows: the first line says what, the second where. */
function shortMessage(error: unknown): string {
  const [what = '', where = ''] = (error instanceof Error ? error.message : messageOf(error)).split('\n');
  const place = /line:(\d+):\d+/.exec(where)?.[1];
  const message = what.replace(/^.*?error\[\w+\]: /, '');
  return `${message.slice(0, LONGEST_MESSAGE)}${place === undefined ? '' : ` (line ${place})`}`;
}
