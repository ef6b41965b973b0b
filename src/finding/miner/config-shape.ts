import { readEndpoint, readStratum } from './endpoint.ts';

/** A miner's settings, as far as they stand together in one text. */
export interface MinerConfig {
  /** `XMRig` or `xmr-stak` where the settings are no other program’s; `miner` else. */
  readonly program: string;
  /** As written. */
  readonly pool: string;
  /** Somebody is to be paid; else it is a sample to be filled in. */
  readonly isFilledIn: boolean;
}

/** How far apart the settings of one config may stand. */
const BEFORE = 1_800;
const AFTER = 5_000;
const MOST_SETTINGS = 300;

/** Keys of JSON with or without comments, `key = value`, `KEY: value`. */
const SETTING =
  /(?<![\w-])["']?([A-Za-z][A-Za-z_-]{1,30})["']?[ \t]{0,8}[:=][ \t\r\n]{0,8}(?:\[[ \t\r\n]{0,8})?(?:"([^"\n]{0,300})"|'([^'\n]{0,300})'|([^\s"',;{}[\]]{1,300}))?/g;

/** The miner's config around a place in a text. */
export function readMinerConfig(text: string, at: number): MinerConfig | undefined {
  const around = text.slice(Math.max(0, at - BEFORE), at + AFTER);
  // A script that writes the file escapes its quotes.
  const settings = readSettings(around.replaceAll('\\"', '"'));
  const poolKey = POOL_KEYS.find((key) => isPool(settings.get(key)));
  const pool = poolKey === undefined ? undefined : settings.get(poolKey);
  if (pool === undefined || poolKey === undefined) return undefined;
  const user = USER_KEYS.map((key) => settings.get(key)).find((value) => value !== undefined);
  if (user === undefined) return undefined;
  const program = programOf(settings, { poolKey, pool });
  return program === undefined ? undefined : { program, pool, isFilledIn: isFilledIn(user) };
}

const POOL_KEYS = ['pool_address', 'url', 'pool-urls', 'pool', 'server', 'host'];
const USER_KEYS = ['wallet_address', 'wallet', 'user', 'username', 'userpass', 'login', 'address'];

/** The first value of each key, which is what its first pool says. */
function readSettings(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  let count = 0;
  for (const [, key = '', double, single, bare] of text.matchAll(SETTING)) {
    if (++count > MOST_SETTINGS) break;
    const name = key.toLowerCase();
    const value = double ?? single ?? bare ?? '';
    const known = settings.get(name);
    if (known === undefined || (known === '' && value !== '')) settings.set(name, value);
  }
  return settings;
}

function isPool(value: string | undefined): value is string {
  if (value === undefined) return false;
  if (/^stratum/i.test(value)) return readStratum(value) !== undefined;
  const endpoint = /^https?:/i.test(value) ? undefined : readEndpoint(value.replace(/^(?:tcp|ssl|tls):\/\//i, ''));
  return endpoint?.port !== undefined || endpoint?.pool !== undefined;
}

/** Names that other software does not use for its settings. */
const OF_XMRIG = [
  ...[
    'donate-level',
    'donate-over-proxy',
    'rig-id',
    'nicehash',
    'randomx',
    'huge-pages',
    'huge-pages-jit',
    'cpu-priority',
  ],
  ...['max-cpu-usage', 'print-time', 'retry-pause', 'cn-lite', 'cn-heavy', 'argon2', 'max-threads-hint', 'av', 'safe'],
  ...[
    'tls-fingerprint',
    'keepalive',
    'algo',
    'coin',
    'pools',
    'autosave',
    'self-select',
    'cpu',
    'opencl',
    'cuda',
    'syslog',
  ],
];
const OF_STAK = ['pool_list', 'pool_password', 'use_nicehash', 'use_tls', 'pool_weight', 'currency', 'tls_fingerprint'];
const OF_OTHERS = [
  ...[
    'algo',
    'algorithm',
    'coin',
    'pass',
    'password',
    'psw',
    'worker',
    'threads',
    'intensity',
    'rig',
    'pers',
    'retries',
  ],
  ...['cpu-affinity', 'nicehash', 'devices', 'tls', 'device', 'rig-name', 'workername', 'rigname', 'ssl'],
];

function programOf(
  settings: ReadonlyMap<string, string>,
  { poolKey, pool }: { poolKey: string; pool: string },
): string | undefined {
  const count = (keys: readonly string[]) => keys.filter((key) => settings.has(key)).length;
  if (poolKey === 'pool_address') return settings.has('wallet_address') || count(OF_STAK) > 1 ? 'xmr-stak' : undefined;
  const certainNames = count(['donate-level', 'donate-over-proxy', 'rig-id', 'huge-pages-jit', 'max-cpu-usage']);
  if (count(OF_XMRIG) >= 3 && certainNames > 0) return 'XMRig';
  if (count(OF_XMRIG) >= 3 && settings.has('pools')) return 'miner';
  const isStratum = /^stratum/i.test(pool) || readEndpoint(pool)?.pool !== undefined;
  const algorithm = settings.get('algo') ?? settings.get('algorithm') ?? settings.get('coin') ?? '';
  if (isStratum ? count(OF_OTHERS) > 0 : isMiningAlgorithm(algorithm)) return 'miner';
  return undefined;
}

/** Names of proofs of work, which mean little else. */
export function isMiningAlgorithm(name: string): boolean {
  return /^(?:rx\/(?:0|wow|loki|arq|sfx|keva|graft|yada|xdag)|rx|randomx[\w-]*|randomarq|randomwow|cn(?:[-/][\w/-]+)?|cryptonight[\w/-]*|argon2\/\w+|astrobwt[\w/]*|kawpow|progpow[\w-]*|firopow|evrprogpow|ethash|etchash|daggerhashimoto|autolykos2?|beamhash\w*|beam-iii|equihash[\w/_]*|equi\d+_\d+|verushash|verus|ghostrider|gr|panthera|yescryptr\d+|yespower\w*|lyra2\w+|x1[1-7]r?\w*|x2[125]\w*|neoscrypt|scrypt|sha256d|groestl|qubit|skein|keccak|blake3|kheavyhash|octopus|cuckatoo\w*|cuckaroo\w*|verthash|heavyhash|nexapow|dynexsolve|zelhash|xelishash\w*|monero|xmr|raven|rvn|zephyr|zeph)$/i.test(
    name,
  );
}

/** Words that stand where the wallet is to go. */
function isFilledIn(user: string): boolean {
  return user.length > 2 && !/your|wallet|address|example|username|changeme|[<>$%{}]|^x+$|\.\.\./i.test(user);
}
