import { limits } from '../../base/limits.ts';
import { baseName } from '../../behavior/paths.ts';
import type { ProgramLanguage } from '../program-text.ts';
import { fileWritesIn } from './program-writes.ts';
import { places } from './recognition.ts';
import { plain, UNKNOWN, type Value } from './text-value.ts';
import { createValueReader } from './text-values.ts';

/** A text that a program hands to a shell, or a command that it starts, as a line. */
export interface ShellCall {
  readonly text: string;
  readonly line: number;
  /** What the program decodes it by. */
  readonly decoded: readonly string[];
}

const MOST_CALLS = 200;
const DEEPEST = 4;
/** Calls that start a program; what stands before the bracket tells most of them from their namesakes. */
const CALLS =
  /(?:(?<![\w$])(?:system|popen[234]?|shell_exec|passthru|proc_open|pcntl_exec|pipeline|IO\.popen|spawnlp?|getstatusoutput|check_output|check_call|getoutput|Popen|ProcessBuilder|execa|create_subprocess_(?:shell|exec)|capture[23e]{1,2})|(?<![\w$])(?:os|pty|subprocess|sp|commands|child_process|cp|childProcess|Open3|Kernel|Process|io|exec|asyncio|runtime|Runtime)\s?\.\s?(?:spawn\w{0,6}|run|call|exec\w{0,8}|posix_spawn|execute|popen|Command|CommandContext|fork)|\.\s?exec(?:Sync|File|FileSync)?|(?<![\w$.])(?:exec(?:Sync|File|FileSync|l|lp|v|vp|ve)?|spawn(?:Sync)?|run|call))\s{0,4}(?:\((?!\s{0,4}\))|(?=["'$q<]|\s{0,4}\$))/g;
/** Perl, PHP and Ruby: between backquotes and their kin. */
const BACKQUOTED =
  /(?<![\\\w`])`([^`\n]{4,4000})`|\bqx\s?(?:\{([^}\n]{4,4000})\}|\(([^)\n]{4,4000})\)|\/([^/\n]{4,4000})\/)|%x\s?(?:\{([^}\n]{4,4000})\}|\(([^)\n]{4,4000})\)|\[([^\]\n]{4,4000})\])/g;
/** Perl's open with a pipe. */
const PIPED =
  /\bopen\s?\(?\s?(?:my\s)?[$\w]{1,40}\s?,\s?["']([^"'\n|]{4,2000}\|?[^"'\n]{0,2000})\|\s?["']|["']-\|["']\s?,\s?["']([^"'\n]{4,2000})["']/g;
/** Awk, which reads what a command writes. */
const READ = /"((?:[^"\\\n]|\\.){4,2000})"\s{0,4}\|\s{0,4}getline/g;
/** Calls that run code of the program's own language. */
const CODE =
  /(?<![\w$>])(?:exec|eval|assert|loadstring|load|instance_eval|class_eval|Function|runIn(?:This|New)?Context|compile|_compile)\s{0,4}\(|(?<![\w$>])eval\s{1,4}(?=[$\w(])/g;

/** What a program in another language would have a shell run, as far as that follows from what it says. */
export function shellCallsIn(
  program: { readonly text: string; readonly language: ProgramLanguage; readonly line?: number },
  environment: ReadonlyMap<string, string>,
): ShellCall[] {
  const found = new Map<string, ShellCall>();
  collect(program.text, { language: program.language, decoded: [], depth: 0, line: program.line });
  return [...found.values()].sort((a, b) => a.line - b.line);

  function collect(
    text: string,
    at: { language: ProgramLanguage; decoded: readonly string[]; depth: number; line: number | undefined },
  ): void {
    const reader = createValueReader(text, environment);
    const { language } = at;
    const lineAt = lineCounter(text);
    const add = (call: string, index: number): void => {
      const decoded = [...at.decoded, ...reader.takeWays()];
      const trimmed = call.trim();
      if (trimmed.replaceAll(UNKNOWN, '').trim().length < 4 || found.size >= MOST_CALLS || found.has(trimmed)) return;
      found.set(trimmed, { text: trimmed.slice(0, limits.shellValue), line: at.line ?? lineAt(index), decoded });
    };
    for (const match of places(text, CALLS, MOST_CALLS)) {
      if (!isShellCall(match[0], language, text)) continue;
      reader.takeWays();
      const opens = match[0].endsWith('(');
      const { values } = reader.list(match.index + match[0].length - (opens ? 1 : 0));
      const call = commandOf(values, match[0]);
      if (call !== undefined) add(call, match.index);
    }
    reader.takeWays();
    if (language === 'perl' || language === 'php' || language === 'ruby') {
      for (const match of places(text, BACKQUOTED, MOST_CALLS)) {
        const body = match.slice(1).find((each) => each !== undefined) ?? '';
        add(body.replaceAll('\\\\', '\\'), match.index);
      }
      for (const match of places(text, PIPED, 20)) add(match[1] ?? match[2] ?? '', match.index);
    }
    if (language === 'other')
      for (const match of places(text, READ, 20)) add((match[1] ?? '').replace(/\\(.)/g, '$1'), match.index);
    for (const { path, text: content, index, appends, source } of fileWritesIn(text, reader)) {
      if (source !== undefined) add(`curl -s -o ${lineOf([path])} ${lineOf([source])}`, index);
      else if (WRITTEN.test(path))
        add(`printf '%s\\n' ${lineOf([content])} >${appends ? '>' : ''} ${lineOf([path])}`, index);
    }
    if (at.depth >= DEEPEST) return;
    for (const match of places(text, CODE, 40)) {
      reader.takeWays();
      const opens = match[0].endsWith('(');
      const { values } = reader.list(match.index + match[0].length - (opens ? 1 : 0));
      const code = values.at(-1);
      const first =
        typeof code === 'string' && values.length > 0 && !/^(?:exec|eval|single)$/.test(code) ? code : values[0];
      const decoded = [...at.decoded, ...reader.takeWays()];
      if (typeof first !== 'string' || first.length < 8 || first === text) continue;
      collect(first, { language, decoded, depth: at.depth + 1, line: at.line ?? lineAt(match.index) });
    }
  }
}

/** Files whose change is what an attacker is after; data that programs write is not looked at. */
const WRITTEN =
  /cron|\.ssh\/|authorized_keys|ld\.so\.preload|\/(?:passwd|shadow|sudoers)|pam\.d|profile|\.bashrc|rc\.local|init\.d|systemd|core_pattern|release_agent|\/(?:mnt|host|hostfs|rootfs)\//;

/** Names that mean something else in some languages. */
function isShellCall(call: string, language: ProgramLanguage, text: string): boolean {
  const name = /[\w.]+/.exec(call)?.[0] ?? '';
  if (language === 'python') {
    if (/^(?:exec|pipeline)$/.test(name)) return false;
    if (/^(?:run|call)$/.test(name)) return /\bfrom\s+subprocess\s+import\b/.test(text);
    return call.endsWith('(');
  }
  if (/^(?:run|call)$/.test(name)) return false;
  if (language === 'node') return call.endsWith('(');
  if (language === 'lua') return /^(?:os\.execute|io\.popen)$/.test(name);
  return true;
}

/** The words or the text that a call is given. */
function commandOf(values: readonly Value[], call: string): string | undefined {
  const [first, second] = values;
  if (first === undefined) return undefined;
  if (typeof first !== 'string') return lineOf(first.map(plain));
  const rest = Array.isArray(second) ? second.map(plain) : values.slice(1).filter((each) => typeof each === 'string');
  const words = [first, ...rest.map(plain)];
  if (/\bexec(?:l|v)|\bspawn[lv]|posix_spawn/.test(call)) {
    const list = /^\d$/.test(words[0] ?? '') || /^P_/.test(words[0] ?? '') ? words.slice(1) : words;
    // The name is said twice.
    return lineOf(baseName(list[0] ?? '') === baseName(list[1] ?? '') ? list.slice(1) : list);
  }
  if (Array.isArray(second) || (rest.length > 0 && !/\s/.test(first.trim()))) return lineOf(words);
  return first;
}

/** One line that a shell reads as these words. */
function lineOf(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./\ufffc-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let at = 0;
  return (index) => {
    if (index < at) {
      line = 1;
      at = 0;
    }
    for (let next = text.indexOf('\n', at); next >= 0 && next < index; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
