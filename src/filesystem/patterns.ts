import type { FileHeader, FilePattern, PatternBounds } from './file.ts';

/** Tells which of many patterns a file matches, at a cost that does not grow with their number. */
export interface PatternSet {
  /** Does the path match one of the globs that have no bounds? */
  matchesPath(path: string): boolean;
  /** Could a path with this base name match one of the globs? */
  mayMatchName(name: string): boolean;
  /** Does the header match one of the globs or kinds? */
  matches(file: Pick<FileHeader, 'path' | 'kind' | 'size'>): boolean;
}

/** Compiles patterns, those of the same bounds together. */
export function compilePatterns(patterns: readonly FilePattern[]): PatternSet {
  const free = compileUnbounded(patterns.filter((pattern) => boundsOf(pattern) === undefined));
  const groups = boundedGroups(patterns);
  if (groups.length === 0) return free;
  return {
    matchesPath: free.matchesPath,
    mayMatchName: (name) => free.mayMatchName(name) || groups.some(({ set }) => set.mayMatchName(name)),
    matches: (entry) =>
      free.matches(entry) ||
      groups.some(
        ({ bounds: { largest, kinds }, outside, set }) =>
          entry.size <= largest &&
          (kinds?.includes(entry.kind) ?? true) &&
          set.matches(entry) &&
          !outside.test(entry.path),
      ),
  };
}

interface BoundedGroup {
  readonly bounds: PatternBounds;
  readonly outside: RegExp;
  readonly set: PatternSet;
}

function boundsOf(pattern: FilePattern): PatternBounds | undefined {
  return 'noted' in pattern ? undefined : pattern.bounds;
}

function boundedGroups(patterns: readonly FilePattern[]): BoundedGroup[] {
  const groups = new Map<string, { bounds: PatternBounds; members: FilePattern[] }>();
  for (const pattern of patterns) {
    const bounds = boundsOf(pattern);
    if (!bounds) continue;
    const key = JSON.stringify(bounds);
    const group = groups.get(key) ?? { bounds, members: [] };
    group.members.push(pattern);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ bounds, members }) => ({
    bounds,
    outside: folderExpression(bounds.outside),
    set: compileUnbounded(members),
  }));
}

