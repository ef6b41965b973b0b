import { cis, type Misconfiguration, trivyCheck } from './misconfiguration.ts';

export const rootUser: Misconfiguration = {
  id: 'misconfiguration/root-user',
  title: 'Runs as root',
  meaning:
    'What the image starts runs as root: whoever takes it over is root in the container, and nearer to the host.',
  severity: 'low',
  falsePositives:
    'Entrypoints that hand over to another user (gosu, su-exec, setpriv, s6-setuidgid, …) are told as such, a level lower. Images to build upon start a shell and are left out of it.',
  references: ['CIS-DI-0001', cis('4.1'), trivyCheck('0002')],
  fix: 'End the Dockerfile with USER and a user other than root, best by number.',
};

export const aliasOfRoot: Misconfiguration = {
  id: 'misconfiguration/root-by-another-name',
  title: 'User that is root by another name',
  meaning: 'USER names an account that looks like an ordinary one, and has the user id 0.',
  severity: 'medium',
  falsePositives: '`toor` and the like, where they are meant.',
  references: ['CIS-DI-0001', cis('4.1'), 'T1136.001'],
  fix: 'Give the account a user id of its own.',
};

export const unknownUser: Misconfiguration = {
  id: 'misconfiguration/unknown-user',
  title: 'User that does not exist',
  meaning: 'USER names an account or group that /etc/passwd or /etc/group does not have: the container will not start.',
  severity: 'low',
  falsePositives: 'Images without such a file are left out; numbers need no entry.',
  references: [cis('4.1')],
  fix: 'Create the account in the build, or write USER with numbers.',
};

export const noHealthcheck: Misconfiguration = {
  id: 'misconfiguration/no-healthcheck',
  title: 'No health check',
  meaning:
    'The image offers a service and no HEALTHCHECK: a hung one is not noticed. Kubernetes ignores HEALTHCHECK and has probes of its own.',
  severity: 'negligible',
  falsePositives: 'Images that expose no port are left out.',
  references: ['CIS-DI-0006', cis('4.6'), trivyCheck('0026')],
  fix: 'Add a HEALTHCHECK, or probes where it is deployed.',
};

export const relativeWorkdir: Misconfiguration = {
  id: 'misconfiguration/relative-workdir',
  title: 'Relative working folder',
  meaning: 'WORKDIR is not an absolute path: where the program runs depends on what stands before it.',
  severity: 'low',
  falsePositives: 'None known: builders other than the classic one write what they were given.',
  references: [trivyCheck('0009')],
  fix: 'Write WORKDIR as an absolute path.',
};

export const sensitiveVolume: Misconfiguration = {
  id: 'misconfiguration/sensitive-volume',
  title: 'Volume on a sensitive path',
  meaning:
    'The image declares a volume on a path that steers the system, or invites to mount the socket of the container engine there.',
  severity: 'medium',
  falsePositives: 'Agents that manage other containers need the socket; whoever runs them should know.',
  references: ['DKL-DI-0002', cis('5.5'), 'T1611'],
  fix: 'Declare volumes for data only.',
};

export const sshServer: Misconfiguration = {
  id: 'misconfiguration/ssh-server',
  title: 'SSH server in the container',
  meaning: 'The container offers or starts an SSH server: one more way in, with keys and accounts of its own.',
  severity: 'low',
  falsePositives: 'Git servers and bastions, whose purpose it is.',
  references: [cis('5.6'), trivyCheck('0004')],
  fix: 'Use docker exec or kubectl exec instead.',
};

export const plainLogin: Misconfiguration = {
  id: 'misconfiguration/plain-text-login',
  title: 'Telnet, rsh or FTP server',
  meaning: 'The container offers a service whose passwords cross the network in the clear.',
  severity: 'medium',
  falsePositives: 'FTP servers, whose purpose it is, are told a level lower.',
  references: ['CWE-319', 'T1040'],
  fix: 'Replace it by SSH, SFTP or FTPS.',
};

export const privilegedPort: Misconfiguration = {
  id: 'misconfiguration/privileged-port',
  title: 'Privileged port without root',
  meaning:
    'The image exposes a port below 1024 and runs as another user than root: outside of Docker 20.10 and later it may not be able to listen there.',
  severity: 'negligible',
  falsePositives: 'Programs with the capability to bind it.',
  references: [cis('5.7')],
  fix: 'Listen on a port above 1023, and publish it as the low one.',
};

