import { glob } from '../../filesystem/file.ts';
import type { Clue } from '../clue.ts';
import type { ImageDetector, Rule } from '../detector.ts';
import {
  type Account,
  isLoginShell,
  isPasswordHash,
  readGroups,
  readPasswd,
  readShadow,
} from '../persistence/accounts.ts';
import { clueOf } from '../persistence/clue-of.ts';
import { type ConfigurationText, noted, textTap } from '../persistence/text-tap.ts';

const SECOND_ROOT: Rule = {
  id: 'malware/second-root-account',
  title: 'Second account with uid 0',
  meaning:
    'An account beside root has uid 0: whoever knows its password or key is root, and few look for it. A classic way to come back.',
  severity: 'high',
  falsePositives:
    'toor, the alias that BSD systems have, is none while it is locked; an account that has neither a shell nor a password is weak evidence only.',
  references: ['T1136.001', 'https://attack.mitre.org/techniques/T1136/001/'],
};
const SERVICE_LOGIN: Rule = {
  id: 'malware/system-account-login',
  title: 'System account made able to log in',
  meaning:
    'An account that exists only to own files (games, nobody, daemon, …) has a login shell, a password, or both. Attackers use such accounts because nobody looks at them.',
  severity: 'high',
  falsePositives:
    'Systems that give all such accounts a shell are left alone; accounts of services that are logged in to on purpose (postgres, git, jenkins) do not count.',
  references: ['T1136.001', 'T1078.003'],
};
const tables = textTap({
  name: 'accounts',
  version: 1,
  reads: [glob('etc/{group,passwd,shadow}')],
});

/** Accounts that let somebody in. */
export const accounts: ImageDetector = {
  name: 'accounts',
  taps: [tables],
  rules: [SECOND_ROOT, SERVICE_LOGIN],
  *inspect(subject) {
    const texts = [...noted(subject, tables)];
    const passwd = texts.find(({ file }) => file.path === 'etc/passwd' && !file.hidden);
    const shadow = texts.find(({ file }) => file.path === 'etc/shadow' && !file.hidden);
    const passwords = readShadow(shadow?.text ?? '');
    const known = readPasswd(passwd?.text ?? '');
    if (passwd) {
      yield* secondRoots(passwd, passwords);
      yield* serviceLogins(passwd, passwords);
    }
    const group = texts.find(({ file }) => file.path === 'etc/group' && !file.hidden);
    if (group) yield* powerfulMembers(group);
    // What a later layer took back is told where it is not told of the last one.
    const names = new Set(known.filter(({ uid }) => uid === 0).map(({ name }) => name));
    for (const found of hiddenTables(texts)) yield* secondRoots(found, new Map(), names);
  },
};

function hiddenTables(texts: readonly ConfigurationText[]): ConfigurationText[] {
  return texts.filter(({ file }) => file.path === 'etc/passwd' && file.hidden);
}

function* secondRoots(
  { file, text }: ConfigurationText,
  passwords: ReadonlyMap<string, string>,
  known: ReadonlySet<string> = new Set(),
): Iterable<Clue> {
  const all = readPasswd(text).filter(({ uid }) => uid === 0);
  // An image may call its root by another name.
  const first = all.find(({ name }) => name === 'root') ?? all[0];
  const told = new Set<string>();
  for (const account of all) {
    const { name, shell, home } = account;
    if (account === first || known.has(name) || told.has(`${name} ${shell}`)) continue;
    if (first && name === first.name && shell === first.shell && home === first.home) continue;
    told.add(`${name} ${shell}`);
    const isAlias = name === 'toor';
    if (isAlias && isLocked(account, passwords)) continue;
    const isClosed = !isLoginShell(shell) && !opens(account, passwords);
    const note = isAlias ? ', as the alias of root that BSD systems have' : '';
    yield clueOf(file, {
      rule: SECOND_ROOT.id,
      weight: isClosed ? 'weak' : 'strong',
      family: 'credential',
      excerpt: masked(account),
      does: `gives the account ${name} the rights of root${note}`,
    });
  }
}

/** Accounts that no distribution means for logging in. */
const NEVER = new Set(
  'daemon bin sys games man lp mail news uucp proxy backup list irc gnats nobody _apt sshd messagebus'.split(' '),
);
/** So many with a shell are how the system was made. */
const HABIT = 3;

function* serviceLogins({ file, text }: ConfigurationText, passwords: ReadonlyMap<string, string>): Iterable<Clue> {
  const never = readPasswd(text).filter(({ name }) => NEVER.has(name));
  const withShell = never.filter(({ shell }) => shell !== '' && isLoginShell(shell));
  for (const account of never) {
    const hasShell = withShell.includes(account) && withShell.length < HABIT;
    const hasPassword = opens(account, passwords);
    if (!hasShell && !hasPassword) continue;
    const what = hasShell && hasPassword ? 'a login shell and a password' : hasShell ? 'a login shell' : 'a password';
    yield clueOf(file, {
      rule: SERVICE_LOGIN.id,
      weight: hasPassword ? 'strong' : 'weak',
      family: 'credential',
      excerpt: masked(account),
      does: `gives the system account ${account.name} ${what}`,
    });
  }
}

const POWERFUL = ['root', 'sudo', 'wheel', 'shadow', 'docker', 'disk', 'admin'];

function* powerfulMembers({ file, text }: ConfigurationText): Iterable<Clue> {
  const groups = readGroups(text);
  for (const name of POWERFUL) {
    // Alpine and Red Hat have had these in wheel, root and disk from the beginning.
    const members = (groups.get(name) ?? []).filter((member) => NEVER.has(member) && !OF_OLD.has(`${name} ${member}`));
    if (members.length === 0) continue;
    yield clueOf(file, {
      rule: SERVICE_LOGIN.id,
      weight: 'strong',
      family: 'credential',
      excerpt: `${name}: ${members.join(',')}`,
      does: `makes the system account ${members.join(', ')} a member of the group ${name}`,
    });
  }
}

const OF_OLD = new Set([
  'root bin',
  'root daemon',
  'disk bin',
  'disk daemon',
  'wheel daemon',
  'wheel bin',
  'disk adm',
  'shadow proxy',
]);

function opens(account: Account, passwords: ReadonlyMap<string, string>): boolean {
  return isPasswordHash(passwordOf(account, passwords) ?? '');
}

function isLocked(account: Account, passwords: ReadonlyMap<string, string>): boolean {
  return /^[!*]/.test(passwordOf(account, passwords) ?? '*');
}

/** Undefined where nothing is told of it: it is locked. */
function passwordOf({ name, password }: Account, passwords: ReadonlyMap<string, string>): string | undefined {
  return password === 'x' ? passwords.get(name) : password;
}

function masked({ name, password, uid, gid, home, shell }: Account): string {
  return `${name}:${isPasswordHash(password) ? '***' : password}:${uid ?? ''}:${gid ?? ''}::${home}:${shell}`;
}
