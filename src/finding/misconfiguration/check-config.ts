import type { FileTree } from '../../filesystem/file-tree.ts';
import type { Finding } from '../finding.ts';
import { namedBases } from '../history/read-history.ts';
import { checkNetwork } from './check-network.ts';
import { checkUser } from './check-user.ts';
import {
  movingTag,
  relativeWorkdir,
  secretNamedVariable,
  sensitiveVolume,
  shellEntrypoint,
  stopSignal,
  unpinnedBase,
  unsafePath,
  verificationOff,
} from './config-rules.ts';
import type { ConfigSubject } from './config-subject.ts';
import { excerpt, misconfigured } from './misconfiguration.ts';
import { isKnownDefault, isSecretNamed } from './secret-names.ts';
import { isOffSwitch } from './unverified.ts';

/** Judges how the image says that it is to be run. */
export function checkConfig(subject: ConfigSubject): Finding[] {
  return [
    ...checkUser(subject),
    ...checkNetwork(subject),
    ...checkEnvironment(subject),
    ...checkVolumes(subject),
    ...checkStart(subject),
    ...checkBases(subject),
  ];
}

function checkEnvironment({ image, tree }: ConfigSubject): Finding[] {
  const variables = image.config.env.map((line) => {
    const equals = line.indexOf('=');
    return equals < 0 ? { name: line, value: '' } : { name: line.slice(0, equals), value: line.slice(equals + 1) };
  });
  const findings: Finding[] = [];
  const secrets = variables.filter(({ name, value }) => isSecretNamed(name, value));
  if (secrets.length > 0) {
    const names = secrets.map(({ name }) => excerpt(name));
    const title = `The environment holds what is named like a secret: ${names.slice(0, 5).join(', ')}`;
    const evidence = names.map((name) => ({ field: `config.env.${name}`, excerpt: `${name}=…` }));
    const areDefaults = secrets.every(({ name, value }) => isKnownDefault(name, value));
    findings.push(misconfigured(secretNamedVariable, { title, evidence, ...(areDefaults ? { severity: 'low' } : {}) }));
  }
  const off = variables.filter(({ name, value }) => isOffSwitch(name, value));
  if (off.length > 0) {
    const title = `The environment switches the check of certificates off (${off.map(({ name }) => name).join(', ')})`;
    const evidence = off.map(({ name, value }) => ({
      field: `config.env.${name}`,
      excerpt: excerpt(`${name}=${value}`),
    }));
    findings.push(misconfigured(verificationOff, { title, evidence }));
  }
  const path = variables.find(({ name }) => name === 'PATH')?.value;
  return path === undefined ? findings : [...findings, ...checkPath(path, tree)];
}

const MOST_FOLDERS = 100;

function checkPath(path: string, tree: FileTree): Finding[] {
  const folders = path.split(':').slice(0, MOST_FOLDERS);
  const lastSystem = folders.findLastIndex((folder) => /^\/(?:usr\/(?:local\/)?)?s?bin\/?$/.test(folder));
  const open = folders.flatMap((folder, index) => {
    const reason = openness(folder, tree);
    return reason === undefined ? [] : [{ ...reason, first: reason.anywhere && index < lastSystem }];
  });
  const worst = open.find(({ first }) => first) ?? open[0];
  if (!worst) return [];
  const title = `PATH has ${worst.reason}`;
  const evidence = [{ field: 'config.env.PATH', excerpt: excerpt(`PATH=${path}`) }];
  return [misconfigured(unsafePath, { title, evidence, severity: worst.first ? 'medium' : 'low' })];
}

/** `anywhere`: even programs that are not in the image can be slipped in. */
function openness(folder: string, tree: FileTree): { reason: string; anywhere: boolean } | undefined {
  if (folder === '' || folder === '.') return { reason: 'the current folder in it', anywhere: true };
  if (/^[$~%]/.test(folder)) return undefined;
  if (!folder.startsWith('/')) return { reason: `the relative folder ${excerpt(folder)} in it`, anywhere: true };
  const entry = tree.resolve(folder.replace(/^\/+/, '').replace(/\/+$/, ''));
  if (entry?.type !== 'directory' || (entry.mode & 0o002) === 0) return undefined;
  // Images to build with open the folders of their tools (/go/bin); these here are made for everybody's files.
  const anywhere = /^(?:tmp|var\/tmp|dev\/shm)(?:\/|$)/.test(entry.path);
  return { reason: `${excerpt(folder)} in it, which every user can write to`, anywhere };
}

