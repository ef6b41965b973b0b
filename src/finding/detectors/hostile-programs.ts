import type { Clue } from '../clue.ts';
import type { ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector, DetectorSubject, ImageDetector } from '../detector.ts';
import { foldLiterals } from '../programs/fold-literals.ts';
import { clueOfFile, clueOfProgram } from '../programs/make-clue.ts';
import { heaviest, type Recognition, type SourceLanguage } from '../programs/recognition.ts';
import { encodedExecutionAt } from '../programs/recognize-encoded-program.ts';
import { recognizeFetchAndRun } from '../programs/recognize-fetch-and-run.ts';
import { recognizeOnce } from '../programs/recognize-once.ts';
import { recognizeProgram } from '../programs/recognize-program.ts';
import { recognizeReverseShell } from '../programs/recognize-reverse-shell.ts';
import { recognizeStolenSecrets } from '../programs/recognize-stolen-secrets.ts';
import {
  bindShellRule,
  encodedProgramRule,
  fetchedProgramRule,
  reverseShellRule,
  stolenSecretsRule,
} from '../programs/rules.ts';
import { mayBeSource, sourceLanguage } from '../programs/source-language.ts';
import { textNear } from '../programs/text-near.ts';

const rules = [bindShellRule, encodedProgramRule, fetchedProgramRule, reverseShellRule, stolenSecretsRule];
const own: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

type Recognizer = (text: string, language: SourceLanguage | undefined) => Recognition[];

/** Without any of these near, nothing is fetched. */
const FETCHES =
  /https?:|ftp:|url|fetch|request|download|curl|wget|socket|getstore|lwp|axios|\bgot\b|http\.|webclient|retrieve|file_get/i;

const signals: readonly ContentSignal[] = [
  signal('programs/shell', recognizeReverseShell, [
    '.connect((',
    'dup2(',
    'fsockopen',
    'stream_socket_client',
    'stream_socket_server',
    'socket_connect(',
    'socket_listen(',
    'sockaddr_in(',
    'io::socket',
    'peeraddr',
    'tcpsocket.',
    'tcpserver.',
    ':connect(',
    'new socket(',
    'net.socket(',
    'inetsocketaddress(',
    'serversocket(',
    'net.dial',
    'tls.dial',
    'net.listen(',
    'net.connect(',
    'createconnection(',
    'open_connection(',
    'tcpclient',
    'tcplistener',
    '/inet/tcp',
  ]),
  signal('programs/encoded', recognizeEncoded, [
    'b64decode',
    'base64_decode',
    'frombase64string',
    "'base64'",
    '"base64"',
    'atob(',
    'gzinflate',
    'gzuncompress',
    'marshal.loads',
    'fromhex(',
    'unhexlify',
    'decode_base64',
    'decode64',
    'fromcharcode(',
    'rot13',
    'rot_13',
    'zlib.decompress',
    'hex2bin',
    'convert_uudecode',
    'eval unpack',
    'eval(unpack',
    'eval pack',
    'eval(pack',
    'join(chr(',
    'exec(bytes',
  ]),
  signal('programs/fetched', (text, language) => (FETCHES.test(text) ? recognizeFetchAndRun(text, language) : []), [
    'urlopen(',
    'urlretrieve',
    'requests.get(',
    'execsync(',
    '.exec(',
    "exec('",
    'exec("',
    'exec(`',
    "spawn('",
    'spawn("',
    'os.system(',
    'subprocess',
    'shell_exec(',
    'curl_exec(',
    'eval(file_get',
    'eval(get',
    'downloadstring',
    'invoke-expression',
    'downloadfile(',
    'getstore(',
    'socket.http',
  ]),
  signal('programs/secrets', (text) => recognizeStolenSecrets(text), [
    'process.env)',
    '...process.env',
    'env: process.env',
    'env:process.env',
    'data: process.env',
    '(os.environ',
    '=os.environ',
    '= os.environ',
    'os.environ.items',
    'os.environ.copy',
    '.npmrc',
    '.aws/credentials',
    'id_rsa',
    'id_ed25519',
    '.git-credentials',
    '.docker/config',
    '.kube/config',
    '.pypirc',
    '.netrc',
    'serviceaccount/token',
    '/etc/shadow',
  ]),
];

/** Programs that open shells, carry others encoded, fetch and run code, or send secrets away. */
export const hostilePrograms: ContentDetector & ImageDetector = {
  name: 'hostile-programs',
  rules,
  signals,
  *judge(hits, file) {
    const found = hits.flatMap(({ text = '' }) => recognizeProgram(text, sourceLanguage(file.path, text)));
    for (const one of heaviest(found)) {
      const clue = own.has(one.rule) && one.weight !== 'weak' ? clueOfFile(one, file) : undefined;
      if (clue) yield clue;
    }
  },
  *inspect(subject) {
    for (const program of subject.programs) {
      for (const one of recognizeOnce(program)) {
        if (!own.has(one.rule) || (one.weight === 'weak' && program.reach !== 'started')) continue;
        const clue = clueOfProgram(one, program, subject);
        if (clue) yield clue;
      }
    }
    yield* commandPrograms(subject);
  },
};

function signal(id: string, recognize: Recognizer, keywords: readonly string[]): ContentSignal {
  return {
    id,
    keywords,
    kinds: ['text', 'script'],
    largest: 4 * 1024 * 1024,
    in: mayBeSource,
    confirm: (place) => confirmed(place, recognize),
  };
}

function confirmed(place: ContentPlace, recognize: Recognizer) {
  const near = textNear(place);
  const language = sourceLanguage(place.file.path, near);
  if (language === 'shell') return undefined;
  const one = recognize(foldLiterals(near), language).find(({ weight }) => weight !== 'weak');
  return one && { excerpt: one.excerpt, fingerprint: one.rule, text: near };
}

function recognizeEncoded(text: string, language: SourceLanguage | undefined): Recognition[] {
  return encodedExecutionAt(text) === undefined ? [] : recognizeProgram(text, language);
}

const MOST_COMMANDS = 20_000;

/** Interpreters whose programs stand in their arguments without an option. */
function* commandPrograms(subject: DetectorSubject): Iterable<Clue> {
  for (const { words, place, reach, when } of subject.commands.slice(0, MOST_COMMANDS)) {
    const line = words.map(({ text }) => text).join(' ');
    const name = /(?:^|[\s/])([gmn]?awk|pwsh|powershell|groovy|jshell)(?:\.exe)?\s/.exec(line.slice(0, 200))?.[1];
    if (name === undefined) continue;
    const language = name.endsWith('awk') ? 'awk' : name === 'pwsh' || name === 'powershell' ? 'powershell' : 'java';
    for (const one of recognizeProgram(line, language)) {
      if (!own.has(one.rule)) continue;
      const clue = clueOfProgram(one, { place, reach, when }, subject);
      if (clue) yield clue;
    }
  }
}
