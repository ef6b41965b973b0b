import { baseName } from '../../behavior/paths.ts';
import { shellRequest } from '../../behavior/shell/launchers.ts';
import type { Clue } from '../clue.ts';
import { readAddress } from './addresses.ts';
import { isShell, runsInput } from './interpreters.ts';
import { type CommandScript, type SeenCommand, socketAddress, UNKNOWN } from './seen-command.ts';

/** A shell whose input comes from the network. */
export interface SocketShell {
  readonly seen: SeenCommand;
  /** `host:port`, as far as it is told. */
  readonly peer?: string;
  /** It waits for somebody instead of calling. */
  readonly listens: boolean;
  readonly weight: Clue['weight'];
  readonly with?: readonly SeenCommand[];
}

/** Shells that a script connects to the network. */
export function socketShells({ commands }: CommandScript): SocketShell[] {
  const found: SocketShell[] = [];
  for (const seen of commands) {
    const shell = redirected(seen) ?? byProgram(seen) ?? piped(seen, commands);
    if (shell) found.push(shell);
  }
  return found;
}

const NETCAT = /^(?:nc|ncat|netcat|nc\.(?:traditional|openbsd)|pwncat|cryptcat|rcat|sbd)$/;

/** `bash -i >& /dev/tcp/…`, `sh <&5 >&5`, `exec 0<&5`. */
function redirected(seen: SeenCommand): SocketShell | undefined {
  const { name, words, command, sockets } = seen;
  const direct = command.redirections
    .map(({ target }) => socketAddress(target.text))
    .find((each) => each !== undefined);
  const dups = command.redirections.filter(
    ({ kind, target }) => kind === 'duplicate' && sockets.has(Number(target.text)),
  );
  const isBare = isShell(name) && shellRequest(words).text === undefined && shellRequest(words).file === undefined;
  if (isBare && direct !== undefined) return shellAt(seen, direct);
  const through = dups[0] && sockets.get(Number(dups[0].target.text));
  const reads = dups.some(({ descriptor }) => descriptor === 0);
  const writes = dups.some(({ descriptor }) => descriptor === 1);
  if (through !== undefined && isBare && (reads || writes)) return shellAt(seen, through);
  // A line from the peer is run, and what it says is sent back.
  const runsLine = words[0] === UNKNOWN || (name === 'eval' && words[1] === UNKNOWN);
  if (through !== undefined && runsLine && writes) return shellAt(seen, through);
  if (through !== undefined && name === '' && reads && writes) return shellAt(seen, through);
  return name === 'exec' && reads && (writes || sockets.has(0)) ? shellAt(seen, through ?? '') : undefined;
}

