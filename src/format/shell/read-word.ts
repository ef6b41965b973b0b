import { readAnsiQuoted, readSingleQuoted } from './quotes.ts';
import { count, damaged, nested, type ShellReader, take, type WordMode } from './reader.ts';
import { backtickCommand, readDollar } from './substitutions.ts';
import type { ShellWord, WordPart } from './syntax.ts';

/** A word outside quotes ends at what separates commands and arguments. */
export const plainWord: WordMode = { ends: ' \t\n;&|<>()', quoted: false, single: true, double: true, plain: true };
/** The text of a here-document, or of an expression: all of it. */
export const wholeText: WordMode = {
  ends: '',
  quoted: true,
  single: false,
  double: false,
  plain: false,
  escapes: '$`\\\n',
};
const doubleQuoted: WordMode = { ...wholeText, ends: '"', escapes: '$`"\\\n' };
const alternatives: WordMode = { ends: ')', quoted: false, single: true, double: true, plain: true };

/** Reads up to one of the mode's ends, which is left, or the end of the text. */
export function readWord(reader: ShellReader, mode: WordMode): ShellWord {
  count(reader);
  const draft: Draft = { parts: [], text: '', quoted: false, open: false };
  const special = specialCharacters(mode);
  const { text } = reader;
  while (reader.at < text.length) {
    const start = reader.at;
    let at = start;
    for (let code = text.charCodeAt(at); code >= 128 || special[code] === 0; ) code = text.charCodeAt(++at);
    reader.at = at;
    if (at > start) addText(draft, text.slice(start, at), mode.quoted);
    if (at >= text.length || !readSpecial(reader, mode, draft)) break;
  }
  close(draft);
  return { parts: draft.parts };
}

interface Draft {
  readonly parts: WordPart[];
  text: string;
  quoted: boolean;
  open: boolean;
}

function addText(draft: Draft, text: string, quoted: boolean): void {
  if (draft.open && draft.quoted !== quoted) close(draft);
  draft.text += text;
  draft.quoted = quoted;
  draft.open = true;
}

function addPart(draft: Draft, part: WordPart): void {
  if (part.type === 'text') {
    addText(draft, part.text, part.quoted);
    return;
  }
  close(draft);
  draft.parts.push(part);
}

function close(draft: Draft): void {
  if (draft.open) draft.parts.push({ type: 'text', text: draft.text, quoted: draft.quoted });
  draft.text = '';
  draft.open = false;
}

const tables = new Map<WordMode, Uint8Array>();

/** 1 at every character at which plain text stops. */
function specialCharacters(mode: WordMode): Uint8Array {
  const known = tables.get(mode);
  if (known) return known;
  const table = new Uint8Array(128);
  const characters = `\\$\`${mode.ends}${mode.single ? "'" : ''}${mode.double ? '"' : ''}${mode.plain ? '<>(' : ''}`;
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  tables.set(mode, table);
  return table;
}

/** False where the word ends. */
function readSpecial(reader: ShellReader, mode: WordMode, draft: Draft): boolean {
  const { text } = reader;
  const character = text[reader.at] ?? '';
  if (character === '\\') return readBackslash(reader, mode, draft);
  if (character === '$') {
    reader.at++;
    if (mode.single && take(reader, "'")) addText(draft, readAnsiQuoted(reader), true);
    else if (!(mode.double && text[reader.at] === '"')) addPart(draft, readDollar(reader, mode));
    return true;
  }
  if (character === '`') {
    reader.at++;
    addPart(draft, backtickCommand(reader, mode));
    return true;
  }
  if (mode.plain && character === '(' && isExtended(draft)) {
    nested(reader, () => readAlternatives(reader, draft));
    return true;
  }
  if (mode.plain && (character === '<' || character === '>') && text[reader.at + 1] === '(') {
    reader.at += 2;
    addPart(draft, { type: 'process', direction: character, statements: commandsUntilBracket(reader) });
    return true;
  }
  if (mode.ends.includes(character)) return false;
  reader.at++;
  if (character === "'") addText(draft, readSingleQuoted(reader), true);
  else if (character === '"') nested(reader, () => readDoubleQuoted(reader, draft));
  else addText(draft, character, mode.quoted);
  return true;
}

function readBackslash(reader: ShellReader, mode: WordMode, draft: Draft): boolean {
  const next = reader.text[reader.at + 1];
  reader.at += next === undefined ? 1 : 2;
  if (next === '\n') return true;
  if (next === undefined) addText(draft, '\\', true);
  else if (mode.escapes === undefined || mode.escapes.includes(next)) addText(draft, next, true);
  else addText(draft, `\\${next}`, true);
  return true;
}

function readDoubleQuoted(reader: ShellReader, draft: Draft): void {
  addText(draft, '', true);
  for (const part of reader.grammar.readWord(reader, doubleQuoted).parts) addPart(draft, part);
  if (!take(reader, '"')) throw damaged(reader, 'unclosed "');
}

/** `@(a|b)` and its like. */
function isExtended(draft: Draft): boolean {
  return draft.open && !draft.quoted && draft.text !== '' && '?*+@!'.includes(draft.text.slice(-1));
}

function readAlternatives(reader: ShellReader, draft: Draft): void {
  reader.at++;
  addText(draft, '(', false);
  for (const part of reader.grammar.readWord(reader, alternatives).parts) addPart(draft, part);
  if (!take(reader, ')')) throw damaged(reader, 'unclosed (');
  addText(draft, ')', false);
}

function commandsUntilBracket(reader: ShellReader) {
  return nested(reader, () => {
    const statements = reader.grammar.readStatements(reader);
    if (!take(reader, ')')) throw damaged(reader, 'unclosed (');
    return statements;
  });
}
