import { commandDetector, type Recognise } from '../commands/command-detector.ts';
import { writesIn } from '../commands/file-writes.ts';
import { isBuild, type SeenCommand } from '../commands/seen-command.ts';
import { type StartFile, startFile } from '../commands/start-files.ts';
import type { Told } from '../commands/tell.ts';

/** Ways in that commands make: accounts, passwords, rules of sudo and PAM. */
export const recogniseAccounts: Recognise = function* (script) {
  for (const seen of script.commands) {
    const added = addedRoot(seen);
    if (added === undefined) continue;
    const does = `adds ${added}, a second user with all rights of root`;
    const weight = isBuild(seen) ? 'weak' : 'strong';
    yield [seen, { rule: 'malware/account-by-command', weight, family: 'credential', does }];
  }
  for (const { seen, path, text = '' } of writesIn(script)) {
    const start = startFile(path, seen);
    const told = start && judge(seen, { path: `/${path}`, text: text.slice(0, 65_536), start });
    if (told) yield [seen, told];
  }
};

const ROOT_LINE = /^(?!root:)([a-z_][\w.-]{0,40}):[^:\n]{0,200}:0+:\d{1,10}:/im;

function judge(
  seen: SeenCommand,
  { path, text, start: { kind, owner } }: { path: string; text: string; start: StartFile },
): Told | undefined {
  const rule = owner === 'host' ? 'malware/account-on-host' : 'malware/account-by-command';
  const user = kind === 'accounts' ? ROOT_LINE.exec(text)?.[1] : undefined;
  const base = { rule, family: 'credential' } as const;
  if (user !== undefined) {
    const weight = owner === 'host' ? 'certain' : isBuild(seen) ? 'weak' : 'strong';
    return { ...base, weight, does: `adds ${user}, a second user with all rights of root, to ${path}` };
  }
  if (owner === 'own') {
    if (kind === 'login module' && !isBuild(seen) && !/^(?:apt|dpkg|rpm)/.test(seen.name))
      return { ...base, weight: 'strong', does: `replaces ${path}, which checks every login` };
    return undefined;
  }
  switch (kind) {
    case 'sudo rules':
      return {
        ...base,
        weight: /NOPASSWD/.test(text) ? 'certain' : 'strong',
        does: `lets a user of the host become root by ${path}`,
      };
    case 'accounts':
    case 'passwords':
      return { ...base, weight: text === '' ? 'weak' : 'strong', does: `changes the users of the host in ${path}` };
    case 'login rules':
    case 'login module':
      return { ...base, weight: 'strong', does: `changes how logins to the host are checked in ${path}` };
    default:
      return undefined;
  }
}

/** `useradd -o -u 0 name`. */
function addedRoot({ name, words }: SeenCommand): string | undefined {
  if (name !== 'useradd' && name !== 'adduser') return undefined;
  const at = words.findIndex((word) => /^-[a-zA-Z]*u$|^--uid$/.test(word));
  const uid = at > 0 ? words[at + 1] : words.find((word) => word.startsWith('--uid='))?.slice('--uid='.length);
  const user = words.at(-1);
  return uid === '0' && user !== 'root' && user !== undefined ? user : undefined;
}

export const accountByCommand = commandDetector({
  name: 'account-by-command',
  rules: [
    {
      id: 'malware/account-by-command',
      title: 'Second root account added',
      meaning: 'A command adds a user with the number 0, or replaces a module that checks logins.',
      severity: 'high',
      falsePositives: 'Entrypoints give the user they run as a name in /etc/passwd: its number is never 0.',
      references: ['T1136.001', 'T1556.003', 'https://attack.mitre.org/techniques/T1136/001/'],
    },
    {
      id: 'malware/account-on-host',
      title: 'Account of the host changed',
      meaning:
        "A command changes users, passwords, sudo rules or login rules below a folder where the host's files are expected.",
      severity: 'critical',
      falsePositives:
        'Installers write such files to a disk that they prepare; a second root user, or one without a password for sudo, is no part of that.',
      references: ['T1136.001', 'T1548.003', 'T1611'],
    },
  ],
  recognise: recogniseAccounts,
});
