import { damaged, type ShellReader } from './reader.ts';

/** The text between single quotes; reading stands behind the first one. */
export function readSingleQuoted(reader: ShellReader): string {
  const end = reader.text.indexOf("'", reader.at);
  if (end < 0) throw damaged(reader, "unclosed '");
  const text = reader.text.slice(reader.at, end);
  reader.at = end + 1;
  return text;
}

/** The text of `$'…'`; reading stands behind the quote. */
export function readAnsiQuoted(reader: ShellReader): string {
  const { text } = reader;
  const start = reader.at;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === "'") {
      reader.at = at + 1;
      return unescapeAnsi(text.slice(start, at));
    }
  }
  throw damaged(reader, "unclosed $'");
}

/** The script between backticks, without the backslashes that keep inner ones from ending it. */
export function readUntilBacktick(reader: ShellReader, inDoubleQuotes: boolean): string {
  const { text } = reader;
  const escaped = inDoubleQuotes ? '\\`$"' : '\\`$';
  const pieces: string[] = [];
  let start = reader.at;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) {
      if (escaped.includes(text[at + 1] ?? ' ')) {
        pieces.push(text.slice(start, at));
        start = at + 1;
      }
      at++;
    } else if (code === 0x60) {
      pieces.push(text.slice(start, at));
      reader.at = at + 1;
      return pieces.join('');
    }
  }
  throw damaged(reader, 'unclosed `');
}

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g;

/** What `\n`, `\x41`, `\101` and their like stand for, as in `$'…'`. */
export function unescapeAnsi(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (whole: string, hex, short, long, octal, control, letter): string => {
    const digits: string | undefined = hex ?? short ?? long;
    if (digits !== undefined) return character(Number.parseInt(digits, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8) & 0xff);
    if (control !== undefined) return character(String(control).charCodeAt(0) & 0x1f);
    return LETTERS[letter] ?? (`\\'"?`.includes(letter) ? letter : whole);
  });
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
