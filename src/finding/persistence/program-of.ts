import { baseName } from '../../behavior/paths.ts';

/** What a command comes down to once `sudo`, `nohup`, `env`, `busybox` and their like are passed over. */
export interface Program {
  /** Without its folder. */
  readonly name: string;
  /** As written. */
  readonly path: string;
  readonly words: readonly string[];
}

const WRAPPERS =
  /^(?:sudo|doas|nohup|setsid|exec|command|builtin|env|nice|ionice|chrt|timeout|time|stdbuf|unbuffer|busybox|toybox|flock|chronic|catchsegv)$/;
const MOST_WRAPPERS = 6;

/** The program that words call; undefined for bare assignments. */
export function programOf(words: readonly string[]): Program | undefined {
  let at = startOf(words);
  for (let wrappers = 0; wrappers < MOST_WRAPPERS; wrappers++) {
    const path = words[at];
    if (path === undefined) return undefined;
    const name = baseName(path);
    if (!WRAPPERS.test(name)) return { name, path, words: words.slice(at + 1) };
    at = afterOptions(words, at + 1, name);
  }
  return undefined;
}

/** `start-stop-daemon` names its program behind an option. */
function startOf(words: readonly string[]): number {
  if (baseName(words[0] ?? '') !== 'start-stop-daemon') return 0;
  return words.findIndex((word) => /^(?:--exec|--startas|-x|-a)$/.test(word)) + 1;
}

const WITH_VALUE: Readonly<Record<string, RegExp>> = {
  sudo: /^-[ugCDhprTU]$/,
  doas: /^-[uC]$/,
  env: /^-[uCS]$/,
  nice: /^-n$/,
  ionice: /^-[cnpPu]$/,
  timeout: /^-[ks]$/,
  stdbuf: /^-[ioe]$/,
  flock: /^-[wE]$/,
  exec: /^-a$/,
};

function afterOptions(words: readonly string[], start: number, wrapper: string): number {
  let at = start;
  while (at < words.length && /^(?:-|\w{1,64}=)/.test(words[at] ?? ''))
    at += WITH_VALUE[wrapper]?.test(words[at] ?? '') ? 2 : 1;
  if (wrapper === 'timeout' && /^[\d.]+[smhd]?$/.test(words[at] ?? '')) at++;
  if (wrapper === 'flock' && at < words.length - 1) at++;
  return at;
}

const SHELLS = /^(?:ba|da|a|z|k|mk|c|tc|fi|r)?sh$/;
const INTERPRETERS = /^(?:python[\d.]*|pypy3?|perl[\d.]*|ruby[\d.]*|node|nodejs|bun|deno|php[\d.]*|lua[\d.]*|tclsh)$/;

export function isShell(name: string): boolean {
  return SHELLS.test(name);
}

/** Does it run the text it is given? */
export function isInterpreter(name: string): boolean {
  return SHELLS.test(name) || INTERPRETERS.test(name);
}

export function isSource(name: string): boolean {
  return name === '.' || name === 'source';
}

/** The script file that an interpreter, or `source`, is given; undefined for `-c`, standard input and unknown words. */
export function scriptOf({ name, words }: Program): string | undefined {
  if (isSource(name)) return words[0];
  if (!isInterpreter(name)) return undefined;
  for (const word of words) {
    if (/^-(?:\w{0,8}c|e|r|s)$/.test(word) || word === '-') return undefined;
    if (!word.startsWith('-')) return word;
  }
  return undefined;
}
