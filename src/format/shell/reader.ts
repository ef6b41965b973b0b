import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { ShellWord, Statement } from './syntax.ts';

/** Where reading stands in one text. Scripts inside backticks and here-documents have their own. */
export interface ShellReader {
  readonly text: string;
  at: number;
  /** A line already reached, from 1, and where it ends. */
  line: number;
  lineEnd: number;
  /** Here-documents whose text starts after the next line break. */
  pending: PendingHereDocument[];
  readonly spent: Spent;
  readonly grammar: Grammar;
}

/** Rules that hold each other: words hold commands, and commands hold words. */
export interface Grammar {
  /** Up to what cannot start a statement. */
  readonly readStatements: (reader: ShellReader) => Statement[];
  readonly readWord: (reader: ShellReader, mode: WordMode) => ShellWord;
}

/** What ends a word, and what is special in it. */
export interface WordMode {
  /** Characters that end it, unless quoted. */
  readonly ends: string;
  /** Stands between double quotes, or in a here-document. */
  readonly quoted: boolean;
  /** `'` and `$'` quote. */
  readonly single: boolean;
  /** `"` quotes. */
  readonly double: boolean;
  /** `@(a|b)` and `<(command)` are read as one. */
  readonly plain: boolean;
  /** A backslash quotes nothing but these; absent: everything. */
  readonly escapes?: string;
}

export interface PendingHereDocument {
  readonly end: string;
  readonly quoted: boolean;
  readonly tabs: boolean;
  readonly take: (body: ShellWord) => void;
}

/** What one script has cost so far. */
export interface Spent {
  depth: number;
  nodes: number;
  /** Characters that may still be looked at ahead of reading them. */
  lookahead: number;
}

/** Starts reading. */
export function openReader(text: string, grammar: Grammar): ShellReader {
  const spent = { depth: 0, nodes: 0, lookahead: 8 * text.length + 4_096 };
  return { text, at: 0, line: 1, lineEnd: -1, pending: [], spent, grammar };
}

/** Reads a text that stands inside another. */
export function innerReader(reader: ShellReader, text: string): ShellReader {
  return { ...reader, text, at: 0, line: lineOf(reader), lineEnd: -1, pending: [] };
}

/** The line that reading has reached, from 1. */
export function lineOf(reader: ShellReader): number {
  while (reader.lineEnd < reader.at) {
    const next = reader.text.indexOf('\n', reader.lineEnd + 1);
    if (reader.lineEnd >= 0) reader.line++;
    reader.lineEnd = next < 0 ? reader.text.length : next;
  }
  return reader.line;
}

/** What to throw where the script cannot be read on. */
export function damaged(reader: ShellReader, what: string): FormatError {
  return new FormatError(`line ${lineOf(reader)}: ${what}`);
}

/** Reads something that may hold itself. */
export function nested<T>(reader: ShellReader, read: () => T): T {
  if (reader.spent.depth >= limits.shellDepth) throw damaged(reader, `nested deeper than ${limits.shellDepth}`);
  reader.spent.depth++;
  try {
    return read();
  } finally {
    reader.spent.depth--;
  }
}

/** Counts one word or command. */
export function count(reader: ShellReader): void {
  if (++reader.spent.nodes > limits.shellNodes) throw damaged(reader, `more than ${limits.shellNodes} words`);
}

/** Counts characters looked at ahead. */
export function lookedAt(reader: ShellReader, characters: number): void {
  reader.spent.lookahead -= characters;
  if (reader.spent.lookahead < 0) throw damaged(reader, 'nested too often to be read in linear time');
}

/** Goes on behind the text if it comes next. */
export function take(reader: ShellReader, text: string): boolean {
  if (!reader.text.startsWith(text, reader.at)) return false;
  reader.at += text.length;
  return true;
}

/** Goes on behind the text. @throws FormatError when something else comes next. */
export function expect(reader: ShellReader, text: string): void {
  if (!take(reader, text)) throw unexpected(reader, `instead of "${text}"`);
}

/** For what cannot stand where it does. */
export function unexpected(reader: ShellReader, instead = ''): FormatError {
  const { text, at } = reader;
  const found = at >= text.length ? 'end of script' : JSON.stringify(text.slice(at, at + 10));
  return damaged(reader, `unexpected ${found} ${instead}`.trim());
}

/** Skips spaces, continued lines and a comment; not line breaks. */
export function skipBlanks(reader: ShellReader): void {
  const { text } = reader;
  for (;;) {
    const code = text.charCodeAt(reader.at);
    if (code === 0x20 || code === 0x09) reader.at++;
    else if (code === 0x5c && text.charCodeAt(reader.at + 1) === 0x0a) reader.at += 2;
    else if (code === 0x23) {
      const end = text.indexOf('\n', reader.at);
      reader.at = end < 0 ? text.length : end;
    } else return;
  }
}
