import { plainWord } from './read-word.ts';
import { damaged, expect, type ShellReader, skipBlanks, take, unexpected, type WordMode } from './reader.ts';
import { arithmeticEnd, readExpression } from './substitutions.ts';
import type { CommandBody, ShellWord, Statement } from './syntax.ts';
import { expectKeyword, skipLines, takeKeyword, takeSeparator } from './tokens.ts';

/** What a keyword or bracket starts; undefined where it starts none. */
export function readCompound(reader: ShellReader, keyword: string | undefined): CommandBody | undefined {
  if (keyword === undefined) return reader.text[reader.at] === '(' ? readBrackets(reader) : undefined;
  reader.at += keyword.length;
  switch (keyword) {
    case '{':
      return { type: 'group', body: readBody(reader, '}') };
    case 'if':
      return readIf(reader);
    case 'while':
    case 'until': {
      const condition = readBody(reader, 'do');
      return { type: keyword, condition, body: readBody(reader, 'done') };
    }
    case 'for':
    case 'select':
      return readFor(reader, keyword);
    case 'case':
      return readCase(reader);
    case '[[':
      return readCondition(reader);
    default:
      reader.at -= keyword.length;
      throw unexpected(reader);
  }
}

/** At least one statement, then the keyword. */
function readBody(reader: ShellReader, end: string): Statement[] {
  const body = readSome(reader);
  expectKeyword(reader, end);
  return body;
}

function readSome(reader: ShellReader): Statement[] {
  const body = reader.grammar.readStatements(reader);
  if (body.length === 0) throw unexpected(reader);
  return body;
}

function readBrackets(reader: ShellReader): CommandBody {
  const end = reader.text[reader.at + 1] === '(' ? arithmeticEnd(reader) : undefined;
  if (end !== undefined) return { type: 'arithmetic', expression: readExpression(reader, reader.at + 2, end, 2) };
  reader.at++;
  const body = readSome(reader);
  expect(reader, ')');
  return { type: 'subshell', body };
}

function readIf(reader: ShellReader): CommandBody {
  const branches: { condition: Statement[]; body: Statement[] }[] = [];
  do {
    const condition = readBody(reader, 'then');
    branches.push({ condition, body: readSome(reader) });
  } while (takeKeyword(reader, 'elif'));
  const otherwise = takeKeyword(reader, 'else') ? readSome(reader) : undefined;
  expectKeyword(reader, 'fi');
  return { type: 'if', branches, ...(otherwise && { otherwise }) };
}

function readFor(reader: ShellReader, type: 'for' | 'select'): CommandBody {
  skipBlanks(reader);
  if (type === 'for' && reader.text.startsWith('((', reader.at)) {
    const end = arithmeticEnd(reader);
    if (end === undefined) throw unexpected(reader);
    const expression = readExpression(reader, reader.at + 2, end, 2);
    takeSeparator(reader);
    return { type: 'arithmetic-for', expression, body: readLoopBody(reader) };
  }
  const name = literal(reader.grammar.readWord(reader, plainWord));
  if (!name) throw unexpected(reader, 'instead of a name');
  skipLines(reader);
  const words = takeWord(reader, 'in') ? readWords(reader) : undefined;
  takeSeparator(reader);
  return { type, name, body: readLoopBody(reader), ...(words && { words }) };
}

function readLoopBody(reader: ShellReader): Statement[] {
  skipLines(reader);
  if (takeKeyword(reader, '{')) return readBody(reader, '}');
  expectKeyword(reader, 'do');
  return readBody(reader, 'done');
}

function readWords(reader: ShellReader): ShellWord[] {
  const words: ShellWord[] = [];
  for (;;) {
    skipBlanks(reader);
    const word = reader.grammar.readWord(reader, plainWord);
    if (word.parts.length === 0) return words;
    words.push(word);
  }
}

function readCase(reader: ShellReader): CommandBody {
  skipBlanks(reader);
  const word = reader.grammar.readWord(reader, plainWord);
  if (word.parts.length === 0) throw unexpected(reader, 'after "case"');
  skipLines(reader);
  if (!takeWord(reader, 'in')) throw unexpected(reader, 'instead of "in"');
  const items: { patterns: ShellWord[]; body: Statement[] }[] = [];
  for (;;) {
    skipLines(reader);
    if (takeKeyword(reader, 'esac')) return { type: 'case', word, items };
    items.push({ patterns: readPatterns(reader), body: reader.grammar.readStatements(reader) });
    skipBlanks(reader);
    if (take(reader, ';;&') || take(reader, ';;') || take(reader, ';&')) continue;
    expectKeyword(reader, 'esac');
    return { type: 'case', word, items };
  }
}

function readPatterns(reader: ShellReader): ShellWord[] {
  const patterns: ShellWord[] = [];
  take(reader, '(');
  do {
    skipBlanks(reader);
    const pattern = reader.grammar.readWord(reader, plainWord);
    if (pattern.parts.length === 0) throw unexpected(reader, 'instead of a pattern');
    patterns.push(pattern);
    skipBlanks(reader);
  } while (take(reader, '|'));
  expect(reader, ')');
  return patterns;
}

/** The pattern after `=~`: brackets and bars are its own. */
const expressionWord: WordMode = { ends: ' \t\n', quoted: false, single: true, double: true, plain: false };
const expressionInBrackets: WordMode = { ...expressionWord, ends: ')(' };

function readCondition(reader: ShellReader): CommandBody {
  const words: ShellWord[] = [];
  for (;;) {
    skipLines(reader);
    const last = literal(words.at(-1));
    const word = last === '=~' ? readExpressionWord(reader) : readConditionWord(reader);
    if (literal(word) === ']]') break;
    words.push(word);
  }
  if (words.length === 0) throw unexpected(reader, 'after "[["');
  return { type: 'condition', words };
}

function readConditionWord(reader: ShellReader): ShellWord {
  const operator = ['&&', '||', '(', ')', '<', '>'].find((each) => take(reader, each));
  if (operator) return { parts: [{ type: 'text', text: operator, quoted: false }] };
  const word = reader.grammar.readWord(reader, plainWord);
  if (word.parts.length === 0) throw damaged(reader, 'unclosed [[');
  return word;
}

function readExpressionWord(reader: ShellReader): ShellWord {
  const parts: ShellWord['parts'][number][] = [];
  let depth = 0;
  for (;;) {
    const mode = depth > 0 ? expressionInBrackets : expressionStart;
    for (const part of reader.grammar.readWord(reader, mode).parts) parts.push(part);
    const bracket = reader.text[reader.at];
    if (bracket !== '(' && (bracket !== ')' || depth === 0)) break;
    depth += bracket === '(' ? 1 : -1;
    reader.at++;
    parts.push({ type: 'text', text: bracket, quoted: false });
  }
  if (parts.length === 0 || depth > 0) throw damaged(reader, 'unclosed pattern after =~');
  return { parts };
}
const expressionStart: WordMode = { ...expressionWord, ends: ' \t\n()' };

/** The text of a word without quotes or expansions. */
export function literal(word: ShellWord | undefined): string | undefined {
  const [part, ...others] = word?.parts ?? [];
  return part?.type === 'text' && !part.quoted && others.length === 0 ? part.text : undefined;
}

/** `in`, which is a keyword nowhere else. */
function takeWord(reader: ShellReader, word: string): boolean {
  const next = reader.text[reader.at + word.length] ?? '\n';
  return ' \t\n;\\#'.includes(next) && take(reader, word);
}
