import { cis, type Misconfiguration, trivyCheck } from './misconfiguration.ts';

export const packageCaches: Misconfiguration = {
  id: 'misconfiguration/package-caches',
  title: 'Caches of package managers left behind',
  meaning: 'Package lists, archives and download caches are in the image, which nothing needs when it runs.',
  severity: 'negligible',
  falsePositives: 'Less than a megabyte in all is not told. Build images keep caches on purpose.',
  references: [
    'DKL-DI-0004',
    'DKL-DI-0005',
    trivyCheck('0015'),
    trivyCheck('0019'),
    trivyCheck('0020'),
    trivyCheck('0025'),
  ],
  fix: 'Remove them in the RUN that makes them, or keep them out with RUN --mount=type=cache.',
};

export const repositoryLeft: Misconfiguration = {
  id: 'misconfiguration/git-repository',
  title: 'Git repository left in the image',
  meaning:
    'A .git folder came along: the whole history of the source, what was deleted from it too, and where it is kept.',
  severity: 'low',
  falsePositives: 'Package managers that install from git (plugins of shells and editors, nvm) leave theirs.',
  references: ['DKL-LI-0003', 'T1213.003'],
  fix: 'Name .git in .dockerignore, or copy only what is needed.',
};

export const coreDump: Misconfiguration = {
  id: 'misconfiguration/core-dump',
  title: 'Core dump left in the image',
  meaning: 'The memory of a program that crashed while the image was built: whatever it knew, secrets too.',
  severity: 'low',
  falsePositives: 'Told by name and form: programs named core are executable.',
  references: ['DKL-LI-0003', 'CWE-528'],
  fix: 'Remove it in the step that makes it.',
};

export const buildTools: Misconfiguration = {
  id: 'misconfiguration/build-tools',
  title: 'Compilers and debuggers in an image that runs a service',
  meaning: 'Tools to build and debug programs are in the image: more to patch, and an intruder finds them ready.',
  severity: 'negligible',
  falsePositives: 'Images to build upon start a shell or an interpreter and are left out.',
  references: ['CIS-DI-0003', cis('4.3'), 'T1587'],
  fix: 'Build in a stage of its own, and copy only what it made.',
};

export const sudoInstalled: Misconfiguration = {
  id: 'misconfiguration/sudo-installed',
  title: 'sudo in the image',
  meaning: 'sudo is a way back to root in a container that should not have one.',
  severity: 'low',
  falsePositives: 'Images for development and CI carry it on purpose.',
  references: ['DKL-DI-0001', trivyCheck('0010'), 'T1548.003'],
  fix: 'Remove sudo; switch users with USER, gosu or setpriv.',
};

export const databaseRemoved: Misconfiguration = {
  id: 'misconfiguration/package-database-removed',
  title: 'Package database removed',
  meaning:
    'A layer deleted what the package manager knew: nobody can tell any more what is installed, or whether it is still what it was.',
  severity: 'low',
  falsePositives: 'Images that are made small on purpose do it; their inventory has holes all the same.',
  references: [
    'T1070',
    'https://www.chainguard.dev/unchained/malicious-compliance-reflections-on-trusting-container-scanners',
  ],
  fix: 'Keep the database; it takes a few megabytes.',
};

export const shellHistory: Misconfiguration = {
  id: 'misconfiguration/shell-history',
  title: 'Command history left in the image',
  meaning:
    'The history of a shell or client shows what somebody typed while making the image, passwords and addresses included; an image that was typed cannot be built again.',
  severity: 'low',
  falsePositives: 'Empty files are left out.',
  references: ['DKL-LI-0003', 'T1552.003'],
  fix: 'Remove it, and build the image from a Dockerfile.',
};

export const buildFiles: Misconfiguration = {
  id: 'misconfiguration/build-files',
  title: 'Files of the build left in the image',
  meaning:
    'Dockerfiles, compose files and the like came along: they tell how the image and what is around it are made, and nothing needs them when it runs.',
  severity: 'negligible',
  falsePositives:
    'Looked for in the root, the working folder and where applications are put: tools that bring examples keep them elsewhere.',
  references: ['DKL-LI-0003'],
  fix: 'Name them in .dockerignore.',
};

export const signingKeys: Misconfiguration = {
  id: 'misconfiguration/signing-key-added',
  title: 'Signing key of a package source added',
  meaning: 'A layer added a key that the package manager trusts from now on: whoever holds it can replace packages.',
  severity: 'negligible',
  falsePositives:
    'Keys that packages brought are left out. Every image that installs from a vendor’s source needs one.',
  references: ['T1553.004'],
  fix: 'Remove it when nothing is installed from that source any more; limit it with Signed-By.',
};

export const leftoverRules: readonly Misconfiguration[] = [
  buildFiles,
  buildTools,
  coreDump,
  databaseRemoved,
  packageCaches,
  repositoryLeft,
  shellHistory,
  signingKeys,
  sudoInstalled,
];
