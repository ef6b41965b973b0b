import { ARGUMENT, HOST_PORT, SHELL_NAME, type ShellShape } from './shell-shape.ts';

export const nodeShell: ShellShape = {
  language: 'node',
  mentions: ['connect', 'createserver'],
  connects: [
    new RegExp(
      String.raw`(?:\.|\b)(?:connect|createConnection)\(\s{0,20}(?<port>${ARGUMENT})\s{0,20},\s{0,20}(?<host>${ARGUMENT})`,
      'g',
    ),
    /(?:\.|\b)(?:connect|createConnection)\(\s{0,20}\{\s{0,20}host(?:name)?\s{0,4}:\s{0,4}(?<host>[^,{}\n]{1,120}),\s{0,20}port\s{0,4}:\s{0,4}(?<port>[^,{}\n]{1,60})/g,
    /(?:\.|\b)(?:connect|createConnection)\(\s{0,20}\{\s{0,20}port\s{0,4}:\s{0,4}(?<port>[^,{}\n]{1,60}),\s{0,20}host(?:name)?\s{0,4}:\s{0,4}(?<host>[^,{}\n]{1,120})/g,
    /\bnew\s{1,4}(?:WebSocket|ws)\(\s{0,8}(?<address>["'`]wss?:\/\/[^"'`\n]{3,255}["'`])/g,
  ],
  listens: /\bcreateServer\(/g,
  ways: [
    [/\.pipe\(\s{0,8}\w{1,40}\.stdin\b/, /\.stdout\.pipe\(/, SHELL_NAME],
    [/\bstdio\s{0,4}:\s{0,4}\[\s{0,8}(\w{1,40})\s{0,8},\s{0,8}\1\b/, SHELL_NAME],
    [/\.stdin\.write\(/, /\.stdout\.on\(\s{0,8}["'`]data["'`]/, SHELL_NAME, /\bspawn\(|\bexec\(/],
    [
      /\.on\(\s{0,8}["'`](?:data|message)["'`]\s{0,8},\s{0,8}(?:async\s{0,4})?(?:function\s{0,4}\w{0,40})?\s{0,4}\(?\s{0,4}(\w{1,40})\b[\s\S]{0,400}?\bexec(?:Sync)?\(\s{0,8}(?:String\(|["'`]\$?\{?)?\1\b/,
      /\.(?:write|send)\(/,
    ],
  ],
};

export const javaShell: ShellShape = {
  language: 'java',
  mentions: ['socket'],
  connects: [
    new RegExp(String.raw`\bnew\s{1,4}(?:java\.net\.)?Socket\(${HOST_PORT}`, 'g'),
    new RegExp(String.raw`\bnew\s{1,4}(?:java\.net\.)?InetSocketAddress\(${HOST_PORT}`, 'g'),
  ],
  listens: /\bnew\s{1,4}ServerSocket\(/g,
  ways: [
    [/\bProcessBuilder\(|\.exec\(/, SHELL_NAME, /\.getInputStream\(\)/, /\.getOutputStream\(\)/],
    [/\bProcessBuilder\(|\.exec\(/, /\w{1,40}\.getInputStream\(\)/, /\.getErrorStream\(\)/, /\.getOutputStream\(\)/],
  ],
};

export const goShell: ShellShape = {
  language: 'go',
  mentions: ['net.dial', 'tls.dial', 'net.listen'],
  connects: [
    new RegExp(
      String.raw`\b(?:net|tls)\.Dial(?:Timeout)?\(\s{0,8}["'\x60]tcp\d?["'\x60]\s{0,8},\s{0,8}(?<address>${ARGUMENT})`,
      'g',
    ),
  ],
  listens: /\bnet\.Listen\(/g,
  ways: [
    [
      /\bexec\.Command\(/,
      /\.Stdin\s{0,4}(?:,\s{0,4}\w{1,20}\.\w{1,20}\s{0,4}){0,2}=\s{0,4}(?!os\.)\w/,
      /\.Stdout\s{0,4}(?:,\s{0,4}\w{1,20}\.\w{1,20}\s{0,4})?=\s{0,4}(?!os\.)\w/,
      SHELL_NAME,
    ],
    [
      /\b(\w{1,30})\s{0,4},\s{0,4}\w{1,10}\s{0,4}:?=\s{0,4}\w{0,20}\.?(?:ReadString|ReadLine|Read)\([\s\S]{0,500}?\bexec\.Command\([^)\n]{0,80}\b\1\b/,
      /\.Write\(|Fprint/,
    ],
    [/\bexec\.Command\(\s{0,4}["'`](?:\/bin\/)?(?:ba)?sh["'`]/, /\bio\.Copy\(/, /StdinPipe|StdoutPipe|io\.Pipe\(/],
  ],
};

export const powershellShell: ShellShape = {
  language: 'powershell',
  mentions: ['tcpclient', 'tcplistener'],
  connects: [
    new RegExp(
      String.raw`\bSockets\.TCPClient['"]?\s{0,4}(?:\]::new)?\s{0,4}(?:-ArgumentList\s{0,4})?\(?${HOST_PORT}`,
      'gi',
    ),
    new RegExp(String.raw`\.Connect\(${HOST_PORT}`, 'gi'),
  ],
  listens: /\bTcpListener\b/gi,
  ways: [
    [/\.GetStream\(\)/i, /\biex\b|\bInvoke-Expression\b/i, /\.Write\(/i],
    [/\.GetStream\(\)/i, /\bRedirectStandardInput\b/i, /\bcmd(?:\.exe)?\b|\bpowershell\b|\bsh\b/i],
  ],
};

export const awkShell: ShellShape = {
  language: 'awk',
  mentions: ['/inet'],
  connects: [/["']\/inet\d?\/tcp\/\d{1,5}\/(?<host>[^/"'\n]{1,120})\/(?<port>\d{1,5}|["'][^\n]{0,40})/g],
  ways: [[/\|&\s{0,4}getline\b/, /\bgetline\b[\s\S]{0,200}?\b(?:cmd|c|command|\w{1,20})\s{0,4}\|&?\s{0,4}getline\b/]],
};
