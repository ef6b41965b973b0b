import { limits } from '../../base/limits.ts';
/** One line of /etc/passwd. */
export interface Account {
  readonly name: string;
  readonly password: string;
  /** As the C library reads it. */
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  readonly home: string;
  /** Empty stands for /bin/sh. */
  readonly shell: string;
}

const MOST_LINES: number = limits.configurationText;

export function readPasswd(text: string): Account[] {
  return fields(text, 7).map(([name = '', password = '', uid = '', gid = '', , home = '', shell = '']) => ({
    name,
    password,
    uid: numberOf(uid),
    gid: numberOf(gid),
    home,
    shell: shell.trim(),
  }));
}

/** The password fields of /etc/shadow by account. */
export function readShadow(text: string): ReadonlyMap<string, string> {
  return new Map(fields(text, 2).map(([name = '', password = '']) => [name, password]));
}

/** Can somebody log in with this shell? */
export function isLoginShell(shell: string): boolean {
  return (
    shell === '' || /\/(?:ba|da|a|z|k|mk|c|tc|fi|r)?sh$|\/(?:busybox|tmux|screen|python[\d.]*|perl|env)$/.test(shell)
  );
}

/** A password that opens the account: not `*`, not `!…`, not `x`. */
export function isPasswordHash(password: string): boolean {
  return (
    /^\$[\w-]{1,20}\$./.test(password) || /^[./0-9A-Za-z]{13}$/.test(password) || /^_[./0-9A-Za-z]{19}$/.test(password)
  );
}

function fields(text: string, least: number): string[][] {
  return text.split('\n', MOST_LINES).flatMap((line) => {
    const parts = line.slice(0, 4_096).replace(/\r$/, '').split(':');
    const isEntry = parts.length >= least && parts[0] !== '' && !/^[+#-]/.test(line);
    return isEntry ? [parts] : [];
  });
}

/** `00`, `+0` and ` 0` are 0 as well. */
function numberOf(text: string): number | undefined {
  return /^\s{0,9}[+-]?\d{1,20}$/.test(text) ? Math.abs(Number(text)) : undefined;
}

/** Members of each group of /etc/group. */
export function readGroups(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    fields(text, 4).map(([name = '', , , members = '']) => [name, members.trim().split(',').filter(Boolean)]),
  );
}
