import { ARGUMENT, HOST_PORT, SHELL_NAME, type ShellShape } from './shell-shape.ts';

/** Runs what a name holds, in Python. */
const RUNS = String.raw`(?:\bsystem|popen|Popen|getoutput|getstatusoutput|check_output|create_subprocess_shell|\brun|\bcall|check_call)\(\s{0,20}\[?\s{0,8}(?:["'][^"'\n]{0,30}["']\s{0,4},\s{0,4}["']-c["']\s{0,4},\s{0,4})?`;

export const pythonShell: ShellShape = {
  language: 'python',
  mentions: ['connect', '.bind('],
  connects: [
    new RegExp(String.raw`\b(?:connect|connect_ex|create_connection)\(\s{0,20}\(${HOST_PORT}`, 'g'),
    new RegExp(String.raw`\bopen_connection\(\s{0,20}(?:host\s{0,4}=)?${HOST_PORT}`, 'g'),
    // The connection's address as one value: `s.connect(address)`.
    /\.connect\(\s{0,20}(?<address>[A-Za-z_]\w{0,60})\s{0,20}\)/g,
  ],
  listens: /\.bind\(\s{0,20}\(/g,
  ways: [
    [
      /\bdup2\b/,
      /\bpty\b[\s\S]{0,20}\bspawn\(|\bspawn\(\s{0,8}["'\w]|\bexecl?v?p?e?\(|\bsystem\(|\bcall\(|\bPopen\(|\brun\(/,
      SHELL_NAME,
    ],
    [
      /\bstdin\s{0,4}=\s{0,4}(?!subprocess|PIPE|None|sys\b|open|DEVNULL|-)\w/,
      /\bstdout\s{0,4}=\s{0,4}(?!subprocess|PIPE|None|sys\b|open|DEVNULL|-)\w/,
      SHELL_NAME,
    ],
    [
      new RegExp(
        String.raw`\b(\w{1,40})\s{0,8}=\s{0,8}(?:await\s{1,8})?[\w.]{0,60}(?:\(\s{0,4}[\w.]{1,40})?\.(?:recv|recvfrom|readline|read)\([\s\S]{0,900}?${RUNS}(?:str\(|f?["'{]{0,3})?\1\b`,
      ),
      /\.(?:send|sendall|write)\(/,
    ],
    [new RegExp(String.raw`${RUNS}\s{0,8}(?:\w{1,40}|self\.\w{1,30})\.recv\(`), /\.(?:send|sendall|write)\(/],
    // Two threads that copy between the connection and a shell's pipes.
    [/\bPopen\(/, SHELL_NAME, /\.stdin\.write\(/, /\.stdout\.(?:read|readline)\(/, /\.recv\(/],
  ],
};

export const perlShell: ShellShape = {
  language: 'perl',
  mentions: ['socket'],
  connects: [
    new RegExp(
      String.raw`\bsockaddr_in\(\s{0,8}(?<port>${ARGUMENT})\s{0,8},\s{0,8}inet_aton\(?\s{0,8}(?<host>${ARGUMENT})`,
      'g',
    ),
    new RegExp(
      String.raw`\bPeer(?:Addr|Host)["']?\s{0,8}(?:=>|,)\s{0,8}(?<host>${ARGUMENT})(?:\s{0,20},\s{0,20}["']?PeerPort["']?\s{0,8}(?:=>|,)\s{0,8}(?<port>${ARGUMENT}))?`,
      'g',
    ),
    new RegExp(
      String.raw`\bPeerPort["']?\s{0,8}(?:=>|,)\s{0,8}(?<port>${ARGUMENT})\s{0,20},\s{0,20}["']?Peer(?:Addr|Host)["']?\s{0,8}(?:=>|,)\s{0,8}(?<host>${ARGUMENT})`,
      'g',
    ),
    /\bIO::Socket::(?:INET6?|SSL|IP)->new\(\s{0,8}(?<address>["'][^"'\n]{3,255}["'])/g,
  ],
  listens: /\blisten\s{0,4}\(|\bListen\s{0,4}=>/g,
  ways: [
    [
      /\bopen\s{0,4}\(?\s{0,4}\*?STD(?:IN|OUT|ERR)\s{0,4},\s{0,4}["'][+<>]{1,3}&|\bSTD(?:IN|OUT|ERR)\s{0,4}->\s{0,4}fdopen|\bdup2\s{0,4}\(/,
      SHELL_NAME,
    ],
    [/\$~->fdopen\(/, /\bsystem\s{0,4}\$_|`\$_`|\bqx\b/],
    [
      /\bwhile\s{0,4}\(\s{0,4}(?:my\s{0,4})?[$\w\s=]{0,40}<\s{0,2}\$?\w{1,40}\s{0,2}>/,
      /`\s{0,2}\$(?:_|\w{1,40})[^`\n]{0,40}`|\bqx\s{0,2}[{([]\s{0,2}\$\w|\bsystem\s{0,4}\(?\s{0,4}\$_/,
    ],
  ],
};

export const phpShell: ShellShape = {
  language: 'php',
  mentions: ['fsockopen', 'stream_socket', 'socket_connect', 'socket_bind'],
  connects: [
    new RegExp(String.raw`\bp?fsockopen\(${HOST_PORT}`, 'g'),
    /\bstream_socket_client\(\s{0,8}(?<address>["'][^"'\n]{3,255}["']|\$\w{1,60})/g,
    new RegExp(String.raw`\bsocket_connect\(\s{0,8}\$\w{1,60}\s{0,8},${HOST_PORT}`, 'g'),
  ],
  listens: /\bsocket_listen\(|\bstream_socket_server\(/g,
  ways: [
    [
      /\b(?:exec|shell_exec|system|passthru|popen)\s{0,4}\(|`/,
      /\b(?:ba|da|z|k)?sh\s{1,4}(?:-i\s{1,4})?(?:0?<&|>&)\s{0,2}\d/,
    ],
    [
      /\bproc_open\(/,
      /\bfwrite\(\s{0,4}\$\w{1,40}\[0\]|\b0\s{0,4}=>\s{0,4}\$\w|\barray\(\s{0,4}\$(\w{1,40})\s{0,4},\s{0,4}\$\1\b|\(\s{0,4}\[?\s{0,4}\$(\w{1,40})\s{0,4},\s{0,4}\$\2\b/,
      SHELL_NAME,
    ],
    [
      /\$(\w{1,40})\s{0,8}=\s{0,8}(?:trim\(\s{0,4})?(?:fread|fgets|socket_read|stream_get_line|stream_get_contents)\([\s\S]{0,700}?(?:\b(?:shell_exec|exec|system|passthru|popen)\(\s{0,8}|`\s{0,2})(?:trim\()?\$\1\b/,
      /\b(?:fwrite|fputs|socket_write|socket_send)\(/,
    ],
  ],
};

export const rubyShell: ShellShape = {
  language: 'ruby',
  mentions: ['tcpsocket', 'tcpserver', 'sslsocket'],
  connects: [new RegExp(String.raw`\bTCPSocket\.(?:new|open)\b\(?${HOST_PORT}`, 'g')],
  listens: /\bTCPServer\.(?:new|open)\b/g,
  ways: [
    [/\b(?:exec|system|spawn|popen)\b/, /\b(?:ba|da|z|k)?sh\s{1,4}(?:-i\s{1,4})?<&\s{0,2}(?:%d|\d|#\{)/],
    [
      /\b(?:exec|system|spawn)\b/,
      /\bin(?::|\s{0,4}=>)\s{0,4}\w{1,40}\s{0,4},\s{0,4}:?out(?::|\s{0,4}=>)|\[?:in\s{0,4},\s{0,4}:out/,
      SHELL_NAME,
    ],
    [/\$stdin\.reopen|STDIN\.reopen/, SHELL_NAME],
    [
      /\b(\w{1,40})\s{0,4}=\s{0,4}\w{1,40}\.gets\b[\s\S]{0,500}?(?:\bpopen\(\s{0,4}|\bcapture\w{0,4}\(\s{0,4}|`#\{|%x[{([]#\{|\bsystem\(\s{0,4})\1\b/,
      /\.(?:print|puts|write|<<)\b/,
    ],
    [/\.gets\b/, /\bIO\.popen\(\s{0,4}(?:cmd|\w{1,20})\s{0,4},\s{0,4}["']r/],
  ],
};

export const luaShell: ShellShape = {
  language: 'lua',
  mentions: ['socket'],
  connects: [new RegExp(String.raw`(?::connect|\.connect)\(${HOST_PORT}`, 'g')],
  listens: /\.bind\(|:bind\(/g,
  ways: [
    [/\bos\.execute\(/, /\b(?:ba|da|z|k)?sh\s{1,4}(?:-i\s{1,4})?<&\s{0,2}\d/],
    [
      /\b(\w{1,40})(?:\s{0,4},\s{0,4}\w{1,40}){0,2}\s{0,4}=\s{0,4}\w{1,40}:receive\([\s\S]{0,500}?\bio\.popen\(\s{0,4}\1\b/,
      /:send\(/,
    ],
  ],
};
