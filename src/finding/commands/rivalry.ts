import { baseName } from '../../behavior/paths.ts';
import { isBuild, pathOf, type SeenCommand } from './seen-command.ts';

/** What a hostile script does to those who were there before it, and to those who guard. */
export interface Rivalry {
  readonly kind: 'kills' | 'deletes' | 'jobs' | 'pages' | 'guards' | 'lock' | 'traces' | 'network';
  /** What or whom. */
  readonly what: string;
}

/** Reads a command for it. */
export function rivalryOf(seen: SeenCommand): Rivalry[] {
  const { name, words } = seen;
  const rest = words.slice(1, 200);
  const line = rest.join(' ').slice(0, 8_192);
  switch (name) {
    case 'pkill':
    case 'killall':
    case 'killall5':
      return rivals(line).map((what) => ({ kind: 'kills', what }));
    case 'kill':
      return killed(seen);
    case 'rm':
    case 'unlink':
    case 'shred':
      return removed(seen, rest);
    case 'crontab':
      return rest.some((word) => /^-[a-z]*r$/.test(word)) ? [{ kind: 'jobs', what: 'all jobs' }] : [];
    case 'sysctl':
      return /\bvm\.nr_hugepages\s*=/.test(line) ? [{ kind: 'pages', what: 'huge pages' }] : [];
    case 'chattr':
    case 'tntrecht':
      return attributes(line);
    case 'systemctl':
    case 'service':
    case 'chkconfig':
    case 'update-rc.d':
    case 'initctl':
      return /\b(?:stop|disable|mask|remove|off)\b/.test(line) ? guards(line) : [];
    case 'setenforce':
      return rest[0] === '0' || /^permissive$/i.test(rest[0] ?? '') ? [{ kind: 'guards', what: 'SELinux' }] : [];
    case 'ufw':
      return rest[0] === 'disable' ? [{ kind: 'network', what: 'the firewall' }] : [];
    case 'iptables':
    case 'ip6tables':
      return packets(line);
    case 'history':
      return rest.some((word) => /^-[a-z]*c/.test(word)) ? [{ kind: 'traces', what: 'the history of commands' }] : [];
    default:
      return uninstalls(seen, line);
  }
}

/** Text that a command writes, and variables it sets: switches and traces. */
export function rivalryWritten(seen: SeenCommand): Rivalry[] {
  const found: Rivalry[] = [];
  const { command, name, words } = seen;
  for (const { kind, target } of command.redirections) {
    if (kind !== 'write' && kind !== 'append') continue;
    const path = `/${pathOf(seen, target.text)}`;
    if (path === '/proc/sys/vm/nr_hugepages') found.push({ kind: 'pages', what: 'huge pages' });
    if (kind === 'write' && TRACES.test(path) && (command.written?.text.trim() ?? '').length < 2 && !isBuild(seen))
      found.push({ kind: 'traces', what: path });
  }
  const sets = [
    ...command.assignments.map((each) => `${each.name}=${each.value.text}`),
    ...(name === 'export' ? words.slice(1) : []),
  ];
  const unsets = name === 'unset' && words.includes('HISTFILE');
  if (unsets || sets.some((each) => /^HISTFILE=(?:\/dev\/null)?$|^HIST(?:FILE)?SIZE=0$/.test(each)))
    found.push({ kind: 'traces', what: 'the history of commands' });
  return found;
}

/** Miners and worms, by the names that they and their files are known by. */
const RIVALS =
  /\b(?:xmrig(?:daemon|miner)?|xmr-?stak|minerd|minergate|cpuminer|cryptonight|cryptoloot|cnrig|ccminer|stratum(?:\+tcp)?|kinsing|kdevtmpfsi|kthreaddk|kthreaddi|kswapd00|sysrv\d{0,3}|watchbog|watchdogs|ksoftirqds|ddgs?(?:\.\d+)?|qW3xT|2t3ik|pnscan|zsvc|sustes|sustse3?|networkservice|sysupdate|sysguard|tsunami|ziggy|monerohash|nanopool|supportxmr|moneropool|minexmr|xmrpool|dwarfpool|crypto-pool|hashvault|nicehash|pwnrig|dbused|solrd|mysqldd|kerberods|khugepageds|nspps|javaupd\w*|biosetjenkins|AnXqV\w*|xig|xig\w|ysaydh|bonns?|yam|mrxig|suppoie|polkitd?00|jaav|gates\.lod|bashirc|dockerd-?miner|redis2|chimaera|teamtnt|tntminer)\b/gi;

function rivals(text: string): string[] {
  return [...new Set((text.match(RIVALS) ?? []).map((each) => each.toLowerCase()))];
}

