import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/**
 * Parses a Java .properties file: comments, `=`, `:` or blank as separator, escapes, continued lines; the last of equal keys wins.
 * @throws FormatError over `limits.descriptor`.
 */
export function parseJavaProperties(text: string): ReadonlyMap<string, string> {
  if (text.length > limits.descriptor) throw new FormatError(`properties of ${text.length} bytes are over the limit`);
  const properties = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const end = keyEnd(line);
    const value = line.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '');
    properties.set(unescaped(line.slice(0, end)), unescaped(value).trim());
  }
  return properties;
}

function* logicalLines(text: string): Iterable<string> {
  let parts: string[] = [];
  for (const raw of text.split(/\r\n|\n|\r/)) {
    const line = raw.replace(/^[ \t\f]+/, '');
    if (parts.length === 0 && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const continued = endsInOddBackslashes(line);
    parts.push(continued ? line.slice(0, -1) : line);
    if (continued) continue;
    yield parts.join('');
    parts = [];
  }
  if (parts.length > 0) yield parts.join('');
}

function endsInOddBackslashes(line: string): boolean {
  let count = 0;
  while (line.charAt(line.length - 1 - count) === '\\') count++;
  return count % 2 === 1;
}

function keyEnd(line: string): number {
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (character === '\\') i++;
    else if (/[=: \t\f]/.test(character)) return i;
  }
  return line.length;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['n', '\n'],
  ['r', '\r'],
  ['f', '\f'],
]);

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code?: string, character?: string) =>
    code === undefined
      ? (LETTERS.get(character ?? '') ?? character ?? '')
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
