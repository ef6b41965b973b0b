/**
 * Domains of mining pools: whatever lies below one of them is a pool too.
 * Part of them comes from Maltrail's list of mining pools (see NOTICE), the rest from what the pools say of themselves.
 */
export const poolHosts: readonly string[] = [
  ...['2miners.com', 'aeon-pool.com', 'alimabi.cn', 'antpool.com', 'bmpool.org', 'bohemianpool.com', 'braiins.com'],
  ...['c3pool.com', 'c3pool.org', 'ckpool.org', 'coinotron.com', 'cruxpool.com', 'crypto-pool.fr', 'crypto-pool.info'],
  ...['cryptmonero.com', 'cryptonote.social', 'd5pool.us', 'dwarfpool.com', 'ethermine.org', 'ethereumpool.co'],
  ...['ethpool.org', 'ezil.me', 'f2pool.com', 'fairpool.xyz', 'fastpool.xyz', 'flexpool.io', 'flypool.org'],
  ...['friendspool.club', 'gntl.co.uk', 'graef.in', 'hashcity.org', 'hashvault.app', 'hashvault.net', 'hashvault.pro'],
  ...['herominers.com', 'hiveon.com', 'hiveon.net', 'iwanttoearn.money', 'k1pool.com', 'kano.is', 'kryptex.network'],
  ...['leafpool.com', 'litecoinpool.org', 'luckpool.net', 'luckypool.io', 'miner.rocks', 'minercircle.com'],
  ...['minergate.com', 'minerpool.pw', 'miners.pro', 'minerrocks.com', 'minexmr.cn', 'minexmr.com'],
  ...['mining-dutch.nl', 'miningocean.org', 'miningpoolhub.com', 'miningrigrentals.com', 'mixpools.org'],
  ...['monerohash.com', 'moneroocean.stream', 'moneropool.com', 'moneropool.nl', 'moneroworld.com', 'monerpool.org'],
  ...['moriaxmr.com', 'multipool.us', 'mypool.online', 'nanopool.org', 'nicehash.com', 'noobxmr.com', 'p2pool.io'],
  ...['pool.xmr.pt', 'poolin.me', 'poolmining.org', 'poolto.be', 'ppxxmr.com', 'prohash.net', 'prohashing.com'],
  ...['ratchetmining.com', 'rplant.xyz', 'semipool.com', 'siamining.com', 'skypool.org', 'slushpool.com'],
  ...['sparkpool.com', 'supportxmr.com', 'suprnova.cc', 'teracycle.net', 'ultra-pool.com', 'unmineable.com'],
  ...['usxmrpool.com', 'viabtc.com', 'viabtc.io', 'viaxmr.com', 'woolypooly.com', 'xmrpool.de', 'xmrpool.eu'],
  ...['xmrpool.me', 'xmrpool.net', 'xmrpool.xyz', 'yiluzhuanqian.com', 'zergpool.com', 'zpool.ca'],
];

/** The pool domain that a host belongs to. */
export function poolOf(host: string): string | undefined {
  const labels = host.toLowerCase().split('.');
  for (let from = 0; from < labels.length - 1; from++) {
    const suffix = labels.slice(from).join('.');
    if (POOLS.has(suffix)) return suffix;
  }
  return undefined;
}

const POOLS = new Set(poolHosts);
