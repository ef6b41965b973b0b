import { cis, type Misconfiguration } from './misconfiguration.ts';

export const weakSshServer: Misconfiguration = {
  id: 'misconfiguration/weak-ssh-server',
  title: 'SSH server that lets root or empty passwords in',
  meaning:
    'The configuration of the SSH server in the image allows empty passwords, or lets root log in with a password.',
  severity: 'medium',
  falsePositives: 'Files of that name in images without an SSH server are left out.',
  references: [cis('5.6'), 'T1021.004'],
  fix: 'Set PermitEmptyPasswords no and PermitRootLogin prohibit-password.',
};

export const unsignedSources: Misconfiguration = {
  id: 'misconfiguration/unverified-package-source',
  title: 'Package source that needs no signature',
  meaning:
    'The package manager in the image is set up to install from a source without checking signatures: whoever stands between it and the mirror chooses what is installed.',
  severity: 'medium',
  falsePositives:
    'Files that packages of the distribution brought, and sources that are switched off, are left out. Sources on the disk of the image are told all the same.',
  references: ['CIS-DI-0011', cis('4.11'), 'T1195.002'],
  fix: 'Install the signing key of the source, and drop trusted=yes or set gpgcheck=1.',
};

export const verificationOffInFile: Misconfiguration = {
  id: 'misconfiguration/tls-verification-off-in-file',
  title: 'TLS verification switched off in a configuration file',
  meaning:
    'Settings of pip, npm, git, curl or wget in the image say not to check certificates: what they fetch can be forged on the way.',
  severity: 'medium',
  falsePositives: 'Settings for the loopback interface are left out.',
  references: ['CWE-295', 'T1557'],
  fix: 'Remove the setting, and install the certificate authority that is missing.',
};

export const oldTls: Misconfiguration = {
  id: 'misconfiguration/old-tls',
  title: 'Old TLS versions or weak ciphers allowed',
  meaning:
    'The configuration of OpenSSL in the image lets programs speak SSL 3, TLS 1.0 or 1.1, or use ciphers of security level 0.',
  severity: 'low',
  falsePositives: 'Only openssl.cnf as a package did not make it is read; programs have settings of their own.',
  references: ['CWE-327'],
  fix: 'Set MinProtocol = TLSv1.2 and a security level of 1 or higher.',
};

export const settingsRules: readonly Misconfiguration[] = [
  oldTls,
  unsignedSources,
  verificationOffInFile,
  weakSshServer,
];
