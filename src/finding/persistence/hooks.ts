import type { PlanStep } from '../../behavior/startup-plan.ts';
import { type FilePattern, glob } from '../../filesystem/file.ts';
import { aptJobs, dpkgJobs, gitJobs, keyedJobs, scriptJobs, udevJobs } from './hook-jobs.ts';
import type { Job } from './job.ts';

/** A place whose files run by themselves when something ordinary happens. */
export interface HookPlace {
  readonly rule:
    | 'malware/login-script'
    | 'malware/service-persistence'
    | 'malware/package-manager-hook'
    | 'malware/git-hook';
  readonly when?: PlanStep['when'];
  /** What makes it run, where `when` does not say. */
  readonly cause?: string;
  /** Programs without which it does not run. */
  readonly runners: RegExp;
  readonly reads: readonly FilePattern[];
  readonly paths: RegExp;
  jobs(text: string): Job[];
}

const LOGIN = /^(?:sshd|dropbear|login|agetty|getty|telnetd|in\.telnetd|ttyd|wetty|gotty|bash|zsh)$/;
const INIT = /^(?:init|systemd|openrc|openrc-init|runsvdir|runit|runit-init|s6-svscan|linuxrc)$/;
const LOGIN_NAMES =
  'bashrc,bash_profile,bash_login,bash_logout,bash_aliases,profile,zshrc,zshenv,zprofile,zlogin,kshrc,ashrc,xprofile,xsession,xinitrc';
const UNIT = /\.(?:service|timer|socket|path|conf)$/;

/** All such places; the first that a path matches is what it is. */
export const hookPlaces: readonly HookPlace[] = [
  {
    rule: 'malware/login-script',
    when: 'login',
    runners: LOGIN,
    reads: [
      glob('etc/{profile,bash.bashrc,bashrc,bash.bash_logout,environment,zshenv,zprofile}'),
      glob('etc/zsh/{zshenv,zprofile,zshrc,zlogin}'),
      glob('etc/profile.d/*'),
      glob('etc/bash_completion.d/*'),
      glob('etc/bashrc.d/*'),
      glob('etc/update-motd.d/*'),
      glob('etc/ssh/sshrc'),
      glob('**/.ssh/{rc,environment}'),
      glob(`{root,home/*,etc/skel,var/lib/*,opt/*,var/*,srv/*}/.{${LOGIN_NAMES}}`),
    ],
    paths:
      /^etc\/(?:profile|bash\.bash\w{2,8}|bashrc|environment|zshenv|zprofile|zsh\/\w+|(?:profile|bash_completion|bashrc|update-motd)\.d\/[^/]+|ssh\/sshrc)$|(?:^|\/)\.ssh\/(?:rc|environment)$|(?:^|\/)\.(?:bash(?:rc|_\w+)|profile|zshrc|zshenv|zprofile|zlogin|kshrc|ashrc|xprofile|xsession|xinitrc)$/,
    jobs: scriptJobs,
  },
  {
    rule: 'malware/service-persistence',
    when: 'service',
    runners: INIT,
    reads: [
      glob('{etc,usr/lib,lib,usr/local/lib,run}/systemd/{system,user}/**/*.{service,timer,socket,path,conf}'),
      glob('{root,home/*}/.config/systemd/user/**/*.service'),
    ],
    paths: UNIT,
    jobs: (text) => keyedJobs(text, /^Exec\w{1,20}$/),
  },
  {
    rule: 'malware/service-persistence',
    when: 'login',
    runners:
      /^(?:gnome-session|startxfce4|startplasma\w*|lxsession|mate-session|openbox|x-session-manager|xfce4-session)$/,
    reads: [glob('etc/xdg/autostart/*.desktop'), glob('{root,home/*}/.config/autostart/*.desktop')],
    paths: /\/autostart\/[^/]+\.desktop$/,
    jobs: (text) => keyedJobs(text, /^Exec$/),
  },
  {
    rule: 'malware/service-persistence',
    cause: 'whenever a device appears',
    runners: /^(?:udevd|systemd-udevd|eudev|mdev)$/,
    reads: [glob('{etc,usr/lib,lib}/udev/rules.d/*.rules')],
    paths: /\/udev\/rules\.d\//,
    jobs: udevJobs,
  },
  {
    rule: 'malware/package-manager-hook',
    cause: 'whenever packages are installed',
    runners: /^(?:apt|apt-get|aptitude|unattended-upgrade)$/,
    reads: [glob('etc/apt/apt.conf'), glob('etc/apt/apt.conf.d/*')],
    paths: /^etc\/apt\//,
    jobs: aptJobs,
  },
  {
    rule: 'malware/package-manager-hook',
    cause: 'whenever packages are installed',
    runners: /^(?:dpkg|pacman|dnf|yum|apk)$/,
    reads: [
      glob('etc/dpkg/dpkg.cfg'),
      glob('etc/dpkg/dpkg.cfg.d/*'),
      glob('{etc/pacman.d,usr/share/libalpm}/hooks/*.hook'),
      glob('etc/dnf/plugins/post-transaction-actions.d/*.action'),
      glob('etc/apk/{commit_hooks.d,protected_paths.d}/*'),
    ],
    paths: /^etc\/(?:dpkg|pacman\.d|dnf|apk)\/|^usr\/share\/libalpm\//,
    jobs: dpkgJobs,
  },
  {
    rule: 'malware/git-hook',
    cause: 'whenever git is used',
    runners: /^git$/,
    reads: [
      glob('etc/gitconfig'),
      glob('**/.gitconfig'),
      glob('**/.git/config'),
      glob('{root,home/*}/.config/git/config'),
    ],
    paths: /(?:^|\/)(?:etc\/gitconfig|\.gitconfig|\.git\/config|git\/config)$/,
    jobs: gitJobs,
  },
  {
    rule: 'malware/git-hook',
    cause: 'whenever git is used',
    runners: /^git$/,
    reads: [glob('**/.git/hooks/*'), glob('usr/share/git-core/templates/hooks/*'), glob('**/.githooks/*')],
    paths: /(?:\/hooks|\.githooks)\/(?:[a-z-]{4,30})$/,
    jobs: scriptJobs,
  },
  {
    rule: 'malware/service-persistence',
    when: 'service',
    runners: INIT,
    reads: [
      glob('etc/rc.local'),
      glob('etc/rc.d/rc.local'),
      glob('etc/{init.d,local.d,init,rc.d}/**'),
      glob('etc/{service,sv,runit,services.d}/**/{run,finish,check}'),
      glob('{etc,usr/lib,lib,usr/local/lib}/systemd/{system,user}-{generators,sleep,shutdown}/*'),
      glob('etc/{NetworkManager/dispatcher.d,network/if-up.d,network/if-pre-up.d,network/if-down.d,acpi}/**'),
      glob('etc/dhcp/dhclient-{enter,exit}-hooks.d/*'),
      glob('etc/inittab'),
    ],
    paths:
      /^etc\/(?:rc\.local|inittab|(?:rc\.d|init\.d|local\.d|init|service|sv|runit|services\.d|NetworkManager|network|acpi|dhcp)\/)|\/systemd\/(?:system|user)-(?:generators|sleep|shutdown)\//,
    jobs: scriptJobs,
  },
];
