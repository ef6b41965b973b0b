import { limits } from '../../base/limits.ts';
import { reversed } from './fold-literals.ts';
import { createDecoders } from './text-decoders.ts';
import { readLiteral } from './text-literals.ts';
import { MOST_ITEMS, plain, type Value } from './text-value.ts';

/** Reads expressions of the languages that programs are written in, as far as texts follow from literals. */
export interface ValueReader {
  /** The value that begins there, and where it ends. */
  read(at: number): { readonly value: Value; readonly end: number };
  /** The values between the brackets that open there; without brackets, those up to the end of the line. */
  list(at: number): { readonly values: readonly Value[]; readonly end: number };
  /** How texts were decoded since it was last asked. */
  takeWays(): readonly string[];
}

const MOST_SETTINGS = 2_000;
const MOST_STEPS = 20_000;
const DEEPEST = 12;
const SETTING =
  /(?<![\w.>$@-])(?:(?:my|our|local|const|let|var|static|final|String|str)\s{1,8}){0,2}([$@]?[A-Za-z_]\w{0,63})\s{0,20}(:?|\+|\.|\.\.)=(?![=>~])[^\S\n]{0,20}/g;
const NAME = /[$@%]?[A-Za-z_]\w{0,63}(?:(?:\.|::|->|\\)[A-Za-z_]\w{0,63}){0,6}/y;
const BLANKS = /(?:\s|\\\n){0,400}/y;

