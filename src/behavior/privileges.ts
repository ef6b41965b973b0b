import { hostPathsIn } from './mentions.ts';

/** What an ordinary container may not do, that a command wants; the name and why. */
export function privilegesOf(words: readonly string[]): { name: string; why: string }[] {
  const [program = '', ...rest] = words;
  const name = program.slice(program.lastIndexOf('/') + 1);
  const line = rest.join(' ').slice(0, 4_096);
  const found: { name: string; why: string }[] = [];
  const capability = Object.hasOwn(CAPABILITIES, name) ? CAPABILITIES[name] : undefined;
  if (capability) found.push({ name: capability, why: `runs ${name}` });
  if (
    name === 'ip' &&
    /\b(?:link|addr|address|route|rule|tunnel|netns)\b.*\b(?:add|del|set|change|replace)\b/.test(line)
  )
    found.push({ name: 'NET_ADMIN', why: 'changes the network with ip' });
  if (name === 'sysctl' && /(?:^|\s)-w\b|=/.test(line))
    found.push({ name: 'privileged', why: 'sets kernel values with sysctl' });
  if (name === 'nsenter' && /(?:-t|--target)[= ]?1\b/.test(line)) {
    found.push({ name: 'host-pid', why: 'enters the namespaces of process 1 with nsenter' });
    found.push({ name: 'privileged', why: 'enters the namespaces of process 1 with nsenter' });
  }
  if (name === 'chroot' && hostPathsIn(line).length > 0)
    found.push({ name: 'privileged', why: 'changes its root to a folder of the host' });
  if (/\bdocker\.sock\b/.test(line)) found.push({ name: 'docker.sock', why: `names docker.sock in a call of ${name}` });
  return found;
}

const CAPABILITIES: Readonly<Record<string, string>> = {
  iptables: 'NET_ADMIN',
  'iptables-restore': 'NET_ADMIN',
  ip6tables: 'NET_ADMIN',
  nft: 'NET_ADMIN',
  tc: 'NET_ADMIN',
  ipset: 'NET_ADMIN',
  ipvsadm: 'NET_ADMIN',
  brctl: 'NET_ADMIN',
  wg: 'NET_ADMIN',
  'wg-quick': 'NET_ADMIN',
  openvpn: 'NET_ADMIN',
  tcpdump: 'NET_RAW',
  insmod: 'SYS_MODULE',
  modprobe: 'SYS_MODULE',
  rmmod: 'SYS_MODULE',
  mount: 'SYS_ADMIN',
  umount: 'SYS_ADMIN',
  losetup: 'SYS_ADMIN',
  hwclock: 'SYS_TIME',
  ntpdate: 'SYS_TIME',
  strace: 'SYS_PTRACE',
  gdb: 'SYS_PTRACE',
  dockerd: 'privileged',
  debugfs: 'privileged',
  reboot: 'SYS_BOOT',
};
