import type { ShellCommand } from '../../behavior/shell-command.ts';

/** The program that a command comes down to, and its arguments. */
export interface CalledProgram {
  /** Without its folder. */
  readonly name: string;
  readonly words: readonly string[];
  /** Programs in front of it: `sudo`, `env`. */
  readonly wrappers: readonly string[];
}

const WRAPPERS = new Set([
  'sudo',
  'doas',
  'env',
  'nice',
  'ionice',
  'nohup',
  'time',
  'exec',
  'command',
  'eatmydata',
  'busybox',
]);
/** Options of wrappers that take the next word. */
const WITH_VALUE = new Set(['-u', '-g', '-n', '-c', '-h', '--user', '--group', '-C']);
const MOST_WORDS = 2_000;

/** Looks behind `sudo`, `env` and the like. */
export function calledProgram({ words }: Pick<ShellCommand, 'words'>): CalledProgram {
  const texts = words.slice(0, MOST_WORDS).map(({ text }) => text);
  const wrappers: string[] = [];
  let at = 0;
  for (let name = baseName(texts[at]); WRAPPERS.has(name) && at + 1 < texts.length; name = baseName(texts[at])) {
    wrappers.push(name);
    at++;
    for (; at < texts.length; at++) {
      const word = texts[at] ?? '';
      if (WITH_VALUE.has(word)) at++;
      else if (!word.startsWith('-') && !/^\w+=/.test(word)) break;
    }
  }
  return { name: baseName(texts[at]), words: texts.slice(at + 1), wrappers };
}

function baseName(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The words that are no options, subcommands first: `install curl` of `apt-get -y install curl`. */
export function operands(words: readonly string[]): string[] {
  return words.filter((word) => word !== '' && !word.startsWith('-'));
}

/** Is one of these options there, by itself, with a value, or as a letter among others (`-fsSLk`)? */
export function hasOption(
  words: readonly string[],
  { long, short }: { long: readonly string[]; short?: string },
): boolean {
  return words.some((word) => {
    if (long.some((option) => word === option || word.startsWith(`${option}=`))) return true;
    return short !== undefined && /^-[a-zA-Z0-9#]{1,16}$/.test(word) && word.includes(short);
  });
}
