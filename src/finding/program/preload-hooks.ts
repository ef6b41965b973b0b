import { bufferOf } from '../../format/byte-fields.ts';
import { ELF_DYNAMIC, readElfDynamic } from '../../format/elf/dynamic.ts';
import { elfFileOffset, readElfSegments } from '../../format/elf/elf.ts';
import { elfExportedAddress } from '../../format/elf/symbols.ts';
import type { RandomAccess } from '../../format/random-access.ts';

/** What a library puts in the place of the C library's functions, and what it says of its purpose. */
export interface PreloadHooks {
  /** Functions of the C library and of PAM that it has under the same names. */
  readonly hooks: readonly string[];
  /** Texts in it that tell what it hides or steals. */
  readonly signs: readonly string[];
  /** Names of known rootkits in it. */
  readonly families: readonly string[];
}

const STRING_TABLE_SIZE = 10;
const LONGEST_STRINGS = 256 * 1024;
/** Looked at for texts: rootkits are far smaller. */
const LONGEST_FILE = 4 * 1024 * 1024;

/** Lists of files and processes, and what is asked before someone is let in: who replaces these hides or steals. */
const LISTING = ['readdir', 'readdir64', 'readdir_r', 'readdir64_r', 'getdents', 'getdents64', 'scandir'];
const ENTRY = ['pam_authenticate', 'pam_get_item', 'pam_set_item', 'pam_acct_mgmt', 'getspnam'];
const OTHERS = [
  ...[
    'open',
    'open64',
    'openat',
    'fopen',
    'fopen64',
    'opendir',
    'stat',
    'lstat',
    '__xstat',
    '__lxstat',
    '__fxstat',
    'access',
  ],
  ...[
    'unlink',
    'unlinkat',
    'rename',
    'link',
    'rmdir',
    'accept',
    'accept4',
    'write',
    'read',
    'execve',
    'kill',
    'ptrace',
  ],
  ...['dlsym', 'syslog', 'getpwnam', 'pcap_loop', 'ssh_userauth_password', 'recvmsg', 'connect', 'fgets'],
];
/** Exported by what has such functions for a reason: C libraries, sanitizers, fakes of root and of files, tracers. */
const HONEST =
  /\0(?:__libc_start_main|__libc_main|_dl_start|__asan_init|__tsan_init|__msan_init|__hwasan_init|__sanitizer_\w{1,60}|__interceptor_readdir|fakechroot_\w{1,40}|fake_(?:stat|chown)|msg_getuid|umockdev_\w{1,60}|darshan_\w{1,60}|uid_wrapper_\w{1,40}|nss_wrapper_\w{1,40}|pam_wrapper_\w{1,40}|swrap_\w{1,40}|socket_wrapper_\w{1,40}|torsocks_\w{1,40}|tsocks_\w{1,40}|snoopy_\w{1,60}|libeatmydata\w{0,20}|__bionic_\w{1,40}|ld_preload_scope|vgPlain_\w{1,40}|_vgr\d{5}\w{1,60}|PR_Init|OPENSSL_\w{1,60})\0/;

/** What lies in a library that hides its master's things. */
const SIGNS = [
  ...['/etc/ld.so.preload', 'ld.so.preload', '/proc/net/tcp', '/proc/%s/stat', '/proc/%s/cmdline', '/proc/%d/cmdline'],
  ...['/proc/self/fd/%d', '/proc/%s/maps', 'process_to_filter', 'authorized_keys', '/var/log/wtmp', '/var/run/utmp'],
  ...[
    'HIDE_',
    'hidden_',
    'hide_',
    'magic_gid',
    'MAGIC_GID',
    'magicgid',
    'backdoor',
    'rootkit',
    'reverse_shell',
    'shell_pass',
  ],
  ...[
    'xmrig',
    'minerd',
    'kinsing',
    'kdevtmpfsi',
    'evil_script',
    '/bin/sh -i',
    'execve_bd',
    'accept_bd',
    'ssh-rsa AAAA',
  ],
];
const FAMILIES = [
  ...[
    'libprocesshider',
    'azazel',
    'jynx',
    'bedevil',
    'bdvl',
    'vlany',
    'umbreon',
    'beurk',
    'medusa_',
    'symbiote',
    'xhide',
  ],
  ...[
    'hiddenwasp',
    'libselinux_hook',
    'father.so',
    'brootkit',
    'cub3',
    'process_to_filter',
    'evil_script.py',
    'hiddenwalrus',
  ],
];

/** Undefined for libraries that replace nothing of interest, which a look at their exported names tells. */
export function readPreloadHooks(source: RandomAccess): PreloadHooks | undefined {
  if (source.size > LONGEST_FILE) return undefined;
  const elf = readElfSegments(source);
  if (elf.type !== 'shared') return undefined;
  const dynamic = readElfDynamic(source, elf);
  if (!dynamic || dynamic.isProgram) return undefined;
  const stringsAt = elfFileOffset(elf, dynamic.tables.get(ELF_DYNAMIC.strings) ?? -1);
  if (stringsAt === undefined || /^libpam\b/.test(dynamic.soname ?? '')) return undefined;
  const size = Math.min(dynamic.tables.get(STRING_TABLE_SIZE) ?? 0, LONGEST_STRINGS);
  const names = bufferOf(source.readAt(stringsAt, size)).toString('latin1');
  const has = (name: string) => names.includes(`\0${name}\0`);
  if (!has('dlsym') && !has('__libc_dlsym') && !has('syscall') && !has('dlvsym')) return undefined;
  if (![...LISTING, ...ENTRY].some(has) || HONEST.test(names)) return undefined;
  const hooks = [...LISTING, ...ENTRY, ...OTHERS].filter(
    (name) => has(name) && (elfExportedAddress(source, { elf, dynamic, name }) ?? 0) !== 0,
  );
  if (!hooks.some((name) => LISTING.includes(name) || ENTRY.includes(name))) return undefined;
  const text = bufferOf(source.readAt(0, LONGEST_FILE)).toString('latin1');
  return {
    hooks,
    signs: SIGNS.filter((sign) => text.includes(sign)),
    families: FAMILIES.filter((family) => text.includes(family)),
  };
}
