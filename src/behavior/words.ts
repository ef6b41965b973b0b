/** Which options of a program take a value of their own. */
export interface OptionSpec {
  /** `-n`, `--user`: the next word is their value, unless it is joined to them. */
  readonly values?: readonly string[];
}

/** Words behind a program's name, sorted into options and the rest. */
export interface ParsedWords {
  /** Values by option; '' where it has none. The last one counts. */
  readonly options: ReadonlyMap<string, string>;
  /** What follows the options: the first word that is none, and all behind it. */
  readonly rest: readonly string[];
}

/** Reads options up to the first word that is none, as getopt with `+` does. */
export function parseOptions(words: readonly string[], { values = [] }: OptionSpec = {}): ParsedWords {
  const options = new Map<string, string>();
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      at++;
      break;
    }
    if (!word.startsWith('-') || word === '-') break;
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    if (equals > 0) options.set(word.slice(0, equals), word.slice(equals + 1));
    else if (values.includes(word)) options.set(word, words[++at] ?? '');
    else if (!word.startsWith('--') && values.includes(word.slice(0, 2))) options.set(word.slice(0, 2), word.slice(2));
    else options.set(word, '');
  }
  return { options, rest: words.slice(at) };
}

/** Splits a line as configuration files quote their commands: blanks, single and double quotes, backslashes. */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const character = line.charAt(i);
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"' && i + 1 < line.length) word += line.charAt(++i);
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\' && i + 1 < line.length) word = (word ?? '') + line.charAt(++i);
    else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}

/** Words as one line, quoted where a reader could take one for two. */
export function joinWords(words: readonly string[]): string {
  return words
    .map((word) => (word === '' || /[\s'"]/.test(word) ? `'${word.replaceAll("'", "'\\''")}'` : word))
    .join(' ');
}
