import { FormatError } from '../../base/errors.ts';
import { readUntilBacktick } from './quotes.ts';
import { damaged, innerReader, lookedAt, nested, type ShellReader, take, type WordMode } from './reader.ts';
import type { ShellWord, Statement, WordPart } from './syntax.ts';

const inBraces: WordMode = { ends: '}', quoted: false, single: true, double: true, plain: false };
const inQuotedBraces: WordMode = { ...inBraces, quoted: true, single: false, escapes: '$`"\\}\n' };
const expression: WordMode = { ends: '', quoted: true, single: false, double: true, plain: false, escapes: '$`"\\\n' };

/** What `$` starts; reading stands behind it. A lone `$` is text. */
export function readDollar(reader: ShellReader, { quoted }: WordMode): WordPart {
  const { text } = reader;
  const next = text[reader.at] ?? '';
  if (next === '{') return nested(reader, () => readBraced(reader, quoted));
  if (next === '(') return nested(reader, () => readBracketed(reader, quoted));
  if (next === '[' && !quoted) {
    const end = text.indexOf(']', reader.at);
    lookedAt(reader, (end < 0 ? text.length : end) - reader.at);
    if (end >= 0) return { type: 'arithmetic', expression: readExpression(reader, reader.at + 1, end, 1), quoted };
  }
  const name = readName(reader) || readSpecialName(reader);
  return name ? { type: 'parameter', name, quoted } : { type: 'text', text: '$', quoted };
}

/** A script between backticks; damage in it is for whoever runs it. */
export function backtickCommand(reader: ShellReader, { quoted }: WordMode): WordPart {
  const inner = innerReader(reader, readUntilBacktick(reader, quoted));
  return { type: 'command', statements: nested(reader, () => readInner(inner)), quoted };
}

function readInner(inner: ShellReader): Statement[] {
  try {
    return inner.grammar.readStatements(inner);
  } catch (error) {
    if (error instanceof FormatError) return [];
    throw error;
  }
}

/** A name of letters, digits and `_`; empty where there is none. */
export function readName(reader: ShellReader): string {
  const { text } = reader;
  let at = reader.at;
  for (let code = text.charCodeAt(at); isNameCode(code, at > reader.at); code = text.charCodeAt(at)) at++;
  const name = text.slice(reader.at, at);
  reader.at = at;
  return name;
}

function isNameCode(code: number, inside: boolean): boolean {
  const letter = code | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || code === 0x5f || (inside && code >= 0x30 && code <= 0x39);
}

function readSpecialName(reader: ShellReader): string {
  const next = reader.text[reader.at] ?? ' ';
  if (!'@*#?-$!0123456789'.includes(next)) return '';
  reader.at++;
  return next;
}

function readBracketed(reader: ShellReader, quoted: boolean): WordPart {
  const end = reader.text[reader.at + 1] === '(' ? arithmeticEnd(reader) : undefined;
  if (end !== undefined) {
    return { type: 'arithmetic', expression: readExpression(reader, reader.at + 2, end, 2), quoted };
  }
  reader.at++;
  const statements = reader.grammar.readStatements(reader);
  if (!take(reader, ')')) throw damaged(reader, 'unclosed $(');
  return { type: 'command', statements, quoted };
}

/** Where the `))` of the `((` ahead is; undefined where it is brackets of commands. */
export function arithmeticEnd(reader: ShellReader): number | undefined {
  const { text } = reader;
  let depth = 0;
  let at = reader.at;
  for (; at < text.length; at++) {
    const character = text[at];
    if (character === '\\') at++;
    else if (character === '(') depth++;
    else if (character === "'") {
      const end = text.indexOf("'", at + 1);
      at = end < 0 ? text.length : end;
    } else if (character === ')') {
      depth--;
      if (depth === 1) break;
    }
  }
  lookedAt(reader, Math.min(at, text.length) - reader.at);
  return text[at] === ')' && text[at + 1] === ')' ? at : undefined;
}

