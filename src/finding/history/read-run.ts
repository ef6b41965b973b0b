import type { RunInstruction } from './instruction.ts';

const SHELL = /^(?:\S{0,200}[/\\])?(?:sh|bash|ash|dash|zsh|ksh|mksh|busybox|pwsh|powershell|cmd)(?:\.exe)?$/i;
const MOST_OPTIONS = 12;
const MOST_ARGUMENTS = 200;

/** Does the line start with a shell and the option that a script follows? */
export function isShell(line: string): boolean {
  return shellAt(line, 0) !== undefined;
}

/** Reads what follows RUN: build arguments, the shell, the script. */
export function readRun(text: string): RunInstruction {
  const { buildArguments, rest } = splitArguments(withoutOptions(text));
  const shell = shellAt(rest, 0);
  if (!shell) return { script: rest, buildArguments };
  return { shell: shell.words, script: rest.slice(shell.end).trim(), buildArguments };
}

/** `--mount=type=cache,target=/x` and the like, which kaniko and buildah leave in front. */
function withoutOptions(text: string): string {
  let rest = text;
  for (let count = 0; count < MOST_OPTIONS; count++) {
    const option = /^--(?:mount|network|security|device)=\S{1,1000}\s+/.exec(rest);
    if (!option) break;
    rest = rest.slice(option[0].length);
  }
  return rest;
}

/**
 * `|2 VERSION=1.2 NAME=a b /bin/sh -c make`: nothing quotes the values, so the last one ends where the shell is named.
 * Without a shell every value is taken for one word.
 */
function splitArguments(text: string): { buildArguments: RunInstruction['buildArguments']; rest: string } {
  const [mark, digits] = /^\|(\d{1,4})\s+/.exec(text) ?? [];
  if (mark === undefined) return { buildArguments: [], rest: text };
  const count = Math.min(Number(digits), MOST_ARGUMENTS);
  const body = text.slice(mark.length);
  const starts = wordStarts(body);
  const shellStart = starts.slice(count).find((start) => shellAt(body, start) !== undefined);
  const end = shellStart ?? starts[count] ?? body.length;
  return { buildArguments: pairsIn(body.slice(0, end).trim()), rest: body.slice(end) };
}

function pairsIn(text: string): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const word of text.split(/\s+/)) {
    const equals = word.indexOf('=');
    const last = pairs.at(-1);
    const isName = equals > 0 && /^[A-Za-z_][\w.-]*$/.test(word.slice(0, equals));
    if (isName && pairs.length < MOST_ARGUMENTS)
      pairs.push({ name: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (last) last.value = `${last.value} ${word}`;
  }
  return pairs;
}

/** Enough for every value that anybody writes; a longer list of words is no list of arguments. */
const MOST_WORDS = 2_000;

function wordStarts(text: string): number[] {
  const starts: number[] = [];
  const word = /\S+/g;
  for (let match = word.exec(text); match && starts.length < MOST_WORDS; match = word.exec(text)) {
    starts.push(match.index);
  }
  return starts;
}

/** `/bin/bash -o pipefail -c `: its words, and where the script starts. */
function shellAt(text: string, start: number): { words: string[]; end: number } | undefined {
  const word = /\S+/y;
  const blank = /\s+/y;
  const words: string[] = [];
  for (let at = start; words.length < MOST_OPTIONS; ) {
    word.lastIndex = at;
    const [found] = word.exec(text) ?? [];
    if (found === undefined || (words.length === 0 && !SHELL.test(found))) return undefined;
    words.push(found);
    blank.lastIndex = at + found.length;
    const [gap = ''] = blank.exec(text) ?? [];
    at += found.length + gap.length;
    if (words.length > 1 && isScriptOption(found)) return { words, end: at };
    if (words.length > 1 && !isOption(found, words.at(-2) ?? '')) return undefined;
  }
  return undefined;
}

function isScriptOption(word: string): boolean {
  return /^-[a-zA-Z]{0,10}c$/.test(word) || /^(?:\/c|-command|-encodedcommand)$/i.test(word);
}

/** An option, the value of `-o`, or `busybox sh`. */
function isOption(word: string, before: string): boolean {
  if (/^[-+/][\w-]{1,40}$/.test(word)) return true;
  return /^[-+]\w{0,10}[oO]$/.test(before) || (/(?:^|\/)busybox$/.test(before) && SHELL.test(word));
}
