import { calculate } from './arithmetic.ts';
import { matches } from './pattern.ts';
import { isKnown, type Scene, type Status } from './state.ts';

/** What `[ … ]` or, with patterns, `[[ … ]]` says; undefined where it is only known when it runs. */
export function evaluateTest(
  scene: Scene,
  words: readonly string[],
  { patterns = false }: { patterns?: boolean } = {},
): Status {
  return either(scene, { words, at: 0, patterns, depth: 0 });
}

interface Cursor {
  readonly words: readonly string[];
  readonly patterns: boolean;
  at: number;
  depth: number;
}

function either(scene: Scene, cursor: Cursor): Status {
  let result = both(scene, cursor);
  while (next(cursor, '||', '-o')) {
    const other = both(scene, cursor);
    result = result || other || (result === undefined || other === undefined ? undefined : false);
  }
  return result;
}

function both(scene: Scene, cursor: Cursor): Status {
  let result = one(scene, cursor);
  while (next(cursor, '&&', '-a')) {
    const other = one(scene, cursor);
    if (result === false || other === false) result = false;
    else result = result && other;
  }
  return result;
}

function next(cursor: Cursor, ...words: readonly string[]): boolean {
  const found = words.includes(cursor.words[cursor.at] ?? '');
  if (found) cursor.at++;
  return found;
}

const BINARY: ReadonlySet<string> = new Set('= == != =~ < > -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));

function one(scene: Scene, cursor: Cursor): Status {
  const [first = '', second, third] = cursor.words.slice(cursor.at, cursor.at + 3);
  if (cursor.at >= cursor.words.length) return false;
  if (second !== undefined && third !== undefined && BINARY.has(second)) {
    cursor.at += 3;
    return compare(scene, { left: first, operator: second, right: third, patterns: cursor.patterns });
  }
  if (first === '!' && second !== undefined && cursor.depth++ < 50) {
    cursor.at++;
    const result = one(scene, cursor);
    return result === undefined ? undefined : !result;
  }
  if (first === '(' && second !== undefined && cursor.depth++ < 50) {
    cursor.at++;
    const result = either(scene, cursor);
    return next(cursor, ')', '\\)') ? result : undefined;
  }
  if (/^-[a-zA-Z]$/.test(first) && second !== undefined && second !== '-a' && second !== '-o') {
    cursor.at += 2;
    const empty = isKnown(second) ? second === '' : second.length > 1 ? false : undefined;
    if (first === '-z') return empty;
    return first === '-n' && empty !== undefined ? !empty : undefined;
  }
  cursor.at++;
  return isKnown(first) ? first !== '' : first.length > 1 || undefined;
}

interface Comparison {
  readonly left: string;
  readonly operator: string;
  readonly right: string;
  readonly patterns: boolean;
}

function compare(scene: Scene, { left, operator, right, patterns }: Comparison): Status {
  if (!isKnown(left) || !isKnown(right)) return undefined;
  if (operator === '=' || operator === '==' || operator === '!=') {
    const same = patterns ? matches(scene.reading, right, left) : left === right;
    return same === undefined ? undefined : same === (operator !== '!=');
  }
  if (!operator.startsWith('-') || ['-nt', '-ot', '-ef'].includes(operator)) return undefined;
  const [a, b] = [calculate(scene, left), calculate(scene, right)];
  if (operator === '-ne' && a !== undefined && b !== undefined) return a !== b;
  if (a === undefined || b === undefined) return undefined;
  const order = { '-eq': a === b, '-lt': a < b, '-le': a <= b, '-gt': a > b, '-ge': a >= b };
  return Object.entries(order).find(([name]) => name === operator)?.[1];
}
