import { readShebang } from '../../behavior/shebang.ts';
import type { FileKind } from '../../filesystem/file.ts';
import type { ProgramLanguage } from '../program-text.ts';

const BY_EXTENSION: Readonly<Record<string, ProgramLanguage | 'shell'>> = {
  sh: 'shell',
  bash: 'shell',
  py: 'python',
  pl: 'perl',
  pm: 'perl',
  php: 'php',
  phtml: 'php',
  rb: 'ruby',
  js: 'node',
  mjs: 'node',
  cjs: 'node',
  lua: 'lua',
  java: 'other',
  jsp: 'other',
  go: 'other',
  ps1: 'other',
  asp: 'other',
  aspx: 'other',
  ashx: 'other',
  awk: 'other',
};

/** What the script is written in, by its first line, else by its name; undefined for what is none. */
export function scriptLanguage(path: string, text: string): ProgramLanguage | 'shell' | undefined {
  const shebang = readShebang(text);
  if (shebang) {
    const words = shebang.filter((word) => !/^(?:-|\w+=)/.test(word)).map(baseName);
    return interpreterLanguage(words[0] === 'env' ? (words[1] ?? '') : (words[0] ?? '')) ?? 'other';
  }
  return BY_EXTENSION[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];
}

/** Whose language a program reads, by its base name; undefined for programs that are no interpreters. */
export function interpreterLanguage(name: string): ProgramLanguage | 'shell' | undefined {
  if (/^(?:ba|da|a|z|k|mk|pdk|fi)?sh$|^busybox$/.test(name)) return 'shell';
  if (/^(?:python|pypy)[\d.]*$/.test(name)) return 'python';
  if (/^perl[\d.]*$/.test(name)) return 'perl';
  if (/^php[\d.]*$|^php-cgi/.test(name)) return 'php';
  if (/^j?ruby[\d.]*$/.test(name)) return 'ruby';
  if (/^(?:node|nodejs|bun|deno)$/.test(name)) return 'node';
  if (/^lua(?:jit)?[\d.]*$/.test(name)) return 'lua';
  return undefined;
}

/** A file that may hold a script. */
export function mayBeScript(kind: FileKind): boolean {
  return kind === 'script' || kind === 'text';
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
