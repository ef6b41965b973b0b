import { isMiningAlgorithm } from './config-shape.ts';
import { type PoolEndpoint, readEndpoint, readStratum } from './endpoint.ts';

/** What an argument list tells a miner to do. */
export interface MinerCommand {
  readonly pool: PoolEndpoint;
  /** As written. */
  readonly user: string;
  readonly algorithm?: string;
}

const POOL_FLAGS = ['-o', '--url', '--pool', '-pool', '-epool', '--server', '-P', '--host', '-s', '--algo-url'];
const USER_FLAGS = ['-u', '--user', '--wallet', '-wal', '-ewal', '--userpass', '-O', '-w', '--username', '--address'];
const ALGORITHM_FLAGS = ['-a', '--algo', '--algorithm', '--coin', '-algo', '-coin'];
/** Nothing but miners has them. */
const MINER_FLAG =
  /^--(?:donate-level|donate-over-proxy|nicehash|rig-id|cpu-max-threads-hint|max-cpu-usage|randomx-[a-z-]+|no-huge-pages|huge-pages-jit|cpu-no-yield|retry-pause|asm|cuda-bfactor|no-nvml|argon2-impl|print-time|coinbase-addr|farm-recheck|cpu-affinity|cpu-priority|tls-fingerprint|keepalive|http-no-restricted|dual(?:mode|pool|user))(?:=|$)/;

/** Names that miners come under. */
export const minerNames: ReadonlySet<string> = new Set([
  ...[
    'xmrig',
    'xmrigcc',
    'xmrig-notls',
    'xmrig-mo',
    'xmrig-nvidia',
    'xmrig-amd',
    'xmr-stak',
    'xmr-stak-cpu',
    'xmr-stak-rx',
  ],
  ...['minerd', 'cpuminer', 'cpuminer-multi', 'cpuminer-opt', 'cpuminer-avx2', 'cpuminer-sse2', 'ccminer', 'cgminer'],
  ...[
    'bfgminer',
    'sgminer',
    'ethminer',
    't-rex',
    'lolminer',
    'nbminer',
    'phoenixminer',
    'srbminer-multi',
    'teamredminer',
  ],
  ...[
    'gminer',
    'nanominer',
    'wildrig-multi',
    'bzminer',
    'rigel',
    'claymore',
    'ethdcrminer64',
    'hellminer',
    'verus-miner',
  ],
  ...['onezerominer', 'miniz', 'rqiner', 'tnn-miner', 'astrominer', 'xmrminer', 'minergate-cli', 'randomx-miner'],
]);

/** Reads an argument list, with or without the program's name: whatever the program is called, these arguments are a miner's. */
export function readMinerCommand(words: readonly string[]): MinerCommand | undefined {
  const pool = valuesOf(words, POOL_FLAGS).map(poolOfValue).find(isKnown);
  const user = valuesOf(words, USER_FLAGS)[0] ?? (pool?.scheme === undefined ? undefined : '');
  if (!pool || user === undefined) return undefined;
  const algorithm = valuesOf(words, ALGORITHM_FLAGS).find(isMiningAlgorithm);
  const signs = [
    pool.scheme !== undefined,
    pool.pool !== undefined,
    algorithm !== undefined,
    words.some((word) => MINER_FLAG.test(word)),
    words.some((word) => minerNames.has(nameOf(word))),
  ];
  if (!signs.includes(true) || (user === '' && algorithm === undefined && !signs[3] && !signs[4])) return undefined;
  return { pool, user, ...(algorithm === undefined ? {} : { algorithm }) };
}

/** The last part of a path, in lower case. */
export function nameOf(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1).toLowerCase();
}

/** `-o value`, `--url=value`, `-ovalue` for the schemes that cannot be anything else. */
function valuesOf(words: readonly string[], flags: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (flags.includes(word)) return words[index + 1] ?? [];
    const equals = word.indexOf('=');
    if (equals > 0 && flags.includes(word.slice(0, equals))) return word.slice(equals + 1);
    return flags.includes(word.slice(0, 2)) && word.length > 12 && !word.startsWith('--') ? word.slice(2) : [];
  });
}

function poolOfValue(value: string): PoolEndpoint | undefined {
  if (/^stratum/i.test(value)) return readStratum(value);
  const bare = value.replace(/^(?:ssl|tls|tcp|daemon\+https?):\/\//i, '');
  const endpoint = /^[a-z+]+:\/\//i.test(bare) ? undefined : readEndpoint(bare);
  return endpoint?.port === undefined && endpoint?.pool === undefined ? undefined : endpoint;
}

function isKnown<Value>(value: Value | undefined): value is Value {
  return value !== undefined;
}
