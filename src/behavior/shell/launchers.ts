/** A command that another one starts. */
export interface Launched {
  readonly words: readonly string[];
  readonly assignments: readonly (readonly [string, string])[];
  /** Started so that it goes on by itself. */
  readonly background: boolean;
  /** Given by `su -c`: a script, not arguments. */
  readonly script?: string;
  /** Between the words that `xargs` reads, where that is no blank; and what they replace. */
  readonly separator?: string;
  readonly replaced?: string;
}

interface Launcher {
  /** Options that are followed by a value. */
  readonly valued: string;
  /** Arguments before the command. */
  readonly own?: number;
  readonly background?: boolean;
}

const LAUNCHERS: ReadonlyMap<string, Launcher> = new Map<string, Launcher>([
  ['nohup', { valued: '', background: true }],
  ['setsid', { valued: '', background: true }],
  ['env', { valued: '-u -C --unset --chdir' }],
  ['timeout', { valued: '-s -k --signal --kill-after', own: 1 }],
  ['nice', { valued: '-n --adjustment' }],
  ['ionice', { valued: '-c -n' }],
  ['chrt', { valued: '', own: 1 }],
  ['taskset', { valued: '', own: 1 }],
  ['stdbuf', { valued: '-i -o -e' }],
  ['sudo', { valued: '-u -g -h -p -C -r -t -U' }],
  ['doas', { valued: '-u -C' }],
  ['gosu', { valued: '', own: 1 }],
  ['su-exec', { valued: '', own: 1 }],
  ['s6-setuidgid', { valued: '', own: 1 }],
  ['setuidgid', { valued: '', own: 1 }],
  ['setpriv', { valued: '--reuid --regid --groups' }],
  ['runuser', { valued: '-u -g' }],
  ['chpst', { valued: '-u -U -e -n -l -b' }],
  ['chroot', { valued: '', own: 1 }],
  ['nsenter', { valued: '-t -S -G --target' }],
  ['unshare', { valued: '' }],
  ['flock', { valued: '-w -E', own: 1 }],
  ['tini', { valued: '-p -e' }],
  ['dumb-init', { valued: '-r' }],
  ['catatonit', { valued: '' }],
  ['xargs', { valued: '-n -I -P -L -d -a -s -E' }],
  ['time', { valued: '-f -o' }],
  ['command', { valued: '' }],
  ['builtin', { valued: '' }],
  ['exec', { valued: '-a' }],
  ['busybox', { valued: '' }],
  ['toybox', { valued: '' }],
  ['watch', { valued: '-n' }],
  ['faketime', { valued: '', own: 1 }],
  [
    'systemd-run',
    { valued: '-u --unit -p --property -M --machine -H --description --slice -E --setenv', background: true },
  ],
  ['unbuffer', { valued: '' }],
  ['daemonize', { valued: '-p -l -u -a -c -e -o' }],
]);

/** What a command like `nohup`, `env` or `sudo` starts. */
export function launched(name: string, words: readonly string[]): Launched | undefined {
  const session = sessionCommand(name, words);
  if (session !== undefined) return { words: session, assignments: [], background: true };
  if (name === 'su' || name === 'runuser' || name === 'script') {
    const at = words.findIndex((word) => word === '-c' || word === '--command');
    const script = at > 0 ? words[at + 1] : undefined;
    if (script !== undefined) return { words: [], assignments: [], background: false, script };
  }
  const launcher = LAUNCHERS.get(name);
  if (!launcher) return undefined;
  const valued = launcher.valued.split(' ');
  const assignments: [string, string][] = [];
  let own = launcher.own ?? 0;
  let at = 1;
  for (; at < words.length; at++) {
    const word = words[at] ?? '';
    const assignment = name === 'env' || name === 'sudo' ? /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(word) : undefined;
    if (assignment) assignments.push([assignment[1] ?? '', assignment[2] ?? '']);
    else if (name === 'command' && /^-[vV]/.test(word)) return undefined;
    else if (name === 'env' && word === '-S') {
      const rest = words.slice(at + 1).flatMap((each) => each.split(' '));
      return { words: rest.filter((each) => each !== ''), assignments, background: false };
    } else if (word === '--') {
      at += own + 1;
      break;
    } else if (word.length > 1 && word.startsWith('-')) {
      if (valued.includes(word)) at++;
    } else if (own > 0) own--;
    else break;
  }
  if (at >= words.length) return undefined;
  return {
    words: words.slice(at),
    assignments,
    background: launcher.background ?? false,
    ...(name === 'xargs' ? inputOptions(words.slice(1, at)) : {}),
  };
}

function inputOptions(options: readonly string[]): Pick<Launched, 'separator' | 'replaced'> {
  const at = options.findIndex((option) => option.startsWith('-I'));
  const replaced = at < 0 ? undefined : options[at]?.slice(2) || options[at + 1];
  const ends = options.some((option) => /^-[a-z]*0|^--null$/.test(option));
  return { ...(ends ? { separator: '\0' } : {}), ...(replaced ? { replaced } : {}) };
}

/** What a terminal session, or a service that is made on the spot, is told to run. */
function sessionCommand(name: string, words: readonly string[]): readonly string[] | undefined {
  if (name === 'screen') {
    const at = words.findIndex((word) => /^-[a-zA-Z]*d[a-zA-Z]*$/.test(word));
    const rest = at < 0 ? [] : words.slice(words[at]?.endsWith('S') ? at + 2 : at + 1);
    return rest.length > 0 && !rest[0]?.startsWith('-') ? rest : undefined;
  }
  if (name === 'tmux') {
    const last = words.at(-1) ?? '';
    if (!words.some((word) => /^new(?:-session|-window)?$|^neww$/.test(word)) || last.startsWith('-')) return undefined;
    return /\s/.test(last) ? ['sh', '-c', last] : [last];
  }
  if (name !== 'start-stop-daemon') return undefined;
  const at = words.findIndex((word) => /^(?:--exec|--startas|-x|-a)$/.test(word));
  const program = words[at + 1];
  const behind = words.indexOf('--');
  return at < 0 || program === undefined ? undefined : [program, ...(behind < 0 ? [] : words.slice(behind + 1))];
}

/** What a shell is asked to run: `-c` text, a file, or else its input. */
export function shellRequest(words: readonly string[]): { text?: string; file?: string; rest: readonly string[] } {
  let command = false;
  for (let at = 1; at < words.length; at++) {
    const word = words[at] ?? '';
    if (/^[-+][oO]$/.test(word) || word === '--rcfile' || word === '--init-file') at++;
    else if (word === '--' || word === '-') continue;
    else if (/^-[a-zA-Z]+$/.test(word)) {
      if (word.includes('c')) command = true;
      if (word.includes('s') && !command) return { rest: words.slice(at + 1) };
      if (/^-[a-z]+o$/.test(word)) at++;
    } else if (/^(?:--|\+)/.test(word)) continue;
    else if (command) return { text: word, rest: words.slice(at + 1) };
    else return { file: word, rest: words.slice(at + 1) };
  }
  return { rest: [] };
}