const SYSTEM_PATH =
  /^\/(?:(?:etc|bin|sbin|boot|dev|proc|sys|lib|lib64|usr|usr\/s?bin|usr\/lib|root\/\.ssh|var\/run|run|etc\/(?:cron\.d|ssh|pam\.d|passwd|shadow|sudoers(?:\.d)?))\/*)?$/;
const SOCKET = /(?:docker|containerd|crio|podman)\.sock$/;

function checkVolumes({ image }: ConfigSubject): Finding[] {
  const volumes = image.config.volumes.filter((path) => SYSTEM_PATH.test(path) || SOCKET.test(path));
  if (volumes.length === 0) return [];
  const title = `A volume is declared on ${volumes.map(excerpt).slice(0, 3).join(', ')}`;
  const evidence = volumes.map((path) => ({ field: 'config.volumes', excerpt: excerpt(path) }));
  return [misconfigured(sensitiveVolume, { title, evidence })];
}

const SIGNALS =
  /^(?:SIG)?(?:ABRT|ALRM|BUS|CHLD|CONT|FPE|HUP|ILL|INT|IO|PIPE|POLL|PROF|PWR|QUIT|SEGV|STKFLT|SYS|TERM|TRAP|TSTP|TTIN|TTOU|URG|USR[12]|VTALRM|WINCH|XCPU|XFSZ|RTMIN(?:\+\d{1,2})?|RTMAX(?:-\d{1,2})?)$/i;

function checkStart({ image: { config } }: ConfigSubject): Finding[] {
  const findings: Finding[] = [];
  const { workingDir = '', stopSignal: signal } = config;
  if (workingDir !== '' && !workingDir.startsWith('/') && !/^[A-Za-z]:/.test(workingDir)) {
    const title = `The working folder ${excerpt(workingDir)} is not an absolute path`;
    findings.push(
      misconfigured(relativeWorkdir, {
        title,
        evidence: [{ field: 'config.workingDir', excerpt: excerpt(workingDir) }],
      }),
    );
  }
  if (signal !== undefined && signal !== '' && !isHandled(signal)) {
    const title = `The container is stopped with ${excerpt(signal)}, which is no signal that programs can handle`;
    findings.push(
      misconfigured(stopSignal, { title, evidence: [{ field: 'config.stopSignal', excerpt: excerpt(signal) }] }),
    );
  }
  for (const field of ['entrypoint', 'cmd'] as const) {
    const line = shellLine(config[field] ?? []);
    if (line === undefined || (field === 'cmd' && (config.entrypoint?.length ?? 0) > 0)) continue;
    const title = `The ${field === 'cmd' ? 'command' : 'entrypoint'} is started through a shell, which gets its signals`;
    findings.push(
      misconfigured(shellEntrypoint, { title, evidence: [{ field: `config.${field}`, excerpt: excerpt(line) }] }),
    );
  }
  return findings;
}

function isHandled(signal: string): boolean {
  if (/^\d{1,3}$/.test(signal)) return ![0, 9, 19].includes(Number(signal)) && Number(signal) <= 64;
  return SIGNALS.test(signal);
}

/** What `sh -c` is given, unless it hands over by itself. */
function shellLine(words: readonly string[]): string | undefined {
  const [shell = '', option = '', line, ...rest] = words;
  if (!/(?:^|\/)(?:sh|bash|ash|dash)$/.test(shell) || !/^-[a-z]{0,4}c$/.test(option)) return undefined;
  if (line === undefined || rest.length > 0 || /(?:^|[;&|\n])\s*exec\s/.test(line.slice(0, 4_000))) return undefined;
  return line;
}

function checkBases({ image }: ConfigSubject): Finding[] {
  const findings: Finding[] = [];
  const loose = namedBases(image).filter(
    ({ name, digest }) => digest === undefined && !name.includes('@') && name !== 'scratch',
  );
  if (loose.length > 0) {
    const title = `The base image ${excerpt(loose[0]?.name ?? '')} is named without a digest`;
    const evidence = loose.map(({ name, field }) => ({ field, excerpt: excerpt(name) }));
    findings.push(misconfigured(unpinnedBase, { title, evidence }));
  }
  if (['registry', 'daemon'].includes(image.source) && isLatest(image.name)) {
    const title = 'The image was asked for by the tag latest';
    findings.push(misconfigured(movingTag, { title, evidence: [{ field: 'name', excerpt: excerpt(image.name) }] }));
  }
  return findings;
}

function isLatest(name: string): boolean {
  if (name.includes('@')) return false;
  const tag = /:([\w.-]{1,128})$/.exec(name.slice(-300))?.[1];
  return tag === undefined || tag === 'latest';
}
