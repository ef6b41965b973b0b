import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Evidence, Finding } from '../finding.ts';
import { accountBackup, bakedPassword, duplicateAccounts, emptyPassword } from './account-rules.ts';
import { counted, excerpt, misconfigured } from './misconfiguration.ts';
import { type Account, readAccounts, readGroups, readHashes } from './read-accounts.ts';

const NO_LOGIN = /(?:^|\/)(?:nologin|false|true|sync|halt|shutdown)$/;

/** Judges the accounts of an image: their passwords, numbers and names. */
export function checkAccounts(tree: FileTree): Finding[] {
  const accounts = readAccounts(tree) ?? [];
  const byName = new Map(accounts.map((account) => [account.name, account]));
  return [...checkPasswords(tree, byName), ...checkDuplicates(tree, accounts), ...checkBackups(tree)];
}

function checkPasswords(tree: FileTree, accounts: ReadonlyMap<string, Account>): Finding[] {
  const findings: Finding[] = [];
  const shadow = readHashes(tree, 'etc/shadow');
  const passwords = [
    ...[...accounts.values()].map(({ name, password, line }) => ({ name, hash: password, path: 'etc/passwd', line })),
    ...shadow.map((each) => ({ ...each, path: 'etc/shadow' })),
  ];
  // A line of shadow counts only where passwd sends there.
  const empty = passwords.filter(({ name, hash, path }) => {
    if (hash !== '') return false;
    return path === 'etc/passwd' || (accounts.get(name)?.password ?? 'x') === 'x';
  });
  const open = empty.filter(({ name }) => isRoot(name, accounts) || canLogIn(accounts.get(name)));
  const closed = empty.filter((each) => !open.includes(each));
  for (const [list, about] of [
    [open, ''],
    [closed, 'closed'],
  ] as const) {
    const [first] = list;
    if (!first) continue;
    const root = list.find(({ name }) => isRoot(name, accounts));
    const title = `${root ? root.name : excerpt(first.name)} has an empty password`;
    const severity = about !== '' ? 'low' : root ? 'high' : 'medium';
    findings.push(
      misconfigured(emptyPassword, { title, evidence: list.map((each) => lineOf(tree, each)), severity, about }),
    );
  }
  const baked = [
    ...passwords,
    ...readHashes(tree, 'etc/shadow-').map((each) => ({ ...each, path: 'etc/shadow-' })),
  ].filter(({ hash }) => HASH.test(hash));
  if (baked.length > 0) {
    const names = [...new Set(baked.map(({ name }) => excerpt(name)))];
    const title = `The image holds the password of ${names.slice(0, 5).join(', ')}`;
    findings.push(misconfigured(bakedPassword, { title, evidence: baked.map((each) => lineOf(tree, each)) }));
  }
  return findings;
}

/** crypt(3) in its forms; a plain text is none. */
const HASH = /^(?:\$[0-9a-z-]{1,10}\$[./0-9A-Za-z$=,+-]{8,300}|_[./0-9A-Za-z]{19}|[./0-9A-Za-z]{13})$/;

function isRoot(name: string, accounts: ReadonlyMap<string, Account>): boolean {
  return name === 'root' || accounts.get(name)?.uid === 0;
}

function canLogIn(account: Account | undefined): boolean {
  return account !== undefined && !NO_LOGIN.test(account.shell);
}

/** Names the line and hides the hash. */
function lineOf(
  tree: FileTree,
  { name, hash, path, line }: { name: string; hash: string; path: string; line: number },
): Evidence {
  const layer = tree.resolve(path)?.layer;
  const kind = hash === '' ? '' : `${/^\$[0-9a-z-]{1,10}\$/.exec(hash)?.[0] ?? ''}…`;
  return { path, ...(layer === undefined ? {} : { layer }), excerpt: excerpt(`line ${line}: ${name}:${kind}:…`) };
}

function checkDuplicates(tree: FileTree, accounts: readonly Account[]): Finding[] {
  const evidence: Evidence[] = [];
  const tell = (path: string, what: string, rows: readonly { name: string; line: number }[]): void => {
    const layer = tree.resolve(path)?.layer;
    const lines = rows.map(({ name, line }) => `${name} (line ${line})`).slice(0, 6);
    evidence.push({
      path,
      ...(layer === undefined ? {} : { layer }),
      excerpt: excerpt(`${what}: ${lines.join(', ')}`),
    });
  };
  const groups = readGroups(tree) ?? [];
  for (const rows of repeated(accounts, ({ uid }) => String(uid))) tell('etc/passwd', `user id ${rows[0]?.uid}`, rows);
  for (const rows of repeated(accounts, ({ name }) => name)) tell('etc/passwd', 'name', rows);
  for (const rows of repeated(groups, ({ gid }) => String(gid))) tell('etc/group', `group id ${rows[0]?.gid}`, rows);
  for (const rows of repeated(groups, ({ name }) => name)) tell('etc/group', 'name', rows);
  if (evidence.length === 0) return [];
  const title = `${counted(evidence.length, 'name or number', 'names or numbers')} of accounts and groups ${evidence.length === 1 ? 'is' : 'are'} given twice`;
  return [misconfigured(duplicateAccounts, { title, evidence })];
}

function repeated<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[][] {
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = byKey.get(key);
    if (known) known.push(row);
    else byKey.set(key, [row]);
  }
  return [...byKey.values()].filter(({ length }) => length > 1);
}

const BACKUP =
  /^etc\/(?:passwd|shadow|group|gshadow|sudoers|master\.passwd)(?:\.(?:bak|backup|old|orig|save|sav|copy|tmp|swp|[0-9]{1,8}|dpkg-(?:old|dist|new)|rpm(?:save|new|orig))|~|_(?:bak|backup|old))$/;

function checkBackups(tree: FileTree): Finding[] {
  const evidence: Evidence[] = [];
  let seen = 0;
  for (const { path, type, size, layer } of tree.children('etc')) {
    if (++seen > 20_000) break;
    if (type === 'file' && size > 0 && BACKUP.test(path)) evidence.push({ path, layer });
  }
  if (evidence.length === 0) return [];
  const title = `A copy of the account files is left at /${evidence[0]?.path ?? ''}`;
  return [misconfigured(accountBackup, { title, evidence })];
}