export const shellEntrypoint: Misconfiguration = {
  id: 'misconfiguration/shell-form',
  title: 'Program started through a shell',
  meaning:
    'The shell form starts the program below `sh -c`: signals then reach the shell, and the container is killed rather than stopped.',
  severity: 'negligible',
  falsePositives: 'Lines that begin with exec are left out.',
  references: ['https://docs.docker.com/reference/dockerfile/#shell-and-exec-form'],
  fix: 'Write CMD and ENTRYPOINT as a list, or begin the line with exec.',
};

export const stopSignal: Misconfiguration = {
  id: 'misconfiguration/stop-signal',
  title: 'Stop signal that gives no time',
  meaning:
    'The container is stopped with a signal that no program can handle, or that does not exist: data in flight is lost.',
  severity: 'low',
  falsePositives: 'None known.',
  references: ['https://docs.docker.com/reference/dockerfile/#stopsignal'],
  fix: 'Use SIGTERM, or the signal that the program documents.',
};

export const secretNamedVariable: Misconfiguration = {
  id: 'misconfiguration/secret-in-environment',
  title: 'Secret in an environment variable',
  meaning:
    'A variable of the image is named like a password, key or token, and has a value: everybody who can pull the image has it.',
  severity: 'medium',
  falsePositives:
    'Names are all that is judged: values that are paths, addresses, switches, fingerprints or placeholders are left out. Default passwords for tests look the same.',
  references: ['CIS-DI-0010', cis('4.10'), trivyCheck('0031'), 'T1552.001'],
  fix: 'Pass it when the container runs, as a mounted secret; replace the one that was published.',
};

export const unsafePath: Misconfiguration = {
  id: 'misconfiguration/unsafe-path',
  title: 'PATH with a folder that others can write to',
  meaning:
    'PATH has the current folder, a relative one, or one that every user can write to: programs can be slipped in under names that are called.',
  severity: 'medium',
  falsePositives: 'Such a folder behind all system folders is told a level lower.',
  references: ['CWE-426', 'T1574.007'],
  fix: 'Leave only absolute folders in PATH that root alone can write to.',
};

export const verificationOff: Misconfiguration = {
  id: 'misconfiguration/tls-verification-off',
  title: 'TLS verification switched off in the environment',
  meaning:
    'A variable of the image tells programs not to check certificates: whoever stands between the container and its servers can read and forge what they say.',
  severity: 'medium',
  falsePositives: 'Variables that limit it to the loopback interface are left out.',
  references: ['CWE-295', 'T1557'],
  fix: 'Remove the variable, and install the certificate authority that is missing.',
};

export const unpinnedBase: Misconfiguration = {
  id: 'misconfiguration/unpinned-base',
  title: 'Base image without a fixed version',
  meaning:
    'Labels or history name a base image by a moving tag: nobody can tell from them what the image was built on.',
  severity: 'negligible',
  falsePositives: 'Labels that name the digest of the base as well.',
  references: ['CIS-DI-0002', cis('4.2'), 'DKL-DI-0006', trivyCheck('0001')],
  fix: 'Name the base image with a version and a digest.',
};

export const movingTag: Misconfiguration = {
  id: 'misconfiguration/latest-tag',
  title: 'Image named by the tag latest',
  meaning: 'The image was asked for by `latest` or no tag at all: tomorrow the same name may give another one.',
  severity: 'negligible',
  falsePositives: 'Names with a digest are left out.',
  references: ['DKL-DI-0006', trivyCheck('0001')],
  fix: 'Run it by version and digest.',
};

export const configRules: readonly Misconfiguration[] = [
  aliasOfRoot,
  movingTag,
  noHealthcheck,
  plainLogin,
  privilegedPort,
  relativeWorkdir,
  rootUser,
  secretNamedVariable,
  sensitiveVolume,
  shellEntrypoint,
  sshServer,
  stopSignal,
  unknownUser,
  unpinnedBase,
  unsafePath,
  verificationOff,
];