export function createValueReader(text: string, environment: ReadonlyMap<string, string> = new Map()): ValueReader {
  const settings = settingsOf(text);
  let steps = 0;
  let ways: string[] = [];
  const { decoded, converted, packed } = createDecoders((way) => ways.push(way));
  return {
    read: (at) => expression(at, 0),
    list: (at) => listed(at, 0),
    takeWays() {
      const taken = ways;
      ways = [];
      return taken;
    },
  };

  function skip(at: number): number {
    BLANKS.lastIndex = at;
    BLANKS.test(text);
    return Math.max(BLANKS.lastIndex, at);
  }

  function expression(from: number, depth: number): { value: Value; end: number } {
    let { value, end } = single(from, depth);
    for (let next = skip(end); steps++ < MOST_STEPS; next = skip(end)) {
      const joint = /^(?:\+(?![+=])|\.\.?(?![.=\w])|\.\s?(?=["'$]))/.exec(text.slice(next, next + 3))?.[0];
      if (joint === undefined) break;
      const right = single(next + joint.length, depth);
      if (right.end <= next + joint.length) break;
      value = joined(value, right.value);
      end = right.end;
    }
    return { value, end };
  }

  function single(from: number, depth: number): { value: Value; end: number } {
    const at = skip(from);
    if (depth > DEEPEST || steps++ > MOST_STEPS) return { value: undefined, end: at };
    let { value, end } = primary(at, depth);
    for (; steps++ < MOST_STEPS; ) {
      const rest = text.slice(end, end + 120);
      if (rest.startsWith('[::-1]')) {
        if (typeof value === 'string') value = reversed(value);
        end += 6;
        continue;
      }
      const method = /^\s{0,20}(?:\.|->|&\.)([A-Za-z_]\w{0,40})(\()?/.exec(rest);
      if (!method || end === at) break;
      const [whole, name = '', opens] = method;
      const given = opens ? listed(end + whole.length - 1, depth + 1) : { values: [], end: end + whole.length };
      value = converted(name, value, given.values);
      end = given.end;
    }
    return { value, end };
  }

  function primary(at: number, depth: number): { value: Value; end: number } {
    const literal = readLiteral(text, at, (name) => variable(name, depth));
    if (literal) return literal;
    const character = text.charAt(at);
    if (character === '(') {
      const { values, end } = listed(at, depth + 1);
      return { value: values.length === 1 ? values[0] : values, end };
    }
    if (character === '[' || character === '{') {
      const { values, end } = listed(at, depth + 1);
      return { value: values, end };
    }
    const number = /^(?:0x[0-9a-f]{1,8}|\d{1,10})/i.exec(text.slice(at, at + 12))?.[0];
    if (number) return { value: String(Number(number)), end: at + number.length };
    NAME.lastIndex = at;
    const name = NAME.exec(text)?.[0];
    if (name === undefined) return { value: undefined, end: at };
    return named(name, at + name.length, depth);
  }

  function named(name: string, end: number, depth: number): { value: Value; end: number } {
    if (name === 'new' || name === 'await' || name === 'my') return single(end, depth + 1);
    const last = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':'), name.lastIndexOf('>')) + 1);
    const next = text.charAt(end);
    const key = /^[[{]\s?["']?(\w{1,100})["']?\s?[\]}]/.exec(text.slice(end, end + 110));
    if (key && /(?:^|\.)environ$|^\$?ENV$|^\$_(?:ENV|SERVER)$|^process\.env$|^os\.environ$/.test(name))
      return { value: environment.get(key[1] ?? ''), end: end + key[0].length };
    if (name.startsWith('process.env.')) return { value: environment.get(last), end };
    const isBare =
      /^(?:pack|unpack|decode_base64|reverse|join|uncompress)$/.test(last) &&
      /^\s+["'$q@]/.test(text.slice(end, end + 8));
    if (next === '(' || isBare) {
      const { values, end: after } = listed(end, depth + 1);
      return { value: called(name, last, values), end: after };
    }
    // What stands before a method's name is a value of its own: `code.decode()`.
    const dot = name.indexOf('.');
    const [base, rest] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    if (settings.has(base)) return { value: variable(base, depth), end: end - rest.length };
    return { value: undefined, end };
  }

  function called(name: string, last: string, values: readonly Value[]): Value {
    const [first, second, third] = values;
    if (/^(?:getenv|get|fetch)$/.test(last) && /getenv|environ|ENV/.test(name))
      return typeof first === 'string' ? (environment.get(first) ?? second) : undefined;
    if (/^(?:pack|unpack)$/.test(last)) return packed(first, values.slice(1));
    if (last === 'join' && name === 'join') return values.slice(1).flat().map(plain).join(plain(first));
    if (last === 'implode' || (last === 'array_map' && first === 'chr'))
      return (Array.isArray(second) ? second : []).map(plain).join(plain(first === 'chr' ? '' : first));
    if (last === 'str_replace' && [first, second, third].every((each) => typeof each === 'string'))
      return plain(third).replaceAll(plain(first), plain(second));
    if (last === 'map' && /chr|unichr/.test(text.slice(0, limits.programText))) return second;
    const own = /^\w{1,20}\.([a-z]\w{0,40})$/i.exec(name)?.[1];
    const base = name.split('.', 1)[0] ?? '';
    // A method of something that is known: `code.decode()`, `blob.toString()`.
    if (own && settings.has(base)) return converted(own, variable(base, 1), values);
    return decoded(last, first, second);
  }

  function variable(name: string, depth: number): Value {
    const places = settings.get(name);
    if (!places || depth >= DEEPEST) return undefined;
    let value: Value;
    for (const [index, { at, appends }] of places.entries()) {
      if (index > 0 && !appends) continue;
      const made = expression(at, depth + 1).value;
      value = index === 0 ? made : joined(value, made);
    }
    return value;
  }

  function listed(from: number, depth: number): { values: readonly Value[]; end: number } {
    let at = skip(from);
    const close = CLOSING[text.charAt(at)];
    if (close !== undefined) at++;
    const values: Value[] = [];
    while (at < text.length && steps++ < MOST_STEPS && values.length < MOST_ITEMS) {
      at = skip(at);
      if (close !== undefined && text.charAt(at) === close) return { values, end: at + 1 };
      const named_ = /^\w{1,40}\s?=\s?(?![=>])/.exec(text.slice(at, at + 44))?.[0];
      const { value, end } = expression(at + (named_?.length ?? 0), depth);
      // Options by name are no arguments.
      if (named_ === undefined || /^(?:args|cmd)/.test(named_)) values.push(value);
      at = skip(end);
      if (text.charAt(at) === ',') at++;
      else if (close === undefined) break;
      else if (text.charAt(at) === close) continue;
      else {
        const found = closingOf(text, at, close);
        return { values, end: found };
      }
    }
    return { values, end: at };
  }
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Past what cannot be read: the bracket that closes, or the end of what may be looked through. */
function closingOf(text: string, from: number, close: string): number {
  const open = Object.keys(CLOSING).find((each) => CLOSING[each] === close) ?? '(';
  const last = Math.min(text.length, from + 4_000);
  for (let at = from, depth = 0; at < last; at++) {
    const character = text.charAt(at);
    if (character === open) depth++;
    else if (character === close && depth-- === 0) return at + 1;
  }
  return last;
}

function joined(left: Value, right: Value): Value {
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right].slice(0, MOST_ITEMS);
  const made = plain(left) + plain(right);
  return made.length > limits.shellValue ? undefined : made;
}

interface Setting {
  readonly at: number;
  readonly appends: boolean;
}

function settingsOf(text: string): ReadonlyMap<string, readonly Setting[]> {
  const found = new Map<string, Setting[]>();
  let count = 0;
  for (const match of text.matchAll(SETTING)) {
    if (count++ > MOST_SETTINGS) break;
    const [whole, name = '', how = ''] = match;
    const setting = { at: match.index + whole.length, appends: how !== '' && how !== ':' };
    const known = found.get(name);
    if (known) known.push(setting);
    else found.set(name, [setting]);
  }
  return found;
}
