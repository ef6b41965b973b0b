/**
 * What stands in miners' programs, stripped and static ones too, by what it is about. One string proves nothing; several of
 * different kinds do. At least seven characters each, so that the search for them in binary files stays fast.
 */
export const minerStrings = {
  /** Proofs of work, in names of algorithms and in symbols. */
  algorithm: [
    ...[
      'cryptonight',
      'randomx_',
      'randomx dataset',
      'init dataset',
      'argon2/chukwa',
      'argon2/ninja',
      'kawpow_',
      'kawpow/',
    ],
    ...[
      'cn_slow_hash',
      'cn_gpu_',
      'ethash_',
      'etchash',
      'daggerhashimoto',
      'progpow_',
      'progpowz',
      'autolykos',
      'verthash',
    ],
    ...[
      'neoscrypt',
      'lyra2rev',
      'lyra2z330',
      'ghostrider',
      'astrobwt',
      'scrypt:1024',
      'cuckaroo',
      'equihash',
      'verushash',
    ],
    ...['x11evo', 'phi1612', 'scanhash_', 'kheavyhash', 'beamhash', 'randomwow', 'randomarq', 'yespower', 'firopow'],
  ],
  /** What is said to pools. */
  protocol: [
    ...[
      'mining.subscribe',
      'mining.authorize',
      'mining.submit',
      'mining.set_difficulty',
      'mining.extranonce.subscribe',
    ],
    ...[
      'mining.notify',
      'mining.configure',
      'mining.set_target',
      '"keepalived"',
      '"method":"login"',
      '"method": "login"',
    ],
    ...[
      'eth_submitlogin',
      'eth_submithashrate',
      'eth_getwork',
      'eth_submitwork',
      'stratum+tcp',
      'stratum+ssl',
      'stratum+tls',
    ],
    ...['stratum2+tcp', 'stratum://', 'getjobtemplate', '\\"keepalived\\"'],
  ],
  /** Options and their explanations. */
  usage: [
    ...['donate-level', 'donate level', 'donate-over-proxy', 'cpu-max-threads-hint', 'randomx-no-numa', 'randomx-init'],
    ...['randomx-1gb-pages', 'randomx-no-rdmsr', 'randomx-cache-qos', 'url of mining server', 'for mining server'],
    ...[
      'number of miner threads',
      'number of mining threads',
      'coinbase-addr',
      'userpass=',
      'nicehash',
      'no-huge-pages',
    ],
    ...['huge-pages-jit', 'cuda-bfactor', 'farm-recheck', 'use_slow_memory', 'pool_address', 'rig-id'],
    ...['mining algorithm', 'mining software', 'payout address for', 'retry-pause', 'max-cpu-usage', 'pool password'],
    ...['report-hashrate', 'opencl-platform', 'cl-local-work', 'dag-load-mode', 'no-gbt', 'no-longpoll', 'extranonce'],
  ],
  /** What is told of the work. */
  report: [
    ...[
      'hashrate will be low',
      '10s/60s/15m',
      'new job from',
      'no active pools',
      'hashrate report',
      'pool-side hashes',
    ],
    ...['hashrate', 'khash/s', 'mhash/s', 'stratum_recv_line', 'stratum requested work', 'stratum authentication'],
    ...[
      'stratum difficulty',
      'failed to apply msr',
      'msr mod',
      'low difficulty share',
      'share accepted',
      'accepted share',
    ],
    ...['shares accepted', 'accepted: %', '(booooo)', 'pool set diff'],
    ...['stale share', 'rejected share', 'duplicate share', 'hashes/s'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MinerStringKind = keyof typeof minerStrings;

/** Names of miners, and what their symbols begin with. */
export const minerIdentities: readonly string[] = [
  ...[
    'n5xmrig',
    'xmrig.com',
    'usage: xmrig',
    'xmrig %s',
    'xmrig/%s',
    'xmrig/6.',
    'xmrig/5.',
    'xmrigcc',
    'xmrig 6',
    '/xmrig/',
  ],
  ...[
    '"xmrig"',
    'xmrig-cuda',
    'xmrig::',
    'xmr-stak',
    'cpuminer',
    'ccminer',
    'cgminer',
    'bfgminer',
    'sgminer',
    'ethminer',
  ],
  ...['nbminer', 'lolminer', 't-rex miner', 't-rex nvidia', 'phoenixminer', 'srbminer', 'teamredminer', 'nanominer'],
  ...['wildrig', 'bzminer', 'claymore', 'minerd [options]', 'usage: minerd', 'gminer ', 'hellminer', 'minerstat'],
];

/** The miner that an identity belongs to. */
export function minerOf(identity: string): string {
  if (identity.includes('xmrig')) return 'xmrig';
  return identity.includes('t-rex') ? 't-rex' : identity.includes('minerd') ? 'cpuminer' : identity;
}

/** What stands in scanners that carry the same strings as rules. */
export const ruleMarkers: readonly string[] = [
  ...['fullword ascii', 'ascii wide', 'wide ascii', 'nocase ascii', 'yara-rules', 'yara rule', 'elastic license'],
];
