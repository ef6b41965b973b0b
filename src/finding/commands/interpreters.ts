import { baseName } from '../../behavior/paths.ts';
import { shellRequest } from '../../behavior/shell/launchers.ts';
import { type SeenCommand, UNKNOWN } from './seen-command.ts';

const SHELLS: ReadonlySet<string> = new Set('sh bash dash ash zsh ksh mksh rbash csh tcsh fish'.split(' '));
const INTERPRETER = /^(?:python[\d.]*|pypy3?|perl[\d.]*|ruby[\d.]*|php[\d.]*|node|nodejs|lua[\d.]*|deno|bun|pwsh)$/;
const INPUT = /^(?:-|\/dev\/stdin|\/dev\/fd\/0|\/proc\/self\/fd\/0)$/;

/** Is it a shell, by its name or path? */
export function isShell(word: string): boolean {
  return SHELLS.has(baseName(word));
}

/** Does it run what it reads on its input as a program? */
export function runsInput({ name, words, levels }: SeenCommand): boolean {
  const rest = words.slice(1);
  if (SHELLS.has(name)) {
    const { text, file } = shellRequest(words);
    if (text !== undefined)
      return levels.some((level) => baseName(level[0] ?? '') === 'xargs') && /^(?:\{\}|%|\ufffc)\s*$/.test(text);
    return (file === undefined || INPUT.test(file)) && !rest.some((word) => /^--?(?:version|help)$/.test(word));
  }
  if (name === 'source' || name === '.') return INPUT.test(rest[0] ?? '');
  if (name === 'at' || name === 'batch') return !rest.some((word) => /^-[flrdcV]/.test(word));
  if (!INTERPRETER.test(name)) return false;
  return rest.every((word) => INPUT.test(word) || (/^-[a-zA-Z]+$/.test(word) && !/[cemrnphVvEi]/.test(word)));
}

/** Does it run as a program what one of its words was given by other commands: `sh -c "$(…)"`, `eval`, `. <(…)`? */
export function runsProduced({ name, words }: SeenCommand): boolean {
  const [program = '', first = ''] = words;
  if (program === UNKNOWN) return true;
  const isOutput = (word: string): boolean => /^\/dev\/fd\/\d+$/.test(word);
  if (name === 'eval') return words.slice(1).join(' ').trimStart().startsWith(UNKNOWN);
  if (name === 'source' || name === '.') return isOutput(first);
  if (SHELLS.has(name)) {
    const { text, file } = shellRequest(words);
    return text === undefined ? file !== undefined && isOutput(file) : text.trimStart().startsWith(UNKNOWN);
  }
  if (!INTERPRETER.test(name)) return false;
  const at = words.findIndex((word) => /^-[a-zA-Z]{0,3}[cer]$/.test(word));
  return isOutput(first) || (at > 0 && (words[at + 1] ?? '').trimStart().startsWith(UNKNOWN));
}

/** The file that it runs as a program, as it is named. */
export function programFile({ name, words }: SeenCommand): string | undefined {
  const [program = '', ...rest] = words;
  if (SHELLS.has(name)) return shellRequest(words).file;
  if (name === 'source' || name === '.') return rest[0];
  if (INTERPRETER.test(name)) return rest.find((word) => !word.startsWith('-'));
  if (name === 'java') return rest[rest.indexOf('-jar') + 1];
  return program.includes('/') || program.startsWith(UNKNOWN) ? program : undefined;
}
