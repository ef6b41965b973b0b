/** Lines that `sed`, `awk` and `grep` pick by plain addresses; undefined for anything that would need patterns. */
export function pickLines(name: string, words: readonly string[], input: string): string | undefined {
  const options = words.filter((word) => /^-[a-zA-Z]/.test(word));
  const [program = ''] = words.filter((word) => !word.startsWith('-'));
  const lines = input.split(/(?<=\n)/);
  switch (name) {
    case 'sed':
      return sedLines(program, options, lines);
    case 'awk':
      return awkLines(program, lines);
    case 'grep':
      return grepLines(program, { words, options, lines });
    default:
      return undefined;
  }
}

const ADDRESS = String.raw`(\d{1,9}|\$|\/(?:[^/\\]|\\.){1,200}\/)`;
const COMMAND = new RegExp(String.raw`^${ADDRESS}(?:,${ADDRESS})?\s?([dp])$`);

function sedLines(program: string, options: readonly string[], lines: readonly string[]): string | undefined {
  const match = COMMAND.exec(program.trim());
  const prints = match?.[3] === 'p';
  if (!match || prints !== options.some((option) => /^-[a-z]*n/.test(option))) return undefined;
  const [, from = '', to] = match;
  const starts = addressTest(from, lines.length);
  const ends = to === undefined ? undefined : addressTest(to, lines.length);
  if (!starts || (to !== undefined && !ends)) return undefined;
  let open = false;
  const picked = lines.filter((line, at) => {
    if (open) {
      if (ends?.(line, at)) open = false;
      return prints;
    }
    if (!starts(line, at)) return !prints;
    open = ends !== undefined;
    return prints;
  });
  return picked.join('');
}

type LineTest = (line: string, at: number) => boolean;

function addressTest(address: string, count: number): LineTest | undefined {
  if (address === '$') return (_, at) => at === count - 1;
  if (/^\d/.test(address)) return (_, at) => at + 1 === Number(address);
  return plainTest(address.slice(1, -1));
}

/** A pattern that is no more than a text, at the start or the end of the line or anywhere. */
function plainTest(pattern: string): LineTest | undefined {
  const [, begins, text = '', ends] = /^(\^?)([^$]*)(\$?)$/.exec(pattern) ?? [];
  if (text === '' || /[.*[\]+?{}()|]/.test(text.replace(/\\./g, ''))) return undefined;
  const literal = text.replace(/\\(.)/g, '$1');
  return (line) => {
    const whole = line.replace(/\r?\n$/, '');
    if (begins && ends) return whole === literal;
    if (begins) return whole.startsWith(literal);
    return ends ? whole.endsWith(literal) : whole.includes(literal);
  };
}

const AFTER =
  /^(?:(\w{1,20});\s?)?\/((?:[^/\\]|\\.){1,200})\/\s?\{\s?(\w{1,20})\s?=\s?1\s?;?\s?(?:next)?\s?;?\s?\}\s?;?\s?(\w{1,20})?$/;

function awkLines(program: string, lines: readonly string[]): string | undefined {
  const plain = program.trim().replace(/\s?\{\s?print(?:\s\$0)?\s?;?\}$/, '');
  const number = /^NR\s?(>=?|==)\s?(\d{1,9})$/.exec(plain);
  if (number) {
    const limit = Number(number[2]);
    const test = {
      '>': (at: number) => at > limit,
      '>=': (at: number) => at >= limit,
      '==': (at: number) => at === limit,
    };
    return lines.filter((_, at) => test[number[1] as keyof typeof test](at + 1)).join('');
  }
  const match = AFTER.exec(plain);
  const starts = match && plainTest(match[2] ?? '');
  if (!starts || (match[1] ?? match[4]) !== match[3]) return undefined;
  const at = lines.findIndex((line, index) => starts(line, index));
  return at < 0 ? '' : lines.slice(at + 1).join('');
}

function grepLines(
  pattern: string,
  given: { readonly words: readonly string[]; readonly options: readonly string[]; readonly lines: readonly string[] },
): string | undefined {
  const letters = given.options.join('');
  if (/[oceEPqlLnHzrR]/.test(letters.replace(/-[ABCm]\d*/g, ''))) return undefined;
  const after = Number(/(?:^|\s)-A\s?(\d{1,6})/.exec(given.words.join(' '))?.[1] ?? 0);
  const isValued = given.words.some((word) => /^-[ABCm]$/.test(word));
  const real = isValued
    ? given.words.filter((word, at) => !/^-/.test(word) && !/^-[ABCm]$/.test(given.words[at - 1] ?? ''))[0]
    : pattern;
  const test = plainTest(real ?? '');
  if (!test) return undefined;
  const inverted = letters.includes('v');
  let left = 0;
  const picked = given.lines.filter((line, at) => {
    if (test(line, at) !== inverted) {
      left = after;
      return true;
    }
    return left-- > 0;
  });
  return picked.join('');
}
