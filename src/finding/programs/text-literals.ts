import type { Value } from './text-value.ts';

/** What may stand before the quotes of a string. */
const PREFIX = /[bBrRuUfF]{0,2}(?=["'])/y;
const HEREDOC = /<<[<~-]?\s?(["']?)([A-Za-z_]\w{0,40})\1[^\n]{0,200}\n/y;
const QUOTE_LIKE = /(?:qq?|%[qQ])\s?([{([|!/~])/y;
const LONG_BRACKET = /\[(={0,4})\[/y;
const PAIRS: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** A string as Python, Perl, PHP, Ruby, JavaScript or Lua write it; undefined where none begins there. */
export function readLiteral(
  text: string,
  at: number,
  variable: (name: string) => Value,
): { readonly value: string; readonly end: number } | undefined {
  const character = text.charAt(at);
  if (character === '<') return hereDocument(text, at);
  if (character === 'q' || character === '%') return quoteLike(text, at);
  if (character === '[') return longBracket(text, at);
  PREFIX.lastIndex = at;
  const prefix = character === '`' ? '' : PREFIX.exec(text)?.[0];
  if (prefix === undefined) return undefined;
  const start = at + prefix.length;
  const quote = text.charAt(start);
  const mark = text.startsWith(quote.repeat(3), start) && quote !== '`' ? quote.repeat(3) : quote;
  const end = endOf(text, start + mark.length, mark);
  if (end < 0) return undefined;
  const raw = text.slice(start + mark.length, end);
  const value = /r/i.test(prefix) ? raw : unescaped(raw, quote);
  return { value: quote === "'" && !/f/i.test(prefix) ? value : filledIn(value, variable), end: end + mark.length };
}

function endOf(text: string, from: number, mark: string): number {
  const last = Math.min(text.length, from + 1_000_000);
  for (let at = from; at < last; at++) {
    if (text.charAt(at) === '\\') at++;
    else if (text.startsWith(mark, at)) return at;
    else if (mark.length === 1 && mark !== '`' && text.charAt(at) === '\n' && at - from > 20_000) return -1;
  }
  return -1;
}

function hereDocument(text: string, at: number): { value: string; end: number } | undefined {
  HEREDOC.lastIndex = at;
  const match = HEREDOC.exec(text);
  if (!match) return undefined;
  const start = at + match[0].length;
  const ending = new RegExp(`^[ \\t]{0,40}${match[2]}\\b`, 'm').exec(text.slice(start, start + 200_000));
  if (!ending) return undefined;
  return { value: text.slice(start, start + ending.index), end: start + ending.index + ending[0].length };
}

function quoteLike(text: string, at: number): { value: string; end: number } | undefined {
  QUOTE_LIKE.lastIndex = at;
  const match = QUOTE_LIKE.exec(text);
  if (!match) return undefined;
  const open = match[1] ?? '{';
  const close = PAIRS[open] ?? open;
  const start = at + match[0].length;
  const last = Math.min(text.length, start + 100_000);
  for (let end = start, depth = 0; end < last; end++) {
    const character = text.charAt(end);
    if (character === '\\') end++;
    else if (character === close && depth-- === 0) return { value: text.slice(start, end), end: end + 1 };
    else if (character === open && open !== close) depth++;
  }
  return undefined;
}

function longBracket(text: string, at: number): { value: string; end: number } | undefined {
  LONG_BRACKET.lastIndex = at;
  const match = LONG_BRACKET.exec(text);
  if (!match) return undefined;
  const start = at + match[0].length;
  const close = `]${match[1]}]`;
  const end = text.indexOf(close, start);
  // `[["a"]]` is a list in a list.
  if (end < 0 || /^\s{0,20}["']/.test(text.slice(start, start + 21))) return undefined;
  return { value: text.slice(start, end), end: end + close.length };
}

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u\{?([0-9a-fA-F]{4})\}?|([0-3]?[0-7]{1,2})|([\s\S]))/g;
const PLAIN: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '', e: '\x1b' };

function unescaped(raw: string, quote: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (whole, hex?: string, unicode?: string, octal?: string, other?: string) => {
    const code = hex ?? unicode;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (other === undefined) return whole;
    if (Object.hasOwn(PLAIN, other)) return PLAIN[other] ?? '';
    return /[\\"'`$/]/.test(other) || quote === '`' ? other : whole;
  });
}

const FILLED = /\$\{([A-Za-z_]\w{0,63})\}|#\{([A-Za-z_]\w{0,63})\}|\{(\$?[A-Za-z_]\w{0,63})\}|(\$[A-Za-z_]\w{0,63})/g;

/** Names in a string that were set to something known. */
function filledIn(value: string, variable: (name: string) => Value): string {
  return value.replace(FILLED, (whole, braced?: string, ruby?: string, formatted?: string, bare?: string) => {
    const name = braced ?? ruby ?? formatted ?? bare ?? '';
    const known = variable(name) ?? (braced === undefined ? undefined : variable(`$${braced}`));
    return typeof known === 'string' ? known : whole;
  });
}
