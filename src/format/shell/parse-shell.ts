import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { literal, readCompound } from './read-compound.ts';
import { readSimple } from './read-simple.ts';
import { plainWord, readWord } from './read-word.ts';
import { count, expect, lineOf, nested, openReader, type ShellReader, skipBlanks, take, unexpected } from './reader.ts';
import type { Command, CommandBody, Pipeline, Redirect, ShellScript, Statement } from './syntax.ts';
import { closingKeywords, nextKeyword, readRedirection, skipLines, takeKeyword, takeSeparator } from './tokens.ts';

/**
 * Reads a script of POSIX sh or bash. Nothing is run.
 * @throws FormatError with the line where it cannot be understood, or is over `limits.shell…`.
 */
export function parseShell(text: string): readonly Statement[] {
  const { statements, damage } = readShell(text);
  if (damage) throw damage;
  return statements;
}

/** Reads a script as far as it can be understood. Never throws. */
export function readShell(text: string): ShellScript {
  const statements: Statement[] = [];
  if (text.length > limits.shellScript) {
    return { statements, damage: new FormatError(`script of ${text.length} characters is too long`) };
  }
  const reader = openReader(text.startsWith('\ufeff') ? text.slice(1) : text, { readStatements, readWord });
  try {
    collectStatements(reader, statements);
    if (reader.at < reader.text.length) throw unexpected(reader);
    return { statements };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { statements, damage: error };
  }
}

function readStatements(reader: ShellReader): Statement[] {
  const statements: Statement[] = [];
  collectStatements(reader, statements);
  return statements;
}

/** Up to what can start no statement: the end, a bracket, `;;`, a closing keyword. */
function collectStatements(reader: ShellReader, statements: Statement[]): void {
  for (;;) {
    skipLines(reader);
    if (endsList(reader)) return;
    const { first, rest } = readChain(reader);
    const separator = takeSeparator(reader);
    statements.push({ first, rest, background: separator === '&' });
    if (separator) continue;
    skipBlanks(reader);
    if (!endsList(reader)) throw unexpected(reader);
    return;
  }
}

function endsList(reader: ShellReader): boolean {
  const { text, at } = reader;
  const character = text[at];
  if (character === undefined || character === ')') return true;
  if (character === ';') return text[at + 1] === ';' || text[at + 1] === '&';
  const keyword = nextKeyword(reader);
  return keyword !== undefined && closingKeywords.has(keyword);
}

function readChain(reader: ShellReader): Omit<Statement, 'background'> {
  const first = readPipeline(reader);
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
  for (;;) {
    skipBlanks(reader);
    const operator = take(reader, '&&') ? '&&' : take(reader, '||') ? '||' : undefined;
    if (!operator) return { first, rest };
    skipLines(reader);
    rest.push({ operator, pipeline: readPipeline(reader) });
  }
}

function readPipeline(reader: ShellReader): Pipeline {
  let negated = false;
  for (;;) {
    skipBlanks(reader);
    if (takeKeyword(reader, '!')) negated = !negated;
    else if (takeKeyword(reader, 'time')) {
      skipBlanks(reader);
      take(reader, '-p ');
    } else break;
  }
  const commands = [readCommand(reader)];
  for (;;) {
    skipBlanks(reader);
    if (reader.text.startsWith('||', reader.at) || !take(reader, '|')) return { negated, commands };
    take(reader, '&');
    skipLines(reader);
    commands.push(readCommand(reader));
  }
}

function readCommand(reader: ShellReader): Command {
  count(reader);
  skipBlanks(reader);
  const line = lineOf(reader);
  return nested(reader, () => {
    const keyword = nextKeyword(reader);
    if (keyword === 'function') return { ...readFunction(reader), line, redirections: [] };
    if (keyword === 'coproc') return { ...readCoprocess(reader), line, redirections: [] };
    const compound = readCompound(reader, keyword);
    if (compound) return { ...compound, line, redirections: readRedirections(reader) };
    const simple = readSimple(reader);
    if (reader.text[reader.at] !== '(') return { ...simple, line };
    const name = literal(simple.words[0]);
    if (!name || simple.words.length > 1 || simple.assignments.length + simple.redirections.length > 0) {
      throw unexpected(reader);
    }
    return { ...readFunctionBody(reader, name), line, redirections: [] };
  });
}

function readRedirections(reader: ShellReader): Redirect[] {
  const redirections: Redirect[] = [];
  for (;;) {
    skipBlanks(reader);
    const redirection = readRedirection(reader);
    if (!redirection) return redirections;
    redirections.push(redirection);
  }
}

function readFunction(reader: ShellReader): CommandBody {
  reader.at += 'function'.length;
  skipBlanks(reader);
  const name = literal(reader.grammar.readWord(reader, plainWord));
  if (!name) throw unexpected(reader, 'instead of a name');
  skipBlanks(reader);
  return readFunctionBody(reader, name);
}

/** `()` where it is, and the command that is the function. */
function readFunctionBody(reader: ShellReader, name: string): CommandBody {
  if (take(reader, '(')) {
    skipBlanks(reader);
    expect(reader, ')');
  }
  skipLines(reader);
  return { type: 'function', name, body: readCommand(reader) };
}

function readCoprocess(reader: ShellReader): CommandBody {
  reader.at += 'coproc'.length;
  skipBlanks(reader);
  const start = reader.at;
  // A name, where a compound command follows.
  const name = literal(reader.grammar.readWord(reader, plainWord));
  skipBlanks(reader);
  const named = name !== undefined && /^\w+$/.test(name) && '({'.includes(reader.text[reader.at] ?? ' ');
  if (!named) reader.at = start;
  return { type: 'coprocess', body: readCommand(reader) };
}
