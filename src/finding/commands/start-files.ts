import { isBuild, type SeenCommand, UNKNOWN } from './seen-command.ts';

/** A file that makes something run, or lets somebody in, by itself. */
export interface StartFile {
  readonly kind: StartFileKind;
  /** `host`: below a folder of the host that is expected to be mounted. `own`: the container's. */
  readonly owner: 'host' | 'own';
}

export type StartFileKind =
  | 'cron table'
  | 'cron script'
  | 'authorized keys'
  | 'preload list'
  | 'accounts'
  | 'passwords'
  | 'sudo rules'
  | 'login rules'
  | 'login module'
  | 'profile'
  | 'boot script'
  | 'service';

const KINDS: readonly {
  readonly kind: StartFileKind;
  readonly path: RegExp;
  readonly folder?: 'etc' | 'var' | 'home';
}[] = [
  { kind: 'cron table', path: /(?:^|\/)(?:crontab|cron\.d\/[^/]+|crontabs\/[^/]+|anacrontab)$/, folder: 'etc' },
  { kind: 'cron table', path: /(?:^|\/)spool\/cron\/(?:(?:crontabs|tabs)\/)?[^/]+$/, folder: 'var' },
  {
    kind: 'cron script',
    path: /(?:^|\/)cron\.(?:hourly|daily|weekly|monthly)\/[^/]+$|(?:^|\/)periodic\/[^/]+\/[^/]+$/,
    folder: 'etc',
  },
  { kind: 'authorized keys', path: /(?:^|\/)(?:\.ssh\/authorized_keys2?|authorized_keys2?)$/, folder: 'home' },
  { kind: 'preload list', path: /(?:^|\/)ld\.so\.preload$/, folder: 'etc' },
  { kind: 'accounts', path: /(?:^|\/)passwd$/, folder: 'etc' },
  { kind: 'passwords', path: /(?:^|\/)shadow$/, folder: 'etc' },
  { kind: 'sudo rules', path: /(?:^|\/)sudoers(?:\.d\/[^/]+)?$/, folder: 'etc' },
  { kind: 'login rules', path: /(?:^|\/)pam\.d\/[^/]+$/, folder: 'etc' },
  { kind: 'login module', path: /(?:^|\/)security\/pam_[^/]+\.so$/ },
  {
    kind: 'profile',
    path: /(?:^|\/)(?:profile|bash\.bashrc|bashrc|zshrc|profile\.d\/[^/]+|update-motd\.d\/[^/]+)$/,
    folder: 'etc',
  },
  {
    kind: 'profile',
    path: /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zprofile|zlogin)$/,
    folder: 'home',
  },
  {
    kind: 'boot script',
    path: /(?:^|\/)(?:rc\.local|rc\.d\/[^/]+|init\.d\/[^/]+|local\.d\/[^/]+|inittab)$/,
    folder: 'etc',
  },
  { kind: 'service', path: /(?:^|\/)systemd\/(?:system|user)\/(?:[^/]+\/)?[^/]+\.(?:service|timer|path|socket)$/ },
];
/** Folders of a container's own, where trees like a system's are built and unpacked. */
const OWN =
  /^(?:bin|boot|build|builds|buildroot|bundle|chroot|dest|dev|dist|export|fakeroot|fs|home|image|images|install|lib|lib64|opt|out|output|overlay|packages?|pkg|pkgdir|private|root|run|sbin|source|sources|src|srv|stage|staging|sys|sysroot|target|test|tests|tmp|usr|var|work|workdir|workspace|app|apps|config|configs|etc)$/;
const CERTAIN_HOST =
  /^(?:proc\/(?:1|self\/root\/proc\/1)\/root|host[\w.-]{0,20}|mnt|media|rootfs|hostfs|node-?root|(?:var|run|opt|srv)\/host[\w.-]{0,20})(?:\/|$)/;

/** What a path is for, if it is one of these. */
export function startFile(path: string, seen: SeenCommand): StartFile | undefined {
  if (path.includes(UNKNOWN) && !/^[^\ufffc]*\/[^/]*$/.test(path)) return undefined;
  for (const { kind, path: shape, folder } of KINDS) {
    const match = shape.exec(path);
    if (!match) continue;
    const owner = ownerOf(path.slice(0, match.index), { folder, seen, isName: !path.includes('/') });
    if (owner) return { kind, owner };
  }
  return undefined;
}

/** Is it below a folder where the host is expected? */
export function isHostPath(path: string, seen: SeenCommand): boolean {
  return !isBuild(seen) && CERTAIN_HOST.test(path);
}

function ownerOf(
  prefix: string,
  { folder, seen, isName }: { folder: 'etc' | 'var' | 'home' | undefined; seen: SeenCommand; isName: boolean },
): StartFile['owner'] | undefined {
  if (isName) return undefined;
  if (isHostPath(prefix, seen)) return 'host';
  if (folder === 'home')
    return /^(?:root|home\/[^/]+|var\/lib\/[^/]+|home|config|app)?$/.test(prefix) ? 'own' : mounted(prefix, seen);
  if (
    prefix === '' ||
    prefix === folder ||
    /^(?:etc|var|usr|lib)(?:\/(?:lib|local|etc|share|cron|spool|x86_64-linux-gnu|aarch64-linux-gnu|lib64))*$/.test(
      prefix,
    )
  )
    return 'own';
  return mounted(prefix, seen);
}

/** The folders of a system, below one that no system has. */
function mounted(prefix: string, seen: SeenCommand): 'host' | undefined {
  const [first = '', ...rest] = prefix.split('/');
  const isSystem = /^(?:etc|root|home\/[^/]+|var(?:\/.{0,200})?|usr\/.{0,200}|lib)$/.test(rest.join('/'));
  return !isSystem || first.includes(UNKNOWN) || OWN.test(first) || isBuild(seen) ? undefined : 'host';
}
