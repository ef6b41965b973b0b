import type { Misconfiguration } from './misconfiguration.ts';

export const emptyPassword: Misconfiguration = {
  id: 'misconfiguration/empty-password',
  title: 'Account without a password',
  meaning:
    'An account has an empty password: whatever asks for one (su, login, an SSH server) lets everybody in as it.',
  severity: 'high',
  falsePositives:
    'Locked accounts (`*`, `!`) are left out; accounts that have no login shell, and are not root, are told a level lower.',
  references: ['DKL-LI-0001', 'CVE-2019-5021', 'T1078.001'],
  fix: 'Lock the account: passwd -l, or `!` as its password in /etc/shadow.',
};

export const bakedPassword: Misconfiguration = {
  id: 'misconfiguration/password-in-image',
  title: 'Password baked into the image',
  meaning:
    'An account has a password whose hash stands in the image: everybody who can pull it can try to find the password, which is the same in every container.',
  severity: 'medium',
  falsePositives: 'Locked accounts are left out. Images of systems to log in to have it on purpose.',
  references: ['CIS-DI-0010', 'T1552.001', 'T1136.001'],
  fix: 'Lock the account; log in with keys or tokens that are mounted when the container runs.',
};

export const duplicateAccounts: Misconfiguration = {
  id: 'misconfiguration/duplicate-ids',
  title: 'Accounts or groups that share a name or number',
  meaning:
    'Two accounts have one user id, or two lines one name: which of them owns a file, or is meant by USER, is a matter of order.',
  severity: 'low',
  falsePositives: 'None known in the accounts that distributions make.',
  references: ['DKL-LI-0002'],
  fix: 'Give every account and group a name and number of its own.',
};

export const accountBackup: Misconfiguration = {
  id: 'misconfiguration/account-backup',
  title: 'Copy of the account files left behind',
  meaning:
    'A copy of /etc/passwd, /etc/shadow or their relatives lies beside them, with passwords that were thought to be gone.',
  severity: 'low',
  falsePositives: 'The copies that useradd itself keeps (`shadow-`) are left out.',
  references: ['DKL-LI-0003', 'T1003.008'],
  fix: 'Remove it in the step that makes it.',
};

export const accountRules: readonly Misconfiguration[] = [
  accountBackup,
  bakedPassword,
  duplicateAccounts,
  emptyPassword,
];
