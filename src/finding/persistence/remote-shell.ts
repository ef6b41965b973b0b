import { baseName } from '../../behavior/paths.ts';
import type { ShellCommand } from '../../behavior/shell-command.ts';
import { isInterpreter, isShell, type Program } from './program-of.ts';

/** Does the command hand a shell to the network? */
export function opensRemoteShell(command: ShellCommand, program: Program | undefined): boolean {
  if (!program) return false;
  const { name, words } = program;
  if (isShell(name) || name === 'script') return command.redirections.some(({ target }) => SOCKET.test(target.text));
  if (/^(?:nc|ncat|netcat|nc\.traditional|nc\.openbsd)$/.test(name))
    return words.some((word, index) => /^(?:-\w{0,8}[ec]|--(?:sh-)?exec)$/.test(word) && isShellPath(words[index + 1]));
  if (name === 'socat') return words.some((word) => /\b(?:EXEC|SYSTEM):/i.test(word.slice(0, 500)));
  if (!isInterpreter(name)) return false;
  const text = words.join(' ').slice(0, 20_000);
  return CONNECTS.test(text) && HANDS_OVER.test(text);
}

const SOCKET = /^\/dev\/(?:tcp|udp)\/[^/]{1,253}\/\S{1,9}$/;
const CONNECTS =
  /\b(?:socket\.(?:socket|create_connection)|socket\s{0,9}\(|IO::Socket|TCPSocket|fsockopen|stream_socket_client|net\.(?:connect|Socket|createConnection)|require\(['"](?:node:)?net['"]\))/;
const HANDS_OVER =
  /\b(?:dup2|pty\.spawn|subprocess|os\.system|popen|proc_open|shell_exec|exec|spawn|open\s{0,9}\(\s{0,9}STDIN)\b/;

function isShellPath(word: string | undefined): boolean {
  return word !== undefined && isShell(baseName(word.trim().split(/\s/, 1)[0] ?? ''));
}
