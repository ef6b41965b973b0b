import { type SeenCommand, UNKNOWN } from './seen-command.ts';

/** What a command line says about mining. */
export interface MinerCommand {
  /** Its flags say that it mines, whatever it is called. */
  readonly isMiner: boolean;
  readonly pool?: string;
  readonly wallet?: string;
  readonly algorithm?: string;
  /** It is called like the miners that everybody knows. */
  readonly isNamed: boolean;
}

/** Names that miners have in the open. */
const MINER_NAME =
  /^(?:xmrig(?:-[\w.]+)?|xmr-stak(?:-[\w-]+)?|cpuminer(?:-[\w-]+)?|minerd|ccminer|cgminer|bfgminer|sgminer|ethminer|nbminer|lolminer|t-rex|trex|phoenixminer|gminer|teamredminer|srbminer(?:-[\w]+)?|nanominer|wildrig(?:-[\w]+)?|nheqminer|claymore|bminer|z-enemy|rigel|bzminer|onezerominer|astrominer|p2pool|monerod|hellminer|verus-?miner)$/i;

/** Reads a command as a miner's; undefined where nothing in it is about mining. */
export function minerCommand({ name, words }: SeenCommand): MinerCommand | undefined {
  if (words.length < 2 || TEXT_TOOLS.has(name)) return undefined;
  const rest = words.slice(1, 200);
  const flags = readFlags(rest);
  const pools = [...flags.values, ...rest].filter((word) => STRATUM.test(word));
  const at = flags.get('-o', '--url', '--pool', '--server', '-P', '--pool-address', '-s');
  const algorithm = [flags.get('-a', '--algo', '--algorithm', '--coin', '-A')].find(
    (each) => each !== undefined && ALGORITHM.test(each),
  );
  const special = rest.filter((word) => SPECIAL.test(word)).length;
  const wallet = [...flags.values, ...rest].map(walletIn).find((each) => each !== undefined);
  const isNamed = MINER_NAME.test(name);
  const hasPool = pools.length > 0 || (at !== undefined && POOL_PLACE.test(at));
  const signs = [pools.length > 0, algorithm !== undefined, special > 0, wallet !== undefined && hasPool].filter(
    Boolean,
  ).length;
  const isMiner =
    signs >= 2 ||
    (signs === 1 && (hasPool || isNamed)) ||
    (pools.length > 0 && flags.get('-u', '--user') !== undefined);
  if (!isMiner && !(isNamed && (hasPool || wallet))) return undefined;
  const pool = pools[0] ?? (hasPool ? at : undefined);
  return {
    isMiner,
    isNamed,
    ...(pool === undefined ? {} : { pool: pool.replace(/^--?[\w-]+=/, '') }),
    ...(wallet === undefined ? {} : { wallet }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
}

const STRATUM =
  /^(?:--?[\w-]{1,20}=)?(?:stratum\d?(?:\+(?:tcp|ssl|tls|udp))?|daemon\+http|ethproxy(?:\+tcp)?|randomx):\/\/[^\s]{3,300}$|^stratum\d?\+[a-z0-9]{2,8}:\/\//i;
const ALGORITHM =
  /^(?:rx\/[\w-]+|randomx\w{0,4}|cn(?:-[\w]+)?\/[\w-]+|cryptonight[\w/-]{0,20}|argon2\/[\w-]+|argon2id_\w+|kawpow|ethash|etchash|ghostrider|panthera|astrobwt(?:\/v2)?|autolykos2?|octopus|verushash|yespower\w{0,8}|scrypt|sha256d|lyra2\w+|equihash[\w/_-]{0,10}|x16rv?2?|progpow\w{0,4}|monero|xmr|zephyr|raptoreum|beamhashIII|firopow|kheavyhash|heavyhash|gr)$/i;
const SPECIAL =
  /^--(?:donate-level|donate-over-proxy|randomx-[\w-]+|rig-id|nicehash|cpu-priority|cpu-affinity|max-cpu-usage|cpu-max-threads-hint|no-huge-pages|huge-pages-jit|asm|cuda-loader|opencl-loader|tls-fingerprint|pool-?user|currency|noUAC)(?:=|$)/;
const POOL_PLACE = /^(?:[\w.+-]{1,20}:\/\/)?[\w.\ufffc-]{2,253}:[\d\ufffc]{1,5}$/;
const TEXT_TOOLS: ReadonlySet<string> = new Set(
  'grep egrep fgrep zgrep rg sed awk gawk echo printf cat pkill pgrep killall kill iptables ip6tables nft test [ [[ export curl wget find ps tee rm which case docker kubectl tcpdump suricata snort jq yq'.split(
    ' ',
  ),
);

function readFlags(words: readonly string[]): { values: string[]; get(...names: string[]): string | undefined } {
  const map = new Map<string, string>();
  for (const [at, word] of words.entries()) {
    if (!word.startsWith('-')) continue;
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    if (equals > 0) map.set(word.slice(0, equals), word.slice(equals + 1));
    else map.set(word, words[at + 1] ?? '');
  }
  return {
    values: [...map.values()],
    get: (...names) => names.map((name) => map.get(name)).find((value) => value !== undefined && value !== ''),
  };
}

/** A word of the shape of a wallet; whether it is one is told where wallets are checked. */
function walletIn(word: string): string | undefined {
  if (word.length > 400 || word.includes(UNKNOWN)) return undefined;
  return /(?:^|[=:/])((?:[48][1-9A-HJ-NP-Za-km-z]{94}(?:[1-9A-HJ-NP-Za-km-z]{11})?)|ZEPH[1-9A-HJ-NP-Za-km-z]{90,110}|(?:bc1|ltc1)[02-9ac-hj-np-z]{38,60}|0x[0-9a-fA-F]{40})(?:$|[.+:/])/.exec(
    word,
  )?.[1];
}