function byProgram(seen: SeenCommand): SocketShell | undefined {
  const { name, words } = seen;
  if (NETCAT.test(name)) return netcat(seen);
  const line = words.slice(1).join(' ').slice(0, 8_192);
  if (name === 'socat') {
    if (!/\b(?:exec|system|shell)\s*:\s*["']?(?:[\w./-]{0,60}\/)?(?:env\s+)?(?:ba|da|a|z|k)?sh\b/i.test(line))
      return undefined;
    if (!/\b(?:tcp|udp|openssl|ssl|sctp|socks|proxy)[\w-]{0,12}:/i.test(line)) return undefined;
    const peer =
      /\b(?:tcp[46]?|udp[46]?|openssl|ssl|tcp[46]?-connect|openssl-connect):\s*([^\s,:]{1,255}:[\w]{1,20})/i.exec(
        line,
      )?.[1];
    return shellAt(seen, peer ?? '', /-listen:|-l:/i.test(line));
  }
  if (/^[gmn]?awk$/.test(name) && line.includes('/inet/')) {
    const [, host, port] = /\/inet\/(?:tcp|udp)\/\d{0,5}\/([^/"\s]{1,255})\/([^/"\s]{1,20})/.exec(line) ?? [];
    // Lines are read from the connection, and from what they are run as.
    const readers = new Set([...line.matchAll(/(\w{1,40}|\))\s{0,4}\|&?\s{0,4}getline/g)].map(([, from]) => from));
    const runs = readers.size > 1 || (readers.size > 0 && /\bsystem\s{0,4}\(\s{0,4}[a-z$]/.test(line));
    if (runs) return shellAt(seen, host === undefined ? '' : `${host}:${port}`);
  }
  if (name === 'xterm' && words.some((word) => /^-?-display$/.test(word))) {
    const display = words[words.findIndex((word) => /^-?-display$/.test(word)) + 1] ?? '';
    const kind = readAddress(`x11://${display.split(':')[0]}`)?.kind;
    return kind === 'bare' || kind === 'name' ? { ...shellAt(seen, display), weight: 'strong' } : undefined;
  }
  return undefined;
}

/** `nc -e /bin/sh host port`, `ncat --sh-exec bash`, `nc -lp 4444 -c sh`. */
function netcat(seen: SeenCommand): SocketShell | undefined {
  const rest = seen.words.slice(1);
  const at = rest.findIndex((word) => /^-[a-zA-Z0-9]{0,10}[ec]$|^--(?:exec|sh-exec|lua-exec)$/.test(word));
  const joined = rest.find((word) => /^--(?:exec|sh-exec)=/.test(word))?.split('=')[1];
  const program = joined ?? (at >= 0 ? (rest[at + 1] ?? '') : '');
  const [first = '', second = ''] = program.trim().split(/\s+/);
  if (!isShell(first) && !(/(?:^|\/)(?:env|busybox|exec)$/.test(first) && isShell(second))) return undefined;
  return shellAt(
    seen,
    peerOf(rest) ?? '',
    rest.some((word) => /^-[a-zA-Z]{0,10}l|^--listen$/.test(word)),
  );
}

/** `nc host port < fifo | sh > fifo`, `sh -i | telnet host port`. */
function piped(seen: SeenCommand, commands: readonly SeenCommand[]): SocketShell | undefined {
  const { pipeline } = seen.command;
  if (!runsInput(seen) || !isShell(seen.name)) return undefined;
  if (seen.command.redirections.some(({ descriptor, kind }) => descriptor === 0 && kind === 'text')) return undefined;
  if (pipeline.position === 0 && seen.command.input?.known) return undefined;
  const mates =
    pipeline.length > 1
      ? commands.filter(
          (each) =>
            each !== seen && each.command.reading === seen.command.reading && each.command.pipeline.id === pipeline.id,
        )
      : [];
  const net = mates.find(isConnection);
  if (!net || seen.command.input?.known) return undefined;
  const rest = net.words.slice(1);
  // A shell in front of the connection gets its lines back by a named pipe, or reads nothing.
  const isBefore = net.command.pipeline.position > pipeline.position && pipeline.position === 0;
  const reads = seen.command.redirections.some(({ descriptor, kind }) => descriptor === 0 && kind === 'read');
  const talks =
    seen.words.includes('-i') ||
    [seen, net].some(({ command }) => command.redirections.some(({ target }) => target.text.startsWith('/tmp')));
  if (isBefore && !reads && !talks) return undefined;
  const listens = rest.some((word) => /^-[a-zA-Z]{0,10}l/.test(word));
  return { ...shellAt(seen, peerOf(rest) ?? '', listens), with: mates };
}

function isConnection({ name, words }: SeenCommand): boolean {
  if (NETCAT.test(name)) return !words.some((word) => /^-[a-zA-Z]{0,6}[Uz]/.test(word));
  if (name === 'telnet') return true;
  if (name === 'openssl') return words[1] === 's_client';
  return name === 'socat' && words.slice(1).some((word) => /^(?:tcp|udp|openssl|ssl)[\w-]{0,12}:/i.test(word));
}

function peerOf(words: readonly string[]): string | undefined {
  const connect = words[words.indexOf('-connect') + 1];
  if (words.includes('-connect') && connect) return connect;
  const at = words.findIndex((word, index) => /^\d{1,5}$/.test(word) && isHost(words[index - 1] ?? ''));
  if (at > 0) return `${words[at - 1]}:${words[at]}`;
  const joined = words.find((word) => /^(?:tcp|openssl|ssl)[\w-]{0,12}:[^:]{1,255}:\d{1,5}/i.test(word));
  return joined?.split(':').slice(1, 3).join(':').split(',')[0];
}

function isHost(word: string): boolean {
  return !word.startsWith('-') && /^[\w.:\ufffc-]{1,255}$/.test(word) && baseName(word) === word;
}

function shellAt(seen: SeenCommand, peer: string, listens = false): SocketShell {
  const isTold = peer !== '' && !peer.startsWith(UNKNOWN);
  return {
    seen,
    listens,
    // Who calls an address that is only known when it runs may be somebody who gave it.
    weight: peer.startsWith(UNKNOWN) ? 'strong' : 'certain',
    ...(isTold ? { peer: peer.replaceAll(UNKNOWN, '…') } : {}),
  };
}

/** Does a program in another language connect a socket and give it a shell? For lines that are written to be run later. */
export function opensShellOnSocket(text: string): boolean {
  const bounded = text.slice(0, LONGEST);
  const connects =
    /socket|fsockopen|pfsockopen|TCPSocket|TCPServer|net\.(?:connect|createConnection|Socket)|IO::Socket/.test(bounded);
  const runs =
    /\b(?:sh|bash|dash|ash|zsh|cmd\.exe)\b/.test(bounded) &&
    /dup2|pty\.spawn|subprocess|os\.(?:system|popen|exec)|exec|spawn|system|popen|open3|fdopen/.test(bounded);
  return connects && runs;
}

const LONGEST = 65_536;
