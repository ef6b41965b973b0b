import { readScript } from '../../behavior/shell/read-script.ts';
import { jobSigns } from './job-signs.ts';

/** What is wrong with code that every Python runs when it starts. */
export interface PythonSign {
  readonly does: string;
  readonly excerpt: string;
  /** What else it proves, beside that something comes back. */
  readonly also?: 'download' | 'encoding' | 'remote-shell';
}

const LONGEST = 64 * 1024;
const NETWORK =
  /\b(?:urlopen|urlretrieve|requests\.(?:get|post)|http\.client|socket\.(?:socket|create_connection)|urllib\.request|httpx\.|aiohttp|ftplib|smtplib|xmlrpc)\b/;
const DECODE =
  /\b(?:b64decode|b32decode|b85decode|a85decode|unhexlify|fromhex|marshal\.loads|zlib\.decompress|lzma\.decompress|bz2\.decompress|codecs\.decode|rot_?13)\b/;
const RUN =
  /\b(?:exec|eval|compile|__import__)\s{0,9}\(|\b(?:subprocess\.\w{3,20}|os\.(?:system|popen|exec\w{1,3}|spawn\w{1,4}|posix_spawn)|pty\.spawn|Popen|check_output)\s{0,9}\(/;
const PROCESS =
  /\b(?:subprocess|os\.(?:system|popen|exec\w{1,3}|spawn\w{1,4})|pty\.spawn|Popen)\b|__import__\(['"](?:os|subprocess|pty)['"]\)/;
const CONNECT = /\.connect(?:_ex)?\s{0,9}\(/;
const HAND_OVER = /\bdup2\b|\bpty\.spawn\b/;

/** Reads the lines of a `.pth` file that are run, or a whole sitecustomize. */
export function pythonStartupSign(text: string, path: string): PythonSign | undefined {
  const isTable = path.endsWith('.pth');
  const code = isTable ? runLines(text) : withoutNotes(text.slice(0, LONGEST));
  if (code === '') return undefined;
  if (CONNECT.test(code) && HAND_OVER.test(code))
    return { does: 'opens a shell to a remote host', excerpt: at(code, CONNECT), also: 'remote-shell' };
  if (DECODE.test(code) && RUN.test(code))
    return {
      does: 'decodes a program and runs it',
      excerpt: at(code, DECODE),
      ...(isTable ? { also: 'encoding' } : {}),
    };
  const shell = shellSign(code);
  if (shell) return shell;
  if (NETWORK.test(code) && RUN.test(code))
    return { does: 'downloads a program and runs it', excerpt: at(code, NETWORK) };
  // One line of a .pth file has no business with other programs.
  if (isTable && PROCESS.test(code)) return { does: 'starts another program', excerpt: at(code, PROCESS) };
  return undefined;
}

function runLines(text: string): string {
  return text
    .slice(0, LONGEST)
    .split('\n')
    .filter((line) => /^import[ \t]/.test(line))
    .join('\n');
}

function withoutNotes(text: string): string {
  return text.replaceAll(/^[ \t]{0,200}#[^\n]{0,4000}/gm, '');
}

/** What it hands to a shell. */
function shellSign(code: string): PythonSign | undefined {
  if (!PROCESS.test(code)) return undefined;
  for (const [, , command = ''] of code.matchAll(/(["'])([^"'\n]{8,2000})\1/g)) {
    if (!/\s/.test(command) && !command.startsWith('/')) continue;
    const [sign] = jobSigns(readScript(command, { place: { decoded: [] }, line: 1 }).commands);
    if (sign) return { does: sign.does, excerpt: command.slice(0, 200), ...(sign.also ? { also: sign.also } : {}) };
  }
  return undefined;
}

function at(code: string, expression: RegExp): string {
  const index = Math.max(0, code.search(expression) - 60);
  return code
    .slice(index, index + 180)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
