import { baseName } from '../../behavior/paths.ts';
import type { ShellCommand } from '../../behavior/shell-command.ts';
import { isInterpreter, isShell, type Program, programOf, scriptOf } from './program-of.ts';

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

/** Pipelines that hand what a shell says to the network, and scripts that read commands from a socket they opened. */
export function pipedShells(commands: readonly ShellCommand[]): ShellCommand[] {
  const shells = new Set<number>();
  const found: ShellCommand[] = [];
  let hasSocket = false;
  for (const command of commands) {
    const words = command.words.map(({ text }) => text);
    const program = programOf(words);
    if (words.length === 1 && words[0] === 'exec')
      hasSocket ||= command.redirections.some(({ target }) => SOCKET.test(target.text));
    if (!program) continue;
    const { id, length, position } = command.pipeline;
    if (isShell(program.name)) {
      if (length > 1 && position < length - 1 && scriptOf(program) === undefined) shells.add(id);
      if (hasSocket && (position > 0 || command.redirections.length > 0) && scriptOf(program) === undefined)
        found.push(command);
    } else if (shells.has(id) && CLIENTS.test(program.name)) found.push(command);
    else if (hasSocket && program.name === 'eval') found.push(command);
  }
  return found;
}

const CLIENTS = /^(?:nc|ncat|netcat|nc\.traditional|nc\.openbsd|telnet|socat|openssl|busybox)$/;
const SOCKET = /^\/dev\/(?:tcp|udp)\/[^/]{1,253}\/\S{1,9}$/;
const CONNECTS =
  /\b(?:socket\.(?:socket|create_connection)|socket\s{0,9}\(|IO::Socket|TCPSocket|fsockopen|stream_socket_client|net\.(?:connect|Socket|createConnection)|require\(['"](?:node:)?net['"]\))/;
const HANDS_OVER =
  /\b(?:dup2|pty\.spawn|subprocess|os\.system|popen|proc_open|shell_exec|exec|spawn|open\s{0,9}\(\s{0,9}STDIN)\b/;

function isShellPath(word: string | undefined): boolean {
  return word !== undefined && isShell(baseName(word.trim().split(/\s/, 1)[0] ?? ''));
}