/** Matches paths below one of the folders. */
function folderExpression(folders: readonly string[]): RegExp {
  if (folders.length === 0) return /(?!)/;
  const one = (folder: string): string =>
    (folder.includes('/') ? '^' : '(?:^|/)') + folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:${folders.map(one).join('|')})/`);
}

/**
 * Globs are filed by what the base names they match must be, begin or end with, or by the folder they stand in. Asked for
 * every file of an image, so a gate of two characters says no before a string is cut.
 */
function compileUnbounded(patterns: readonly FilePattern[]): PatternSet {
  const kinds = new Set<string>();
  const byName = createFile();
  const byExtension = createFile();
  const byStart = createFile();
  const byFolder = createFile();
  const others: RegExp[] = [];
  for (const pattern of patterns) {
    if ('kind' in pattern) kinds.add(pattern.kind);
    if (!('glob' in pattern)) continue;
    for (const alternative of expandBraces(pattern.glob)) {
      const expression = globExpression(alternative);
      const [base = '', folder = ''] = alternative.split('/').reverse();
      const start = /^[^*?[]*/.exec(base)?.[0] ?? '';
      const extension = /(\.[^.*?[\]]+)$/.exec(base)?.[1];
      if (start === base && base.length >= GATE) byName.add(base, expression);
      else if (extension) byExtension.add(extension, expression);
      else if (start.length >= START_LENGTH) byStart.add(start.slice(0, START_LENGTH), expression);
      else if (base !== '**' && folder.length >= GATE && !/[*?[]/.test(folder)) byFolder.add(folder, expression);
      else others.push(expression);
    }
  }
  const matchesPath = (path: string): boolean => {
    const end = path.length;
    const base = startOfName(path, end);
    const starts = pair(path.charCodeAt(base), path.charCodeAt(base + 1));
    const ends = pair(path.charCodeAt(end - 2), path.charCodeAt(end - 1));
    return (
      (byName.gate[starts] === 1 && byName.some(path.slice(base), path)) ||
      (byExtension.gate[ends] === 1 && byExtension.some(path.slice(Math.max(base, path.lastIndexOf('.'))), path)) ||
      (byStart.gate[starts] === 1 && byStart.some(path.slice(base, base + START_LENGTH), path)) ||
      (byFolder.gate[pair(path.charCodeAt(base - 3), path.charCodeAt(base - 2))] === 1 &&
        byFolder.some(path.slice(startOfName(path, base - 1), base - 1), path)) ||
      others.some((expression) => expression.test(path))
    );
  };
  return {
    matchesPath,
    mayMatchName: (name) =>
      others.length > 0 ||
      byFolder.size > 0 ||
      byName.has(name) ||
      byExtension.has(name.slice(Math.max(0, name.lastIndexOf('.')))) ||
      byStart.has(name.slice(0, START_LENGTH)),
    matches: (entry) => kinds.has(entry.kind) || matchesPath(entry.path),
  };
}

/** Expressions by a text that stands at one place of the paths they match. */
interface ExpressionFile {
  readonly size: number;
  /** 1 where two characters, at the start of names and at the end of all else, may be those of a key. */
  readonly gate: Uint8Array;
  add(key: string, expression: RegExp): void;
  has(key: string): boolean;
  some(key: string, path: string): boolean;
}

/** How many characters of a key the gates look at. */
const GATE = 2;
/** How many first characters of a base name patterns are filed by. */
const START_LENGTH = 3;

function createFile(): ExpressionFile {
  const expressions = new Map<string, RegExp[]>();
  const gate = new Uint8Array(1 << 12);
  return {
    get size() {
      return expressions.size;
    },
    gate,
    add(key, expression) {
      const list = expressions.get(key);
      if (list) list.push(expression);
      else expressions.set(key, [expression]);
      gate[pair(key.charCodeAt(0), key.charCodeAt(1))] = 1;
      gate[pair(key.charCodeAt(key.length - 2), key.charCodeAt(key.length - 1))] = 1;
    },
    has: (key) => expressions.has(key),
    some: (key, path) => expressions.get(key)?.some((expression) => expression.test(path)) ?? false,
  };
}

/** Where two characters stand in a gate; those that are not there count as one. */
function pair(first: number, second: number): number {
  return ((first << 6) ^ second) & 0xfff;
}

/** Where the last part of `path` up to `end` starts. */
function startOfName(path: string, end: number): number {
  let start = Math.max(end, 0);
  while (start > 0 && path.charCodeAt(start - 1) !== SLASH) start--;
  return start;
}

const SLASH = 0x2f;

/** Patterns that name one path each: these may lead through linked folders, where no entry has that path. */
export function literalPaths(patterns: readonly FilePattern[]): string[] {
  return patterns.flatMap((pattern) =>
    'glob' in pattern && !/[*?[\]]/.test(pattern.glob) ? expandBraces(pattern.glob) : [],
  );
}

/** `a{b,c{d,e}}` becomes `ab`, `acd`, `ace`. Patterns are ours, not the image's. */
function expandBraces(pattern: string): string[] {
  const open = pattern.indexOf('{');
  if (open < 0) return [pattern];
  const parts: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      parts.push(pattern.slice(start, i));
      start = i + 1;
    } else if (character === '}' && --depth === 0) {
      parts.push(pattern.slice(start, i));
      const head = pattern.slice(0, open);
      const tail = pattern.slice(i + 1);
      return parts.flatMap((part) => expandBraces(head + part + tail));
    }
  }
  throw new RangeError(`unbalanced braces in pattern ${pattern}`);
}

function globExpression(pattern: string): RegExp {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (pattern.startsWith('**/', i)) {
      source += '(?:.*/)?';
      i += 2;
    } else if (pattern.startsWith('**', i)) {
      source += '.*';
      i += 1;
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const close = pattern.indexOf(']', i + 2);
      source += `[${pattern
        .slice(i + 1, close)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\')}]`;
      i = close;
    } else source += character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
  }
  return new RegExp(`^${source}$`, 's');
}
