/**
 * Programs that intruders replace: those that let people in, that everything is started by, and that would show what
 * runs, who is there, and what was changed.
 */
const TARGETS: ReadonlySet<string> = new Set(
  [
    'login su sudo sudoedit doas passwd chsh chfn newgrp unix_chkpwd sshd ssh ssh-agent ssh-keygen telnetd in.telnetd inetd xinetd agetty getty',
    'init systemd systemd-logind cron crond crontab bash sh dash ash busybox',
    'ls dir vdir find du df stat lsattr chattr cat',
    'ps top pstree pgrep pkill pidof kill killall w who last lastlog id',
    'netstat ss lsof ifconfig ip iptables lsmod tcpd',
    'md5sum sha1sum sha256sum dpkg rpm apk auditd rsyslogd syslogd useradd usermod mount',
  ].flatMap((line) => line.split(' ')),
);
const TARGET_LIBRARY =
  /^(?:pam_[\w-]+\.so|lib(?:c|pam|pam_misc|pamc|nss_[a-z]+|crypt|keyutils|dl|pthread)(?:-[\d.]+)?\.so(?:\.[\d.]+)?|ld-[\w-]*\.so(?:\.\d+)?|ld-[\d.]+\.so|libc\.musl-\w+\.so\.1|ld-musl-\w+\.so\.1)$/;

/** Shells and interpreters, and tools that read, write or start whatever they are told: with root's rights each is a way to root. */
const ESCALATORS: ReadonlySet<string> = new Set(
  [
    'sh bash dash ash zsh ksh ksh93 mksh csh tcsh fish rbash busybox toybox env',
    'perl ruby node nodejs php lua tclsh expect gdb irb guile julia',
    'awk gawk mawk nawk sed ed vi vim vi vim.basic vim.tiny vim.gtk3 nvim view rvim nano pico emacs',
    'find xargs cp mv dd cat tac head tail tee less more install ln chmod chown chgrp tar cpio zip unzip rsync',
    'nmap nc ncat netcat nc.openbsd nc.traditional socat curl wget openssl git make strace ltrace docker systemctl',
    'base64 xxd hexdump od cut sort diff time timeout nice nohup setarch taskset stdbuf watch script unshare nsenter chroot capsh setpriv',
  ].flatMap((line) => line.split(' ')),
);
const VERSIONED = /^((?:python|pypy|perl|ruby|php|lua|node|tclsh|guile)(?:-?\d[\d.]*)?)$/;

/** Would an intruder replace a program or library of this name? */
export function isTarget(name: string): boolean {
  return TARGETS.has(name) || TARGET_LIBRARY.test(name);
}

export function isTargetProgram(name: string): boolean {
  return TARGETS.has(name);
}

/** Does a program of this name, run with root's rights, give whoever runs it root? */
export function isEscalator(name: string): boolean {
  return ESCALATORS.has(name) || VERSIONED.test(name);
}

/** The plain names, to look for the programs themselves. */
export function escalatorNames(): Iterable<string> {
  return ESCALATORS;
}

export function targetNames(): Iterable<string> {
  return TARGETS;
}

/** Those that are seldom built anew: a second one of this name has little reason to be there. */
const SHADOW_TARGETS: ReadonlySet<string> = new Set(
  'login su sudo sudoedit passwd chsh crontab ls dir vdir find du lsattr chattr ps top pstree pgrep pidof w who last lastlog netstat ss lsof ifconfig lsmod'.split(
    ' ',
  ),
);

export function isShadowTarget(name: string): boolean {
  return SHADOW_TARGETS.has(name);
}
