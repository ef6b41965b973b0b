import { plainWord, wholeText } from './read-word.ts';
import { damaged, innerReader, lookedAt, type ShellReader, skipBlanks, take, unexpected } from './reader.ts';
import type { Redirect, ShellWord } from './syntax.ts';

/** Words that start or end a compound command where a command could start. */
const KEYWORDS: ReadonlySet<string> = new Set(
  '! { } [[ case coproc do done elif else esac fi for function if select then time until while'.split(' '),
);
/** Those of them that end a list of statements. */
export const closingKeywords: ReadonlySet<string> = new Set('} do done elif else esac fi then'.split(' '));

const LONGEST_KEYWORD = 8;

/** The keyword that comes next, if one does. */
export function nextKeyword(reader: ShellReader): string | undefined {
  const { text, at } = reader;
  let end = at;
  while (end < text.length && end - at <= LONGEST_KEYWORD && !' \t\n;&|<>()'.includes(text[end] ?? ' ')) end++;
  const word = text.slice(at, end);
  return KEYWORDS.has(word) ? word : undefined;
}

/** Goes on behind the keyword if it comes next. */
export function takeKeyword(reader: ShellReader, keyword: string): boolean {
  skipBlanks(reader);
  if (nextKeyword(reader) !== keyword) return false;
  reader.at += keyword.length;
  return true;
}

/** @throws FormatError when another word comes next. */
export function expectKeyword(reader: ShellReader, keyword: string): void {
  if (!takeKeyword(reader, keyword)) throw unexpected(reader, `instead of "${keyword}"`);
}

/** Skips line breaks, blanks and comments; here-documents are read where their line ends. */
export function skipLines(reader: ShellReader): void {
  for (;;) {
    skipBlanks(reader);
    if (reader.text[reader.at] !== '\n') return;
    readLineBreak(reader);
  }
}

/** Reads a line break and the here-documents that start behind it. */
export function readLineBreak(reader: ShellReader): void {
  reader.at++;
  const pending = reader.pending;
  if (pending.length === 0) return;
  reader.pending = [];
  for (const { end, quoted, tabs, take: give } of pending) {
    const { body, next } = hereDocument(reader, end, tabs);
    const parts = [{ type: 'text', text: body, quoted: true }] as const;
    give(quoted ? { parts } : reader.grammar.readWord(innerReader(reader, body), wholeText));
    reader.at = next;
  }
}

/** Its lines up to the one that ends it, or the end of the script. */
function hereDocument(reader: ShellReader, end: string, tabs: boolean): { body: string; next: number } {
  const { text, at: start } = reader;
  const lines: string[] = [];
  for (let at = start; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const stop = found < 0 ? text.length : found;
    let first = at;
    if (tabs) while (text[first] === '\t') first++;
    lookedAt(reader, stop - at);
    at = Math.min(stop + 1, text.length);
    if (stop - first === end.length && text.startsWith(end, first)) return { body: lines.join(''), next: at };
    lines.push(text.slice(first, at));
  }
  return { body: lines.join(''), next: text.length };
}

const OPERATORS = ['<<<', '<<-', '<<', '<&', '<>', '<', '>>', '>&', '>|', '>', '&>>', '&>'] as const;

/** A redirection, if one comes next. */
export function readRedirection(reader: ShellReader): Redirect | undefined {
  const start = reader.at;
  if (!'<>&{0123456789'.includes(reader.text[start] ?? ' ')) return undefined;
  const descriptor = readDescriptor(reader);
  const operator = OPERATORS.find((each) => reader.text.startsWith(each, reader.at));
  const process = reader.text[reader.at + 1] === '(' && (operator === '<' || operator === '>');
  if (!operator || process || (descriptor !== undefined && operator.startsWith('&'))) {
    reader.at = start;
    return undefined;
  }
  reader.at += operator.length;
  skipBlanks(reader);
  const wordStart = reader.at;
  const target = reader.grammar.readWord(reader, plainWord);
  if (target.parts.length === 0) throw unexpected(reader, 'after a redirection');
  const head = { operator, ...(descriptor !== undefined && descriptor >= 0 && { descriptor }) };
  if (operator !== '<<' && operator !== '<<-') return { ...head, target };
  const document = { ...head, target: { parts: [] } as ShellWord };
  reader.pending.push({
    end: literalText(reader, target, wordStart),
    quoted: target.parts.some((part) => part.type === 'text' && part.quoted),
    tabs: operator === '<<-',
    take: (body) => {
      document.target = body;
    },
  });
  return document;
}

/** `2` of `2>`; -1 for a name in braces. */
function readDescriptor(reader: ShellReader): number | undefined {
  const { text, at } = reader;
  let end = at;
  while (end - at < 6 && isDigit(text.charCodeAt(end))) end++;
  if (end > at && '<>'.includes(text[end] ?? ' ')) {
    reader.at = end;
    return Number(text.slice(at, end));
  }
  if (text[at] !== '{') return undefined;
  const named = /^\{[A-Za-z_]\w{0,60}\}(?=[<>])/.exec(text.slice(at, at + 64));
  if (!named) return undefined;
  reader.at += named[0].length;
  return -1;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The end of a here-document is what is written, nothing in it is expanded. */
function literalText(reader: ShellReader, word: ShellWord, start: number): string {
  if (word.parts.every(({ type }) => type === 'text')) {
    return word.parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
  }
  const text = reader.text.slice(start, reader.at);
  if (text.length > 1_000) throw damaged(reader, 'the end of a here-document is too long');
  return text.replace(/["'\\]/g, '');
}

/** The end of a statement: `;`, `&`, a line break. */
export function takeSeparator(reader: ShellReader): ';' | '&' | undefined {
  skipBlanks(reader);
  const { text, at } = reader;
  if (text[at] === '\n') {
    readLineBreak(reader);
    return ';';
  }
  if (text[at] === ';' && text[at + 1] !== ';' && text[at + 1] !== '&' && take(reader, ';')) return ';';
  if (text[at] === '&' && text[at + 1] !== '&' && take(reader, '&')) return '&';
  return undefined;
}
