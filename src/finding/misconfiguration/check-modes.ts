import type { FileEntry } from '../../filesystem/file.ts';
import { FILE_TYPES } from '../../filesystem/layer-index.ts';
import { PRESENT } from '../../filesystem/node-table.ts';
import type { DetectorSubject } from '../detector.ts';
import type { Evidence, Finding } from '../finding.ts';
import { type Misconfiguration, misconfigured } from './misconfiguration.ts';
import { openProgram, openSystemFile, setuidFiles, setuidTool } from './mode-rules.ts';

const FILE = FILE_TYPES.indexOf('file');
const DIRECTORY = FILE_TYPES.indexOf('directory');
/** Entries of interest that are looked at: an image may open everything to everybody. */
const MOST_ENTRIES = 100_000;

/** Judges what files let whom do. */
export function checkModes({ tree, ownership }: Pick<DetectorSubject, 'tree' | 'ownership'>): Finding[] {
  const found = new Map<Misconfiguration, FileEntry[]>();
  const add = (rule: Misconfiguration | undefined, entry: FileEntry): void => {
    if (!rule) return;
    const list = found.get(rule);
    if (list) list.push(entry);
    else found.set(rule, [entry]);
  };
  let seen = 0;
  for (let node = 1; node < tree.nodes.count && seen < MOST_ENTRIES; node++) {
    const content = tree.nodes.state(node) === PRESENT ? tree.rowAt(node) : undefined;
    if (!content) continue;
    const type = content.columns.type[content.row];
    const mode = content.columns.mode[content.row] ?? 0;
    const isSetuid = type === FILE && (mode & 0o6000) !== 0;
    const isOpen = (mode & 0o002) !== 0 && (type === FILE || (type === DIRECTORY && (mode & 0o1000) === 0));
    if (!isSetuid && !isOpen) continue;
    seen++;
    const entry = tree.entryAt(node);
    if (isSetuid) add(setuidRule(entry, ownership.claimAt(node) === 'owned'), entry);
    if (isOpen) add(openRule(entry), entry);
  }
  return [...found].map(([rule, entries]) =>
    findingOf(
      rule,
      entries.sort((a, b) => (a.path < b.path ? -1 : 1)),
    ),
  );
}

/** What distributions make setuid or setgid, by package or not. */
const USUAL =
  /^(?:bbsuid|chage|chfn|chsh|crontab|cgexec|dbus-daemon-launch-helper|doas|dotlockfile|expiry|fusermount3?|gpasswd|locate|plocate|mlocate|mount|mount\.[\w.]{1,20}|newgidmap|newgrp|newuidmap|ntfs-3g|pam_timestamp_check|passwd|ping|ping6|pkexec|polkit-agent-helper-1|pppd|procmail|pt_chown|sg|snap-confine|ssh-agent|ssh-keysign|staprun|su|sudo|sudoedit|traceroute6?(?:\.iputils)?|traceroute6|umount|unix_chkpwd|unix_update|userhelper|usernetctl|utempter|wall|write(?:\.ul)?|Xorg\.wrap|exim4?|sendmail(?:\.\w{1,10})?|postdrop|postqueue|maidag|at|batch|bwrap|chrome-sandbox|chrome_sandbox|ksu|mtr-packet|arping|mail-(?:lock|unlock|touchlock)|screen(?:-[\d.]{1,8})?|dumpcap|lockfile|vlock-main|krb5_child|ldap_child|proxy_child|selinux_child|sssd_pam|cockpit-session|grub2-set-bootflag|lxc-user-nic|virtfs-proxy-helper|qemu-bridge-helper|chromium-sandbox|msedge-sandbox|slock|xlock|kismet_cap_\w{1,40}|authbind|helper|nethogs|spice-client-glib-usb-acl-helper|camel-lock-helper-1\.2|gnome-pty-helper|vmware-user-suid-wrapper|mount\.nfs|suexec|fping|nvidia-modprobe|Singularity|starter-suid)$/;
/** Tools that give away what they may do themselves. */
const GIVES_AWAY =
  /^(?:ba|da|a|z|k|mk|c|tc|fi|r)?sh$|^(?:bash[\d.-]{0,10}|busybox|env|find|xargs|awk|gawk|mawk|nawk|perl[\d.]{0,8}|python[\d.]{0,8}|ruby[\d.]{0,8}|lua[\d.]{0,8}|php[\d.]{0,8}|node|nodejs|tclsh[\d.]{0,8}|gdb|vi|vim|vim\.\w{1,8}|nano|emacs|ed|sed|less|more|man|cp|mv|dd|tar|zip|rsync|tee|cat|chmod|chown|install|nmap|strace|docker|nsenter|unshare|chroot|socat|nc|ncat|curl|wget|git|make|tmux|nice|timeout|stdbuf|time|flock|taskset|setpriv|gosu|su-exec|capsh|ld\.so|ld-linux[\w.-]{0,20})$/;

function setuidRule({ path, mode, uid, gid }: FileEntry, isOwned: boolean): Misconfiguration | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const givesRoot = ((mode & 0o4000) !== 0 && uid === 0) || ((mode & 0o2000) !== 0 && gid === 0);
  if (givesRoot && GIVES_AWAY.test(name)) return setuidTool;
  return isOwned || USUAL.test(name) ? undefined : setuidFiles;
}

const SYSTEM = /^(?:(?:usr\/)?(?:s?bin|lib(?:32|64|x32|exec)?)|usr\/local\/s?bin|boot)(?:\/|$)|^usr$/;
/** What steers the system, or lets people in. */
const STEERING =
  /^etc(?:$|\/(?:passwd|shadow|group|gshadow|sudoers|profile|environment|crontab|inittab|nsswitch\.conf|ld\.so\.|cron|pam\.d|security|ssh\/|init\.d|systemd|apt|yum|apk|bash\.bashrc|sudo))/;
/** Libraries of languages and what is unpacked to be built: their modes are whatever their archives had. */
const UNPACKED =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|vendor|site-library|doc|src|share|include|locale|man)(?:\/|$)/;

function openRule({ path, type, mode, kind }: FileEntry): Misconfiguration | undefined {
  if ((SYSTEM.test(path) && !UNPACKED.test(path)) || STEERING.test(path)) return openSystemFile;
  if (type !== 'file' || /^(?:dev|proc|sys)\//.test(path)) return undefined;
  const runs = kind === 'elf' || kind === 'script' || ((mode & 0o111) !== 0 && kind !== 'empty' && PROGRAM.test(path));
  return runs ? openProgram : undefined;
}

/** Unpacked archives and mounted disks mark everything as executable. */
const PROGRAM = /(?:^|\/)[^/.]{1,100}$|\.(?:sh|py|pl|rb|jar|so)$/;

const TITLES: ReadonlyMap<Misconfiguration, string> = new Map([
  [setuidFiles, 'Setuid or setgid beyond the distribution’s: '],
  [setuidTool, 'Setuid on a program that gives its rights away: '],
  [openSystemFile, 'Every user can write to '],
  [openProgram, 'Every user can replace '],
]);

function findingOf(rule: Misconfiguration, entries: readonly FileEntry[]): Finding {
  const more = entries.length > 1 ? ` and ${entries.length - 1} more` : '';
  const evidence = entries.map(({ path, layer, mode }): Evidence => {
    return { path, layer, excerpt: `mode ${mode.toString(8).padStart(4, '0')}` };
  });
  return misconfigured(rule, { title: `${TITLES.get(rule) ?? ''}/${entries[0]?.path ?? ''}${more}`, evidence });
}