/** What stands between two offsets, with what is expanded in it; reading goes on `skip` characters behind. */
export function readExpression(reader: ShellReader, start: number, end: number, skip: number): ShellWord {
  const inner = innerReader(reader, reader.text.slice(start, end));
  const word = reader.grammar.readWord(inner, expression);
  reader.at = end + skip;
  return word;
}

function readBraced(reader: ShellReader, quoted: boolean): WordPart {
  reader.at++;
  const prefix = readPrefix(reader);
  const name = readName(reader) || readDigits(reader) || readSpecialName(reader);
  const mode = quoted ? inQuotedBraces : inBraces;
  const head = { type: 'parameter', name, quoted, ...(prefix && { prefix }) } as const;
  const index = name !== '' && take(reader, '[') ? readSubscript(reader) : undefined;
  const indexed = { ...head, ...(index && { index }) };
  if (take(reader, '}')) return name ? indexed : { ...head, operator: 'bad' };
  const operator = name === '' ? 'bad' : readOperator(reader);
  if (operator === 'bad') {
    closed(reader, reader.grammar.readWord(reader, mode));
    return { ...indexed, operator };
  }
  const splitter = operator === ':' ? ':' : operator.startsWith('/') ? '/' : undefined;
  const matching = /^[#%/^,~]/.test(operator);
  const own: WordMode = matching && quoted ? (splitter ? quotedPattern : quotedWholePattern) : mode;
  const argument = reader.grammar.readWord(reader, splitter && own !== quotedPattern ? splitAt(own, splitter) : own);
  const second = splitter && take(reader, splitter) ? reader.grammar.readWord(reader, mode) : undefined;
  return { ...indexed, operator, argument: closed(reader, argument), ...(second && { second }) };
}

const quotedWholePattern: WordMode = { ...inQuotedBraces, single: true };
const quotedPattern: WordMode = { ...quotedWholePattern, ends: '}/' };
const splitModes = new Map<string, WordMode>();

function splitAt(mode: WordMode, splitter: string): WordMode {
  const key = `${splitter}${mode.quoted}`;
  const made = splitModes.get(key) ?? { ...mode, ends: `}${splitter}` };
  splitModes.set(key, made);
  return made;
}

function closed(reader: ShellReader, word: ShellWord): ShellWord {
  if (!take(reader, '}')) throw damaged(reader, 'unclosed ${');
  return word;
}

/** `#` and `!`, where they are not the name themselves. */
function readPrefix(reader: ShellReader): '#' | '!' | undefined {
  const { text, at } = reader;
  const character = text[at];
  if (character !== '#' && character !== '!') return undefined;
  const next = text[at + 1] ?? '';
  const follows = /[A-Za-z0-9_@*?!$#-]/.test(next);
  // `${#-x}` and `${!-x}` are defaults of `$#` and `$!`; `${#-}` is a length.
  if (!follows || ('#?-'.includes(next) && text[at + 2] !== '}')) return undefined;
  reader.at++;
  return character;
}

function readDigits(reader: ShellReader): string {
  const start = reader.at;
  while (/[0-9]/.test(reader.text[reader.at] ?? '')) reader.at++;
  return reader.text.slice(start, reader.at);
}

const subscript: WordMode = { ends: ']', quoted: true, single: true, double: true, plain: false };

/** What is between the brackets of `name[…]`, of which the first is read. */
export function readSubscript(reader: ShellReader): ShellWord {
  const word = nested(reader, () => reader.grammar.readWord(reader, subscript));
  if (!take(reader, ']')) throw damaged(reader, 'unclosed [');
  return word;
}

const OPERATORS = [':-', ':=', ':?', ':+', '-', '=', '?', '+', '##', '#', '%%', '%', '//', '/#', '/%', '/'];
const MORE_OPERATORS = ['^^', '^', ',,', ',', '~~', '~', '@', '*', ':'];

function readOperator(reader: ShellReader): string {
  return [...OPERATORS, ...MORE_OPERATORS].find((operator) => take(reader, operator)) ?? 'bad';
}
