/** One way in that a `WWW-Authenticate` header offers. */
export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

const LONGEST_HEADER = 16_384;
const TOKEN = /[!#$%&'*+.^_`|~0-9A-Za-z-]+/y;

/** Reads the header of RFC 9110 §11.6.1; what cannot be read ends the list. */
export function parseChallenges(header: string): readonly Challenge[] {
  const text = header.slice(0, LONGEST_HEADER);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let position = 0;
  for (;;) {
    position = skip(text, position, ' \t,');
    const word = tokenAt(text, position);
    if (word === '') return challenges;
    const after = skip(text, position + word.length, ' \t');
    const current = challenges.at(-1);
    if (text[after] !== '=' || !current) {
      challenges.push({ scheme: word.toLowerCase(), parameters: new Map() });
      position += word.length;
      continue;
    }
    const value = valueAt(text, skip(text, after + 1, ' \t'));
    if (!current.parameters.has(word.toLowerCase())) current.parameters.set(word.toLowerCase(), value.text);
    position = value.end;
  }
}

function valueAt(text: string, start: number): { text: string; end: number } {
  if (text[start] !== '"') {
    // Unquoted values are tokens by the book; some servers leave a URL unquoted.
    let end = start;
    while (end < text.length && !' \t,'.includes(text.charAt(end))) end++;
    return { text: text.slice(start, end), end };
  }
  let value = '';
  let position = start + 1;
  for (; position < text.length && text[position] !== '"'; position++) {
    if (text[position] === '\\') position++;
    value += text[position] ?? '';
  }
  return { text: value, end: position + 1 };
}

function tokenAt(text: string, position: number): string {
  TOKEN.lastIndex = position;
  return TOKEN.exec(text)?.[0] ?? '';
}

function skip(text: string, start: number, characters: string): number {
  let position = start;
  while (position < text.length && characters.includes(text.charAt(position))) position++;
  return position;
}
