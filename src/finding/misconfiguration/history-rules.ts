import { cis, type Misconfiguration, trivyCheck } from './misconfiguration.ts';

/** ADD with a URL: what it brings is checked by nobody. */
export const remoteAdd: Misconfiguration = {
  id: 'misconfiguration/remote-add',
  title: 'ADD of a remote URL',
  meaning:
    'A build step brought a file from a URL with ADD. What the URL gives may change between builds, and nothing compared it with a checksum.',
  severity: 'low',
  falsePositives:
    'ADD with --checksum is left out. The classic builder and buildah write a hash in place of the URL, so that their images are not told.',
  references: ['CIS-DI-0009', cis('4.9'), trivyCheck('0005')],
  fix: 'Give ADD --checksum=sha256:…, or fetch in a RUN that compares a checksum.',
};

/** ADD where COPY does. */
export const addForCopy: Misconfiguration = {
  id: 'misconfiguration/add-instead-of-copy',
  title: 'ADD instead of COPY',
  meaning: 'ADD unpacks archives and fetches URLs without saying so; a plain copy is what COPY is for.',
  severity: 'negligible',
  falsePositives:
    'Archives, which ADD is meant for, the root file system of a base image, and entries that name no source.',
  references: ['CIS-DI-0009', cis('4.9'), trivyCheck('0005')],
  fix: 'Write COPY where nothing is unpacked or fetched.',
};

export const systemUpgrade: Misconfiguration = {
  id: 'misconfiguration/system-upgrade',
  title: 'System upgrade in the build',
  meaning:
    'A build step upgraded all packages of the base image. Two builds then differ, and every image carries the same packages twice.',
  severity: 'negligible',
  falsePositives: 'Images that are rebuilt daily do it on purpose, to have fixes before their base has them.',
  references: ['DKL-DI-0003', trivyCheck('0024')],
  fix: 'Build on a newer base image instead.',
};

export const updateAlone: Misconfiguration = {
  id: 'misconfiguration/update-alone',
  title: 'Package lists updated in a layer of their own',
  meaning:
    'A layer holds package lists that a later step installs from. Builders cache it: installs then use lists of another day, without fixes.',
  severity: 'negligible',
  falsePositives: 'Steps that update and install together, or that remove the lists again.',
  references: ['CIS-DI-0007', cis('4.7'), trivyCheck('0017')],
  fix: 'Update and install in the same RUN, and remove the lists there.',
};

export const recommendedPackages: Misconfiguration = {
  id: 'misconfiguration/recommended-packages',
  title: 'Recommended packages installed',
  meaning: 'apt installed packages that others only recommend: more to patch, more for an intruder to use.',
  severity: 'negligible',
  falsePositives: 'Images that configure apt not to install them are told apart where the history shows it.',
  references: ['CIS-DI-0003', cis('4.3'), trivyCheck('0029')],
  fix: 'Add --no-install-recommends to apt-get install.',
};

export const unverifiedPackages: Misconfiguration = {
  id: 'misconfiguration/unverified-packages',
  title: 'Packages installed without verification',
  meaning:
    'A build step told the package manager not to check signatures: whoever stands between the build and the mirror chooses what is installed.',
  severity: 'medium',
  falsePositives:
    'Repositories on the disk of the builder and files that the same step verified with a checksum look the same.',
  references: ['CIS-DI-0011', cis('4.11'), 'T1195.002'],
  fix: 'Install the signing key of the repository, and drop the option that skips its check.',
};

export const unverifiedDownload: Misconfiguration = {
  id: 'misconfiguration/unverified-download',
  title: 'Download without TLS verification in the build',
  meaning:
    'A build step fetched without checking certificates, or told its tools not to: what came may have been forged on the way.',
  severity: 'medium',
  falsePositives:
    'Hosts on the loopback interface are left out. A checksum that the same step compares makes it harmless.',
  references: ['CIS-DI-0011', cis('4.11'), 'CWE-295'],
  fix: 'Install the certificate authority that is missing, and check certificates again.',
};

export const downloadRun: Misconfiguration = {
  id: 'misconfiguration/download-run-in-build',
  title: 'Download piped to a shell in the build',
  meaning:
    'A build step ran a script straight from the network. Nobody could look at it before, and nothing says what it was.',
  severity: 'negligible',
  falsePositives:
    'Routine of many installers; only the build is meant here, what does so when the container runs is told elsewhere.',
  references: ['CIS-DI-0011', cis('4.11'), 'T1059.004'],
  fix: 'Download it, compare a checksum, then run it.',
};

export const openPermissions: Misconfiguration = {
  id: 'misconfiguration/open-permissions-in-build',
  title: 'chmod 777 in the build',
  meaning: 'A build step let every user write to files: whatever runs in the container can replace them.',
  severity: 'low',
  falsePositives: 'Modes with the sticky bit, as /tmp has, are left out.',
  references: ['CWE-732'],
  fix: 'Give the files to the user that needs them (COPY --chown, chown) with mode 755 or 644.',
};

export const sudoUsed: Misconfiguration = {
  id: 'misconfiguration/sudo-in-build',
  title: 'sudo used in the build',
  meaning:
    'Build steps called sudo: either they were root anyway, or an account that can become root was left in the image.',
  severity: 'low',
  falsePositives: 'Images for development and CI do it on purpose.',
  references: ['DKL-DI-0001', trivyCheck('0010')],
  fix: 'Switch users with USER in the Dockerfile.',
};

export const passwordInBuild: Misconfiguration = {
  id: 'misconfiguration/password-set-in-build',
  title: 'Password set in a build step',
  meaning:
    'A build step gave an account a password that stands in the history for all to read, or took its password away.',
  severity: 'medium',
  falsePositives: 'Passwords that come from a file or are only known while building are left out.',
  references: ['DKL-LI-0001', 'CIS-DI-0010', cis('4.10'), 'T1552'],
  fix: 'Lock the account (passwd -l); mount secrets when the container runs.',
};

export const secretBuildArgument: Misconfiguration = {
  id: 'misconfiguration/secret-build-argument',
  title: 'Secret passed as a build argument',
  meaning: 'A build argument that is named like a secret had a value: builders write it into the history of the image.',
  severity: 'medium',
  falsePositives: 'Names are all that is judged: values that are files, switches, or empty are left out.',
  references: ['CIS-DI-0010', cis('4.10'), trivyCheck('0031')],
  fix: 'Use RUN --mount=type=secret, and replace the secret.',
};

export const historyRules: readonly Misconfiguration[] = [
  addForCopy,
  downloadRun,
  openPermissions,
  passwordInBuild,
  recommendedPackages,
  remoteAdd,
  secretBuildArgument,
  sudoUsed,
  systemUpgrade,
  unverifiedDownload,
  unverifiedPackages,
  updateAlone,
];
