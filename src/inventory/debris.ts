/**
 * Files that appear when packages are installed and programs run, and that no manifest lists.
 * None of these rules covers anything that could be run or that starts what runs, except the package managers' own
 * scripts and compiled Python beside the source it was made from.
 */

/** Folders whose contents are debris. Paths inside the image. */
export const debrisFolders: readonly string[] = [
  'dev',
  'etc/alternatives',
  'etc/apk',
  'etc/ssl/certs',
  'etc/ca-certificates/extracted',
  'etc/pki/ca-trust/extracted',
  'lib/apk/db',
  'proc',
  'run',
  'sys',
  'tmp',
  'usr/lib/apk/db',
  'usr/lib/locale',
  'usr/lib/sysimage/rpm',
  'usr/lib/udev/hwdb.bin',
  'usr/share/mime',
  'var/backups',
  'var/cache',
  'var/lib/alternatives',
  'var/lib/apk',
  'var/lib/apt',
  'var/lib/dnf',
  'var/lib/dpkg',
  'var/lib/pacman',
  'var/lib/pam',
  'var/lib/rpm',
  'var/lib/shells.state',
  'var/lib/systemd',
  'var/lib/ucf',
  'var/lib/yum',
  'var/log',
  'var/mail',
  'var/spool',
  'var/tmp',
];

/** Single files. */
export const debrisFiles: readonly string[] = [
  '.dockerenv',
  'etc/.pwd.lock',
  'etc/.resolv.conf.systemd-resolved.bak',
  'etc/apt/sources.list',
  'etc/ca-certificates.conf',
  'etc/dpkg/origins/default',
  'etc/environment',
  'etc/fstab',
  'etc/group',
  'etc/group-',
  'etc/gshadow',
  'etc/gshadow-',
  'etc/hostname',
  'etc/hosts',
  'etc/inputrc',
  'etc/ld.so.cache',
  'etc/locale.conf',
  'etc/machine-id',
  'etc/mtab',
  'etc/networks',
  'etc/passwd',
  'etc/passwd-',
  'etc/resolv.conf',
  'etc/shadow',
  'etc/shadow-',
  'etc/shells',
  'etc/subgid',
  'etc/subgid-',
  'etc/subuid',
  'etc/subuid-',
  'etc/timezone',
  'lib/apk/db/scripts.tar',
  'usr/share/applications/mimeinfo.cache',
  'usr/share/glib-2.0/schemas/gschemas.compiled',
  'usr/share/info/dir',
  'var/lib/dbus/machine-id',
];

/** Base names of caches that programs keep beside what they cache. */
export const debrisNames: ReadonlySet<string> = new Set([
  'fonts.dir',
  'fonts.scale',
  'gconv-modules.cache',
  'giomodule.cache',
  'icon-theme.cache',
  'immodules.cache',
  'installed-by-dh_installdocs',
  'ld.so.cache',
  'loaders.cache',
  'INSTALLER',
  'REQUESTED',
]);

/** Inside debris folders, what starts programs: it has to be accounted for like a program. */
export const startsPrograms =
  /^(?:run\/(?:systemd|udev)|var\/spool\/(?:at|cron|incron))\/|\.(?:bash|cgi|cjs|class|desktop|jar|js|lua|mjs|phar|php|pl|pm|py|pyc|pyo|pyz|rb|rules|service|sh|socket|tcl|timer|war)$/;

/** Package managers' own scripts: they run when packages come and go, never by themselves. */
export const packageScript =
  /^var\/lib\/dpkg\/info\/[^/]+\.(?:pre|post)(?:inst|rm)$|^var\/lib\/dpkg\/info\/[^/]+\.config$/;

/** The source a compiled Python file was made from; undefined for other paths. */
export function pythonSource(path: string): string | undefined {
  const cached = /^(.*\/)?__pycache__\/([^/]+?)\.[a-z]+-?\d+[^/]*\.pyc$/.exec(path);
  if (cached) return `${cached[1] ?? ''}${cached[2]}.py`;
  return path.endsWith('.pyc') || path.endsWith('.pyo') ? path.slice(0, -1) : undefined;
}
