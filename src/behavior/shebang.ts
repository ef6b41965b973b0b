import { splitWords } from './words.ts';

const LONGEST_LINE = 4_096;

/** The interpreter that a script's first line names, and its arguments as the kernel hands them over; `env -S` is split. */
export function readShebang(text: string): readonly string[] | undefined {
  if (!text.startsWith('#!')) return undefined;
  const line = text.slice(2, LONGEST_LINE).split('\n', 1)[0] ?? '';
  const [, program = '', argument = ''] = /^[ \t]*(\S+)[ \t]*(.*)$/.exec(line.replace(/\r$/, '').trimEnd()) ?? [];
  if (program === '') return undefined;
  // env splits by itself; the kernel makes one argument of all that follows.
  if (/(?:^|\/)env$/.test(program) && argument.startsWith('-S')) return [program, ...splitWords(argument.slice(2))];
  return argument === '' ? [program] : [program, argument];
}