/** `ps | grep xmrig | awk … | xargs kill`, `kill $(…)`: the names stand in what looks for them. */
function killed({ producers, command }: SeenCommand): Rivalry[] {
  if (producers.length === 0) return [];
  const searched = producers
    .filter(({ name }) => /^(?:e|f)?grep$|^[mg]?awk$|^sed$|^pgrep$|^pidof$|^netstat$|^ss$|^lsof$|^fuser$/.test(name))
    .map(({ words }) => words.slice(1).join(' ').slice(0, 4_096));
  const found: Rivalry[] = searched.flatMap(rivals).map((what) => ({ kind: 'kills', what }));
  if (searched.some((text) => /(?::|\b)(?:3333|4444|5555|7777|14444|14433|45560|45700|13531|5790)\b/.test(text)))
    found.push({ kind: 'kills', what: 'programs that talk to mining pools' });
  if (searched.some((text) => /(?:^|[\s'"])(?:\/(?:var\/)?tmp\/|\/dev\/shm)|-p x\b/.test(text)))
    found.push({ kind: 'kills', what: 'programs in temporary folders' });
  // The busiest programs are killed, whatever they are.
  if (
    searched.some((text) => /\$3\s*>=?\s*\d{2}(?:\.\d+)?/.test(text)) &&
    command.words.some(({ text }) => /^-?(?:9|KILL|SIGKILL)$|kill/.test(text))
  )
    found.push({ kind: 'kills', what: 'the busiest programs' });
  return found;
}

function removed(seen: SeenCommand, rest: readonly string[]): Rivalry[] {
  const found: Rivalry[] = [];
  for (const word of rest) {
    if (word.startsWith('-')) continue;
    const path = `/${pathOf(seen, word)}`;
    const [rival] = rivals(baseName(path));
    if (rival !== undefined && /^\/(?:var\/)?tmp\/|^\/dev\/shm\/|^\/(?:usr\/)?s?bin\/|^\/etc\//.test(path))
      found.push({ kind: 'deletes', what: rival });
    if (
      /^\/(?:var\/spool\/cron|etc\/cron\.d|etc\/crontab)(?:\/\*?|\/crontabs\/?\*?|\/root)?$/.test(path) &&
      !isBuild(seen)
    )
      found.push({ kind: 'jobs', what: 'all jobs' });
    if (TRACES.test(path) && !isBuild(seen)) found.push({ kind: 'traces', what: path });
  }
  return found;
}

const TRACES =
  /^\/var\/log\/(?:wtmp|btmp|lastlog|secure|auth\.log|syslog|messages|cron|utmp)$|^\/var\/spool\/mail\/root$|\/\.(?:bash|ash|zsh|sh)_history$/;

/** Files are locked so that nobody takes out what stands in them, or unlocked to write over rivals. */
function attributes(line: string): Rivalry[] {
  const what =
    /(?:\/etc\/ld\.so\.preload|\/var\/spool\/cron\S{0,40}|\/etc\/cron\S{0,40}|\S{0,80}authorized_keys\d?|\/etc\/(?:passwd|shadow|rc\.local|hosts)|\/tmp\/\S{0,40})/.exec(
      line,
    )?.[0];
  return what !== undefined && /(?:^|\s)(?:-R\s+)?[+-][a-z]{0,5}[ia][a-z]{0,5}\b/.test(line)
    ? [{ kind: 'lock', what }]
    : [];
}

const GUARDS =
  /\b(aliyun\w*|aegis\w*|cloudmonitor|cloudmonitoragent|qcloud\w*|yunjing|ydservice|bcm-si|hostguard|hids\w*|falco\w*|auditd|apparmor|clamav\S{0,20}|clamd|osquery\w*|falcon-sensor|wazuh\S{0,20}|ossec\w*|sysdig\w*|tetragon|crowdsec|fail2ban|firewalld)\b/i;

function guards(line: string): Rivalry[] {
  const what = GUARDS.exec(line)?.[1];
  return what === undefined ? [] : [{ kind: 'guards', what: what.toLowerCase() }];
}

function packets(line: string): Rivalry[] {
  if (/(?:^|\s)-F(?:\s|$)|--flush|-P\s+\w+\s+ACCEPT/.test(line)) return [{ kind: 'network', what: 'the firewall' }];
  const closes =
    /-j\s+(?:DROP|REJECT)/.test(line) && /--dports?\s+\S{0,60}\b(?:3333|4444|5555|7777|9999|14444|45700)\b/.test(line);
  return closes ? [{ kind: 'network', what: 'pools of other miners' }] : [];
}

/** `/usr/local/qcloud/stargate/admin/uninstall.sh`, `curl http://update.aegis.aliyun.com/download/uninstall.sh`. */
function uninstalls({ words }: SeenCommand, line: string): Rivalry[] {
  const whole = `${words[0] ?? ''} ${line}`;
  return /uninstall|quartz_uninstall/.test(whole) &&
    /aegis|aliyun|qcloud|stargate|YunJing|cloudmonitor|hostguard/i.test(whole)
    ? [{ kind: 'guards', what: 'the guard of the cloud' }]
    : [];
}
