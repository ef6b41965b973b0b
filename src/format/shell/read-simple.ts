import { plainWord } from './read-word.ts';
import { expect, lookedAt, type ShellReader, skipBlanks, take, unexpected } from './reader.ts';
import { readName, readSubscript } from './substitutions.ts';
import type { Assignment, CommandBody, Redirect, ShellWord, WordPart } from './syntax.ts';
import { readRedirection, skipLines } from './tokens.ts';

type SimpleBody = Extract<CommandBody, { type: 'simple' }>;

/** Reads up to what ends a simple command. A name before `()` is left there for the function that it starts. */
export function readSimple(reader: ShellReader): SimpleBody & { readonly redirections: readonly Redirect[] } {
  const assignments: Assignment[] = [];
  const words: ShellWord[] = [];
  const redirections: Redirect[] = [];
  for (;;) {
    skipBlanks(reader);
    const redirection = readRedirection(reader);
    if (redirection) {
      redirections.push(redirection);
      continue;
    }
    const assignment = words.length === 0 || declares(words) ? readAssignment(reader, words.length > 0) : undefined;
    if (assignment && words.length === 0) {
      assignments.push(assignment);
      continue;
    }
    const word = assignment ? wordOf(assignment) : reader.grammar.readWord(reader, plainWord);
    if (word.parts.length === 0) break;
    words.push(word);
    if (words.length === 1 && startsFunction(reader)) break;
  }
  if (assignments.length + words.length + redirections.length === 0) throw unexpected(reader);
  return { type: 'simple', assignments, words, redirections };
}

const DECLARING: ReadonlySet<string> = new Set(
  'alias declare typeset local export readonly eval builtin command'.split(' '),
);

/** After these, `name=(…)` is an array. */
function declares(words: readonly ShellWord[]): boolean {
  const part = words[0]?.parts[0];
  return part?.type === 'text' && DECLARING.has(part.text);
}

/** `declare a=(1 2)`: the argument as a word. */
function wordOf({ name, append, value }: Assignment): ShellWord {
  const head: WordPart = { type: 'text', text: `${name}${append ? '+' : ''}=`, quoted: false };
  return { parts: [head, ...value.parts] };
}

function startsFunction(reader: ShellReader): boolean {
  skipBlanks(reader);
  return reader.text[reader.at] === '(';
}

/** `name=value`, `name+=value`, `name[index]=value`, `name=(…)`; as an argument, arrays only. */
function readAssignment(reader: ShellReader, argument: boolean): Assignment | undefined {
  const start = reader.at;
  const name = readName(reader);
  const index = name && !argument && reader.text[reader.at] === '[' ? readIndex(reader) : undefined;
  const append = take(reader, '+=');
  if (!name || !(append || take(reader, '=')) || (argument && reader.text[reader.at] !== '(')) {
    reader.at = start;
    return undefined;
  }
  const value = reader.text[reader.at] === '(' ? readArray(reader) : reader.grammar.readWord(reader, plainWord);
  return { name, append, value, ...(index && { index }) };
}

/** `[…]` of an assignment; other brackets are patterns. */
function readIndex(reader: ShellReader): ShellWord | undefined {
  const { text, at } = reader;
  let end = at;
  for (let depth = 0; end < text.length; end++) {
    const character = text[end];
    if (character === '[') depth++;
    else if (character === ']' && --depth === 0) break;
    else if (character === '\n') return undefined;
  }
  lookedAt(reader, end - at);
  if (text[end + 1] !== '=' && !text.startsWith('+=', end + 1)) return undefined;
  reader.at++;
  return readSubscript(reader);
}

function readArray(reader: ShellReader): ShellWord {
  expect(reader, '(');
  const elements: { index?: ShellWord; value: ShellWord }[] = [];
  for (;;) {
    skipLines(reader);
    if (take(reader, ')')) return { parts: [{ type: 'array', elements }] };
    const index = reader.text[reader.at] === '[' ? readIndex(reader) : undefined;
    if (index) expect(reader, '=');
    const value = reader.grammar.readWord(reader, plainWord);
    if (value.parts.length === 0 && !index) throw unexpected(reader, 'in a list of values');
    elements.push({ value, ...(index && { index }) });
  }
}
