import type { ImageConfig } from '../image/image.ts';
import { hostPathsIn } from './mentions.ts';
import type { PlannedCommand, StartupPlan } from './startup-plan.ts';

/** The tightest `docker run` that the plan leaves room for, and why each part of it is there. */
export interface SuggestedRun {
  /** Without the image's name, which comes last. */
  readonly words: readonly string[];
  readonly reasons: readonly { readonly flag: string; readonly why: string }[];
}

/** A startup plan without what only detectors read, and the `docker run` that it leaves room for. */
export interface StartupSummary extends Omit<StartupPlan, 'reach' | 'commands'> {
  readonly run: SuggestedRun;
}

/** What reports tell of a plan. */
export function summarizeStartup(plan: StartupPlan, config: ImageConfig): StartupSummary {
  const { steps, hosts, hostPaths, privileges, unknown } = plan;
  return { steps, hosts, hostPaths, privileges, unknown, run: suggestRun(plan, config) };
}

interface Flag {
  readonly words: readonly string[];
  readonly why: string;
}

const MOST_FOLDERS = 12;
const ROOT = /^(?:|root|0)(?::|$)/;
/** What programs need who change who they are, or whose files are. */
const CAPABILITIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /^(?:gosu|su-exec|su|runuser|sudo|setpriv|chpst|s6-setuidgid|setuidgid|supervisord|cron|crond)$/,
    ['SETGID', 'SETUID'],
  ],
  [/^(?:chown|chgrp)$/, ['CHOWN']],
  [/^(?:chmod|install)$/, ['FOWNER']],
  [/^chroot$/, ['SYS_CHROOT']],
  [/^mknod$/, ['MKNOD']],
];
/** Servers that start as root and go on as somebody else, and where they write. */
const SERVERS: Readonly<
  Record<string, { readonly capabilities: readonly string[]; readonly folders: readonly string[] }>
> = {
  nginx: { capabilities: ['CHOWN', 'SETGID', 'SETUID'], folders: ['/var/cache/nginx', '/run'] },
  httpd: { capabilities: ['CHOWN', 'SETGID', 'SETUID'], folders: ['/usr/local/apache2/logs', '/run'] },
  apache2: { capabilities: ['CHOWN', 'SETGID', 'SETUID'], folders: ['/run', '/var/lock'] },
  'php-fpm': { capabilities: ['SETGID', 'SETUID'], folders: ['/run'] },
  postgres: { capabilities: [], folders: ['/run/postgresql'] },
  mysqld: { capabilities: [], folders: ['/run/mysqld'] },
  mariadbd: { capabilities: [], folders: ['/run/mysqld'] },
  sshd: { capabilities: ['SETGID', 'SETUID', 'SYS_CHROOT'], folders: ['/run/sshd'] },
};

/** The tightest sensible `docker run` line for what the plan says. A suggestion: what is unknown may want more. */
export function suggestRun(plan: StartupPlan, config: ImageConfig): SuggestedRun {
  const names = new Set(startedNames(plan));
  const isPrivileged = plan.privileges.some(({ name }) => name === 'privileged');
  const flags: Flag[] = [
    ...(plan.privileges.length > 0 ? [] : userFlags(names, config)),
    { words: ['--read-only'], why: 'nothing but the folders below needs to be written' },
    ...folders(plan, names, config).map(
      (path): Flag => ({ words: ['--tmpfs', path], why: 'is written to while it runs' }),
    ),
    ...config.volumes
      .filter((path) => hostPathsIn(path).length === 0)
      .slice(0, MOST_FOLDERS)
      .map(
        (path): Flag => ({
          words: ['--volume', `${volumeName(path)}:${path}`],
          why: 'the image declares it as a volume',
        }),
      ),
    { words: ['--cap-drop', 'ALL'], why: 'ordinary programs need none of root’s powers' },
    ...capabilities(plan, names, config),
    { words: ['--security-opt', 'no-new-privileges'], why: 'setuid programs in the image then give no more rights' },
    ...config.exposedPorts.slice(0, MOST_FOLDERS).flatMap(portFlag),
  ];
  const warnings: { flag: string; why: string }[] = isPrivileged
    ? [{ flag: '--privileged', why: 'left out, though parts of the image would want it: think twice' }]
    : [];
  for (const path of plan.hostPaths.slice(0, MOST_FOLDERS))
    warnings.push({ flag: `--volume ${path}`, why: 'left out: it would hand this part of the host to the container' });
  return {
    words: ['docker', 'run', '--rm', ...flags.flatMap(({ words }) => words)],
    reasons: [...flags.map(({ words, why }) => ({ flag: words.join(' '), why })), ...warnings],
  };
}

