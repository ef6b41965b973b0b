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
        ({ bounds, outside, set }) => entry.size <= bounds.largest && set.matches(entry) && !outside.test(entry.path),
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

/** Globs are filed by what the base names they match must be, begin or end with: most paths meet no regular expression. */
function compileUnbounded(patterns: readonly FilePattern[]): PatternSet {
  const kinds = new Set<string>();
  const byName = new Map<string, RegExp[]>();
  const byExtension = new Map<string, RegExp[]>();
  const byStart = new Map<string, RegExp[]>();
  const others: { readonly literal: string; readonly path: RegExp }[] = [];
  for (const pattern of patterns) {
    if ('kind' in pattern) kinds.add(pattern.kind);
    if (!('glob' in pattern)) continue;
    for (const alternative of expandBraces(pattern.glob)) {
      const expression = globExpression(alternative);
      const base = alternative.slice(alternative.lastIndexOf('/') + 1);
      const start = /^[^*?[]*/.exec(base)?.[0] ?? '';
      const extension = /(\.[^.*?[\]]+)$/.exec(base)?.[1];
      if (start === base) file(byName, base, expression);
      else if (extension) file(byExtension, extension, expression);
      else if (start.length >= START_LENGTH) file(byStart, start.slice(0, START_LENGTH), expression);
      else others.push({ literal: longestLiteral(alternative), path: expression });
    }
  }
  const filed = (base: string): (readonly RegExp[] | undefined)[] => {
    const dot = base.lastIndexOf('.');
    return [
      byName.get(base),
      dot < 0 ? undefined : byExtension.get(base.slice(dot)),
      byStart.get(base.slice(0, START_LENGTH)),
    ];
  };
  const matchesPath = (path: string): boolean => {
    const base = path.slice(path.lastIndexOf('/') + 1);
    const dot = base.lastIndexOf('.');
    return (
      some(byName.get(base), path) ||
      (dot >= 0 && some(byExtension.get(base.slice(dot)), path)) ||
      some(byStart.get(base.slice(0, START_LENGTH)), path) ||
      others.some((other) => path.includes(other.literal) && other.path.test(path))
    );
  };
  return {
    matchesPath,
    mayMatchName: (name) => others.length > 0 || filed(name).some((expressions) => expressions !== undefined),
    matches: (entry) => kinds.has(entry.kind) || matchesPath(entry.path),
  };
}

/** Patterns that name one path each: these may lead through linked folders, where no entry has that path. */
export function literalPaths(patterns: readonly FilePattern[]): string[] {
  return patterns.flatMap((pattern) =>
    'glob' in pattern && !/[*?[\]]/.test(pattern.glob) ? expandBraces(pattern.glob) : [],
  );
}

/** How many first characters of a base name patterns are filed by. */
const START_LENGTH = 3;

function file(index: Map<string, RegExp[]>, key: string, expression: RegExp): void {
  const list = index.get(key);
  if (list) list.push(expression);
  else index.set(key, [expression]);
}

function some(expressions: readonly RegExp[] | undefined, path: string): boolean {
  return expressions?.some((expression) => expression.test(path)) ?? false;
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

/** The longest piece of the pattern that stands in every path it matches: looked for first, as that is cheap. */
function longestLiteral(pattern: string): string {
  const pieces = pattern.replace(/^\*\*\//, '').split(/\*\*\/|\*\*|\*|\?|\[[^\]]*\]/);
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
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
