import type { Clue } from '../clue.ts';
import { atMost } from '../content/at-most.ts';
import type { ContentHit, ContentMatch, ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile } from '../detector.ts';
import { readMinerConfig } from '../miner/config-shape.ts';
import { minerRules } from '../miner/miner-clues.ts';
import { readMinerCommand } from '../miner/miner-words.ts';
import { poolHosts } from '../miner/pool-hosts.ts';
import { knownPoolAt, poolExcerpt, stratumAt } from '../miner/pool-mention.ts';
import { isReadingMatter } from '../miner/reading-matter.ts';
import { findAddresses, shortAddress } from '../wallet/find-addresses.ts';

const TEXTS = ['text', 'script'] as const;
const ANY = ['text', 'script', 'elf', 'pe', 'macho', 'binary'] as const;
/** Larger texts are data about mining, not settings. */
const LARGEST_TEXT = 4 * 1024 * 1024;
const LARGEST_PROGRAM = 64 * 1024 * 1024;
/** Places of a file around which settings are looked for. */
const PLACES = 40;
/** Pools of different operators in one file that make it a list. */
const LIST_OF_POOLS = 7;
const SAMPLE = 'sample settings of ';
/** Settings that no other program has say that what they name is a pool. */
const OWN_SETTINGS = /^(?:XMRig|xmr-stak): /;
/** Characters before and after an option in which the rest of its command is looked for. */
const ARGUMENTS = 900;

const SCHEMES = ['stratum+', 'stratum1+', 'stratum2+', 'stratum://', 'stratums://', 'stratum1:', 'stratum2:'];
const SETTINGS = [
  ...['donate-level', 'donate-over-proxy', 'pool_address', 'wallet_address', 'pool_list', '"pools"', 'rig-id"'],
  ...['nicehash', 'pool-urls', 'max-cpu-usage', 'huge-pages-jit', 'cryptonight', 'randomx', '"kawpow', '=kawpow'],
  ...[' kawpow', 'etchash', 'autolykos', 'verushash'],
];
const COMMANDS = [
  ...['--donate-level', '--nicehash', '--rig-id', '--cpu-max-threads-hint', '--randomx-', '--max-cpu-usage'],
  ...['--coin=', '--coin ', '-a rx/0', '--algo rx', '--algo=rx', '-a cryptonight', '--algo=cryptonight'],
  ...['--algo cryptonight', '-a kawpow', '-a ethash', '-a etchash', '--algorithm ', '-a randomx', '--algo randomx'],
  '--algo=randomx',
];

const signals: readonly ContentSignal[] = [
  { id: 'miner/stratum', keywords: SCHEMES, kinds: ANY, largest: LARGEST_PROGRAM, confirm: confirmStratum },
  { id: 'miner/pool', keywords: poolHosts, kinds: ANY, largest: LARGEST_PROGRAM, confirm: confirmPool },
  { id: 'miner/pool-name', keywords: poolHosts, kinds: ANY, largest: LARGEST_PROGRAM, confirm: confirmName },
  {
    id: 'miner/config',
    keywords: [...SETTINGS, ...SCHEMES],
    kinds: TEXTS,
    largest: LARGEST_TEXT,
    confirm: atMost(PLACES, confirmConfig),
  },
  {
    id: 'miner/command',
    keywords: [...COMMANDS, ...SCHEMES],
    kinds: TEXTS,
    largest: LARGEST_TEXT,
    confirm: atMost(PLACES, confirmCommand),
  },
  {
    id: 'miner/wallet',
    keywords: [...SCHEMES, ...SETTINGS, ...COMMANDS, ...poolHosts],
    kinds: ANY,
    largest: LARGEST_PROGRAM,
    confirm: atMost(PLACES, confirmWallet),
  },
];

/** Settings, pools and wallets of cryptocurrency miners in files of any kind. */
export const minerConfigs: ContentDetector = {
  name: 'miner-configs',
  rules: [minerRules.config, minerRules.pool, minerRules.wallet],
  signals,
  judge,
};

function confirmStratum(place: ContentPlace): ContentMatch | undefined {
  const endpoint = stratumAt(place);
  return endpoint && { excerpt: poolExcerpt(endpoint) };
}

