import { type Address, readAddress } from './addresses.ts';
import { pathOf, type SeenCommand, socketAddress, UNKNOWN } from './seen-command.ts';

/** Something is brought from elsewhere. */
export interface Fetch {
  readonly address: Address;
  /** The file that it is put into, without a leading slash; absent where it is written to the output. */
  readonly file?: string;
}

/** What a command fetches, where it does; found once for all who ask. */
export function fetchOf(seen: SeenCommand): Fetch | undefined {
  if (known.has(seen)) return known.get(seen);
  const fetch = findFetch(seen);
  known.set(seen, fetch);
  return fetch;
}

const known = new WeakMap<SeenCommand, Fetch | undefined>();

function findFetch(seen: SeenCommand): Fetch | undefined {
  const raw = socketFetch(seen);
  if (raw) return { address: raw };
  const tool = TOOLS.get(seen.name);
  const rest = seen.words.slice(1);
  if (!tool) {
    const word = PLAIN.has(seen.name) ? undefined : rest.find((each) => /^(?:https?|ftp|tftp):\/\//i.test(each));
    const address = word === undefined ? inText(seen) : readAddress(word);
    return address && withFile(seen, address, undefined);
  }
  const { addresses, output } = readOptions(rest, tool);
  const address = addresses.find(({ kind }) => kind !== 'unknown') ?? addresses[0];
  if (!address) return undefined;
  const named = output ?? (tool.toOutput ? undefined : baseOf(address));
  const isOutput =
    named === undefined || named === '-' || /^\/dev\/(?:stdout|fd\/1)$|^\/proc\/self\/fd\/1$/.test(named);
  return withFile(seen, address, isOutput ? undefined : named === REMOTE_NAME ? baseOf(address) : named);
}

interface Tool {
  /** Options that are followed by a value. */
  readonly valued: RegExp;
  /** Option letters for the file: the last letter of a cluster. */
  readonly output: string;
  readonly longOutput: string;
  /** Writes to its output unless told otherwise. */
  readonly toOutput: boolean;
}

const REMOTE_NAME = '\0';
const CURL: Tool = {
  valued:
    /^(?:-[a-zA-Z]*[HdXAeuxmbcFTwrKEUYyzDtQPC]|--(?:header|data[a-z-]*|request|user-agent|referer|user|proxy[a-z0-9-]*|max-time|connect-timeout|retry[a-z-]*|cookie[a-z-]*|form[a-z-]*|upload-file|write-out|range|config|cert[a-z-]*|key[a-z-]*|cacert|capath|resolve|unix-socket|interface|limit-rate|dump-header|socks[a-z0-9-]*|json|url-query|connect-to|doh-url|dns-servers|noproxy|oauth2-bearer|max-redirs|speed-[a-z]+|ciphers|tls[a-z0-9-]+))$/,
  output: 'o',
  longOutput: '--output',
  toOutput: true,
};
const WGET: Tool = {
  valued:
    /^(?:-[a-zA-Z]*[tTwUaeiIADRXlQY]|-o|--(?:header|user-agent|referer|tries|timeout|wait|post-data|post-file|user|password|ca-certificate|limit-rate|waitretry|read-timeout|connect-timeout|dns-timeout|output-file|append-output|execute))$/,
  output: 'O',
  longOutput: '--output-document',
  toOutput: false,
};
const OTHER: Tool = { ...WGET, valued: /^-[wTtU]$/, output: 'o', longOutput: '--out' };
const TOOLS: ReadonlyMap<string, Tool> = new Map([
  ...['curl', 'curlie', 'cur', 'cd1', 'cdt', 'cdl', 'kurl', 'kcurl'].map((name): [string, Tool] => [name, CURL]),
  ...['wget', 'wget2', 'wd1', 'wdt', 'wdl', 'wge', 'kwget'].map((name): [string, Tool] => [name, WGET]),
  ...['fetch', 'aria2c', 'axel', 'lwp-download', 'uclient-fetch', 'ftpget'].map((name): [string, Tool] => [
    name,
    OTHER,
  ]),
  ...['lynx', 'links', 'elinks', 'w3m', 'GET', 'lwp-request', 'http', 'https', 'xh'].map((name): [string, Tool] => [
    name,
    { ...OTHER, toOutput: true },
  ]),
]);

/** Programs for which a URL is text, a setting, or another matter. */
const PLAIN: ReadonlySet<string> = new Set(
  'echo printf cat sed awk gawk grep egrep test [ [[ export local declare set read case git docker podman apt apt-get apk yum dnf pip pip3 npm yarn gem go java ssh mysql psql redis-cli mongo etcdctl consul vault kubectl helm logger tee basename dirname cut tr jq yq sh bash dash ash zsh ksh eval exec source . node nc ncat netcat socat openssl add-apt-repository ping dig nslookup'.split(
    ' ',
  ),
);

function readOptions(words: readonly string[], tool: Tool): { addresses: Address[]; output?: string } {
  const addresses: Address[] = [];
  let output: string | undefined;
  let folder = '';
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = words[at + 1] ?? '';
    const isCluster = /^-[a-zA-Z0-9]/.test(word);
    const letter = isCluster ? word.slice(1).indexOf(tool.output) : -1;
    if (word === '--url') continue;
    if (word === tool.longOutput) output = words[++at];
    else if (word.startsWith(`${tool.longOutput}=`)) output = word.slice(tool.longOutput.length + 1);
    else if (letter >= 0 && /^-[a-zA-Z0-9]{1,12}$/.test(word) && word.endsWith(tool.output)) output = words[++at];
    else if (letter >= 0 && !tool.valued.test(word)) output = word.slice(letter + 2);
    else if (tool === WGET && /^-[a-z]{0,6}P$/.test(word)) folder = words[++at] ?? '';
    else if (tool.valued.test(word)) at++;
    else if (tool === CURL && /^(?:-[a-zA-Z]*O[a-zA-Z]*|--remote-name)$/.test(word)) output = REMOTE_NAME;
    else if (!word.startsWith('-') || next === '') {
      const address = word.startsWith(UNKNOWN)
        ? UNKNOWN_ADDRESS
        : word.startsWith('--url=')
          ? readAddress(word.slice(6))
          : readAddress(word);
      if (address && !word.startsWith('-')) addresses.push(address);
    }
  }
  const [first] = addresses;
  if (output === undefined && folder !== '' && first) output = `${folder}/${baseOf(first)}`;
  return { addresses, ...(output === undefined ? {} : { output }) };
}