function userFlags(names: ReadonlySet<string>, { user = '' }: Pick<ImageConfig, 'user'>): Flag[] {
  if (!ROOT.test(user)) return [];
  const drops = ['gosu', 'su-exec', 'setpriv', 'chpst', 's6-setuidgid', 'su', 'runuser'].some((name) =>
    names.has(name),
  );
  const isServer = [...names].some(
    (name) => Object.hasOwn(SERVERS, name) && (SERVERS[name]?.capabilities.length ?? 0) > 0,
  );
  if (drops || isServer || names.has('supervisord') || names.has('crond') || names.has('cron')) return [];
  return [{ words: ['--user', '65534:65534'], why: 'it would run as root, and nothing in the plan shows why' }];
}

function capabilities(plan: StartupPlan, names: ReadonlySet<string>, { user = '' }: Pick<ImageConfig, 'user'>): Flag[] {
  const wanted = new Map<string, string>();
  for (const name of ROOT.test(user) && userFlags(names, { user }).length === 0 ? names : []) {
    const server = Object.hasOwn(SERVERS, name) ? SERVERS[name] : undefined;
    for (const capability of server?.capabilities ?? [])
      wanted.set(capability, `${name} starts as root and goes on as another user`);
    for (const [programs, list] of CAPABILITIES)
      if (programs.test(name))
        for (const capability of list) if (!wanted.has(capability)) wanted.set(capability, `${name} needs it`);
  }
  for (const { name, why } of plan.privileges) if (/^[A-Z_]+$/.test(name)) wanted.set(name, why);
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, why]) => ({ words: ['--cap-add', name], why }));
}

/** Folders that commands write to, and those that well-known servers want. */
function folders(plan: StartupPlan, names: ReadonlySet<string>, { volumes }: ImageConfig): string[] {
  const found = new Set(['/tmp']);
  for (const name of names)
    for (const path of Object.hasOwn(SERVERS, name) ? (SERVERS[name]?.folders ?? []) : []) found.add(path);
  for (const path of plan.commands.flatMap(writtenFolders)) if (found.size < MOST_FOLDERS) found.add(path);
  const covered = (path: string): boolean =>
    [...volumes, ...found].some((other) => other !== path && path.startsWith(`${other.replace(/\/$/, '')}/`)) ||
    volumes.includes(path);
  return [...found].filter((path) => !covered(path)).sort();
}

function writtenFolders({ words, redirections, when }: PlannedCommand): string[] {
  if (when === 'build' || when === 'login') return [];
  const made = words[0]?.text === 'mkdir' ? words.slice(1).map(({ text }) => text) : [];
  const written = redirections.flatMap(({ kind, target }) =>
    (kind === 'write' || kind === 'append') && target.known ? [target.text.slice(0, target.text.lastIndexOf('/'))] : [],
  );
  return [...made, ...written].flatMap((path) => {
    const clean = path.replace(/^\/var\/run(?=\/|$)/, '/run').replace(/\/+$/, '');
    return /^\/[\w./-]+$/.test(clean) && !/^\/(?:dev|proc|sys|mnt|host|etc|usr|bin|sbin|lib)(?:\/|$)/.test(clean)
      ? [clean]
      : [];
  });
}

/** Base names of all that is started. */
function startedNames({ reach }: StartupPlan): string[] {
  return [...reach].flatMap(([path, how]) => (how === 'started' ? [path.slice(path.lastIndexOf('/') + 1)] : []));
}

function portFlag(port: string): Flag[] {
  const [number = '', protocol = 'tcp'] = port.split('/', 2);
  if (!/^\d{1,5}$/.test(number)) return [];
  const published = protocol === 'tcp' ? `127.0.0.1:${number}:${number}` : `127.0.0.1:${number}:${number}/${protocol}`;
  return [{ words: ['--publish', published], why: 'the image exposes it; others than this machine need not reach it' }];
}

function volumeName(path: string): string {
  return path.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^-+|-+$/g, '') || 'data';
}