function confirmPool(place: ContentPlace): ContentMatch | undefined {
  const endpoint = knownPoolAt(place);
  return endpoint?.port === undefined ? undefined : { excerpt: poolExcerpt(endpoint) };
}

function confirmName(place: ContentPlace): ContentMatch | undefined {
  const endpoint = knownPoolAt(place);
  return endpoint && { excerpt: endpoint.pool ?? endpoint.host };
}

function confirmConfig({ text, at }: ContentPlace): ContentMatch | undefined {
  const config = readMinerConfig(text, at);
  if (!config) return undefined;
  const { program, pool, isFilledIn } = config;
  return { excerpt: `${isFilledIn ? '' : SAMPLE}${program}: ${pool}` };
}

/** The arguments may stand one to a line; quotes and commas stand between them in programs and JSON. */
function confirmCommand({ text, at }: ContentPlace): ContentMatch | undefined {
  const around = text.slice(Math.max(0, at - ARGUMENTS), at + ARGUMENTS);
  const command = readMinerCommand(around.split(/[\s"'`,[\]()\\]+/).filter((word) => word !== ''));
  if (!command) return undefined;
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - 80);
  const [line = ''] = text.slice(start, at + 160).split('\n');
  return { excerpt: line.trim(), fingerprint: poolExcerpt(command.pool) };
}

function confirmWallet({ text, at }: ContentPlace): ContentMatch | undefined {
  const [address] = findAddresses(text.slice(Math.max(0, at - 1_500), at + 3_000));
  return address && { excerpt: `${address.coin} ${shortAddress(address)}`, fingerprint: address.text };
}

function* judge(hits: readonly ContentHit[], file: NotedFile): Iterable<Clue> {
  if (isReadingMatter(file)) return;
  const of = (signal: string) => hits.filter((hit) => hit.signal === signal);
  const isList = of('miner/pool-name').length >= LIST_OF_POOLS;
  const pool = isList ? undefined : (of('miner/stratum')[0] ?? of('miner/pool')[0]);
  const configs = of('miner/config');
  const config = configs.find(({ excerpt }) => !excerpt.startsWith(SAMPLE)) ?? configs[0];
  const command = of('miner/command')[0];
  const wallet = of('miner/wallet')[0];
  const about = (hit: ContentHit) => ({
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: hit.excerpt },
    reach: file.reach,
  });
  if (config && !(isList && !wallet)) {
    const weight = wallet || !config.excerpt.startsWith(SAMPLE) ? 'strong' : 'weak';
    yield { rule: minerRules.config.id, weight, family: 'miner', ...about(config), does: 'sets up a miner' };
  }
  if (command && !isList) {
    const does = 'gives a program the arguments of a miner';
    yield { rule: minerRules.config.id, weight: 'strong', family: 'miner', ...about(command), does };
  }
  if (!pool && config && OWN_SETTINGS.test(config.excerpt)) {
    const does = `fetches work from ${config.excerpt.replace(OWN_SETTINGS, '')}`;
    yield { rule: minerRules.pool.id, weight: 'strong', family: 'pool', ...about(config), does };
  }
  if (pool) {
    // Who mines needs more than names; who looks for miners has several.
    const isSigns = !wallet && !config && !command && !/:\/\//.test(pool.excerpt) && of('miner/pool-name').length > 1;
    const isAlone = !wallet && !config && !command && file.reach === 'present' && LIBRARY.test(file.path);
    const weight = isAlone || isSigns || !/:\d+$/.test(pool.excerpt) ? 'weak' : 'strong';
    const does = `names the mining pool ${pool.excerpt}`;
    yield { rule: minerRules.pool.id, weight, family: 'pool', ...about(pool), does };
  }
  if (wallet && !isList) {
    const weight = config || command || pool ? 'strong' : 'weak';
    const does = `pays into a wallet of ${wallet.excerpt.split(' ')[0]}`;
    yield { rule: minerRules.wallet.id, weight, family: 'wallet', ...about(wallet), does };
  }
}

/** Packages of languages have pools in their samples and defaults. */
const LIBRARY = /(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor|gems)\//;