const UNKNOWN_ADDRESS: Address = { scheme: 'https', host: UNKNOWN, path: '', kind: 'unknown' };

function baseOf({ path }: Address): string {
  return path.slice(path.lastIndexOf('/') + 1) || 'index.html';
}

function withFile(seen: SeenCommand, address: Address, named: string | undefined): Fetch {
  const redirected = seen.command.redirections.findLast(
    ({ descriptor, kind }) => descriptor === 1 && (kind === 'write' || kind === 'append'),
  );
  const file = named ?? redirected?.target.text;
  return file === undefined ? { address } : { address, file: pathOf(seen, file) };
}

/** `cat </dev/tcp/host/port`, `cat <&3`. */
function socketFetch(seen: SeenCommand): Address | undefined {
  if (seen.name === '' || seen.name === 'exec') return undefined;
  for (const { descriptor, kind, target } of seen.command.redirections) {
    if (descriptor !== 0) continue;
    const direct = kind === 'read' ? socketAddress(target.text) : undefined;
    const socket = direct ?? (kind === 'duplicate' ? seen.sockets.get(Number(target.text)) : undefined);
    if (socket !== undefined) return readAddress(`tcp://${socket}`);
  }
  return undefined;
}

/** A program text of one line that fetches and prints. */
function inText({ name, words }: SeenCommand): Address | undefined {
  if (!/^(?:python[\d.]*|perl|ruby|php[\d.]*|node|nodejs|lua)$/.test(name)) return undefined;
  const text = words.find((word) =>
    /urlopen|urllib|requests\.get|LWP|HTTP::Tiny|open-uri|file_get_contents|https?\.get/.test(word),
  );
  const [url] = /\b(?:https?|ftp):\/\/[^\s'"`)\\]{1,500}/i.exec(text ?? '') ?? [];
  return url === undefined ? undefined : readAddress(url);
}
