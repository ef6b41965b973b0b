import { baseName } from '../../behavior/paths.ts';
import type { ShellCommand } from '../../behavior/shell-command.ts';
import { isInterpreter, isShell, isSource, type Program, programOf, scriptOf } from './program-of.ts';

const FETCHERS =
  /^(?:curl|wget2?|fetch|aria2c|axel|lynx|links2?|elinks|w3m|http|https|xh|ftpget|tftp|lwp-download|lwp-request|GET|get|wget-ssl|uclient-fetch|nc|ncat|netcat|telnet|socat|dig|kdig|drill|nslookup|host)$/;
const DECODERS = /^(?:base64|base32|xxd|uudecode|openssl|gunzip|zcat|xz|xzcat|bzcat|gzip|rev|tr)$/;
const NOT_KNOWN = '\ufffc';

/** A download, or a text only known when it runs, that is run as code. */
export interface RunText {
  readonly command: ShellCommand;
  /** Where the text comes from. */
  readonly source?: ShellCommand;
  readonly does: string;
}

/** Commands that run what a fetcher brought: through a pipe, a substitution, or a file. */
export function fetchesAndRuns(commands: readonly ShellCommand[]): RunText[] {
  const found: RunText[] = [];
  const fetched = new Map<string, ShellCommand>();
  const piped = new Map<number, { readonly command: ShellCommand; readonly what: 'fetch' | 'decode' }>();
  let last: ShellCommand | undefined;
  for (const command of commands) {
    const program = programOf(command.words.map(({ text }) => text));
    if (!program) continue;
    const { pipeline } = command;
    const earlier = piped.get(pipeline.id);
    if (isFetcher(program)) {
      piped.set(pipeline.id, { command, what: 'fetch' });
      for (const path of filesFetched(program, command)) fetched.set(baseName(path), command);
      last = command;
      continue;
    }
    if (DECODERS.test(program.name) && !earlier && decodes(program))
      piped.set(pipeline.id, { command, what: 'decode' });
    const script = scriptOf(program);
    const path = script ?? program.path;
    const brought = script !== undefined || path.includes('/') ? fetched.get(baseName(path)) : undefined;
    if (earlier && earlier.command.pipeline.position < pipeline.position && readsInput(program)) {
      found.push({ command, source: earlier.command, does: `${VERB[earlier.what]} a script and runs it` });
    } else if (last && (runsUnknownText(program) || (pipeline.position > 0 && readsInput(program)))) {
      found.push({ command, source: last, does: 'downloads a script and runs it' });
    } else if (brought) {
      found.push({ command, source: brought, does: `downloads ${shown(path)} and runs it` });
    } else if (fetchesInline(program)) {
      found.push({ command, does: 'downloads a program text and runs it' });
    } else if (decodesInline(program)) {
      found.push({ command, does: 'decodes a program text and runs it' });
    }
    // What `$( … )` and `<( … )` hold is told right before the command that takes it.
    if (pipeline.length === 1 || !piped.has(pipeline.id)) last = undefined;
  }
  return found;
}

const VERB = { fetch: 'downloads', decode: 'decodes' } as const;

function isFetcher({ name, words }: Program): boolean {
  if (!FETCHERS.test(name)) return false;
  return words.some((word) => !word.startsWith('-'));
}

function decodes({ name, words }: Program): boolean {
  if (name === 'openssl') return words.includes('enc') || words.includes('base64');
  if (name === 'xxd') return words.some((word) => /^-\w{0,4}r/.test(word));
  if (name === 'base64' || name === 'base32') return words.some((word) => /^(?:-\w{0,3}[dD]|--decode)/.test(word));
  return name === 'uudecode' || name === 'rev';
}

/** An interpreter without a script of its own. */
function readsInput(program: Program): boolean {
  if (isShell(program.name)) return scriptOf(program) === undefined || scriptOf(program) === '/dev/stdin';
  if (!isInterpreter(program.name))
    return program.name === 'xargs' && program.words.some((word) => isShell(baseName(word)));
  return (
    program.words.every((word) => word.startsWith('-') && !/^-\w{0,8}[cemrn]$/.test(word)) ||
    program.words.at(-1) === '-'
  );
}

function runsUnknownText({ name, words }: Program): boolean {
  const isRunner = isInterpreter(name) || isSource(name) || name === 'eval';
  if (!isRunner) return false;
  if (words.some((word) => /^\/(?:dev|proc\/self)\/fd\/\d{1,4}$/.test(word))) return true;
  if (name === 'eval') return (words[0] ?? '').trimStart().startsWith(NOT_KNOWN);
  const at = words.findIndex((word) => /^-\w{0,8}[cer]$/.test(word));
  return at >= 0 && (words[at + 1] ?? '').trimStart().startsWith(NOT_KNOWN);
}

/** Where a fetcher puts what it fetches. */
function filesFetched({ name, words }: Program, { redirections }: ShellCommand): string[] {
  const files = redirections
    .filter(({ kind }) => kind === 'write' || kind === 'append')
    .map(({ target }) => target.text);
  let takesName = name.startsWith('wget') || name === 'aria2c' || name === 'axel' || name === 'fetch';
  for (const [index, word] of words.entries()) {
    const joined = /^(?:--output(?:-document)?=|--out=|-[oO](?=[./\w]))(.+)$/.exec(word)?.[1];
    if (joined !== undefined && !(name === 'wget' && word.startsWith('-o'))) files.push(joined);
    else if (/^(?:-\w{0,10}o|--output|--out)$/.test(word) && !name.startsWith('wget'))
      files.push(words[index + 1] ?? '');
    else if (/^(?:-\w{0,10}O|--output-document)$/.test(word) && name.startsWith('wget'))
      files.push(words[index + 1] ?? '');
    else if (/^(?:-\w{0,10}O\w{0,10}|--remote-name)$/.test(word)) takesName = true;
  }
  if (takesName)
    for (const word of words) {
      const last = /^[^?#]{0,2000}\/([\w.-]{1,200})(?:[?#]|$)/.exec(word)?.[1];
      if (last !== undefined && !word.startsWith('-')) files.push(last);
    }
  return files.filter((file) => file !== '' && file !== '-' && file !== '/dev/null');
}

const FETCH_CALL =
  /\b(?:urlopen|urlretrieve|urllib|requests\.get|http\.client|LWP|HTTP::Tiny|Net::HTTP|open-uri|file_get_contents\(\s{0,9}['"]https?|https?\.get)/;
const DECODE_CALL =
  /\b(?:base64_decode|b64decode|decodebytes|decode_base64|Base64\.decode64|fromhex|unhexlify|marshal\.loads|gzinflate|atob|Buffer\.from)\b/;
const RUN_CALL = /\b(?:exec|eval|assert|compile|system|subprocess|popen|spawn|execSync|shell_exec|passthru)\b/;

/** `python -c "exec(urlopen(…).read())"`. */
function fetchesInline(program: Program): boolean {
  const text = inlineText(program);
  return FETCH_CALL.test(text) && RUN_CALL.test(text);
}

/** `php -r "eval(base64_decode(…));"`. */
function decodesInline(program: Program): boolean {
  const text = inlineText(program);
  return DECODE_CALL.test(text) && RUN_CALL.test(text);
}

function inlineText({ name, words }: Program): string {
  return isInterpreter(name) && !isShell(name) ? words.join(' ').slice(0, LONGEST_INLINE) : '';
}

const LONGEST_INLINE = 20_000;

function shown(path: string): string {
  return path.replaceAll(NOT_KNOWN, '…').slice(0, 100);
}
