import type { PlannedCommand } from '../../behavior/startup-plan.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, ImageDetector } from '../detector.ts';
import { endpointText, isFeePool, type PoolEndpoint, readEndpoint, readStratum } from '../miner/endpoint.ts';
import { minerRules } from '../miner/miner-clues.ts';
import { readMinerCommand } from '../miner/miner-words.ts';
import { findAddresses, shortAddress } from '../wallet/find-addresses.ts';

const LONGEST_COMMAND = 8_000;
const MOST_COMMANDS = 20_000;
const ENVIRONMENT = 'config.env';

/** Pools and wallets that commands and the environment name. */
export const minerEndpoints: ImageDetector = {
  name: 'miner-endpoints',
  rules: [minerRules.commandPool, minerRules.commandWallet],
  inspect,
};

function* inspect({ image, commands, programs, file }: DetectorSubject): Iterable<Clue> {
  for (const command of commands.slice(0, MOST_COMMANDS)) yield* inspectCommand(command, file);
  for (const { text, place, reach, when } of programs) {
    // Whole files are the content detector's.
    if (place.path !== undefined && place.decoded.length === 0) continue;
    yield* cluesOf(text.slice(0, LONGEST_COMMAND), {
      subject: place.path ?? place.field ?? ENVIRONMENT,
      evidence: place.path === undefined ? { field: place.field ?? ENVIRONMENT } : { path: place.path },
      reach,
      when,
    });
  }
  yield* cluesOf(image.config.env.join('\n').slice(0, LONGEST_COMMAND), {
    subject: ENVIRONMENT,
    evidence: { field: ENVIRONMENT },
    reach: 'started',
    when: 'start',
  });
}

type About = Pick<Clue, 'subject' | 'evidence' | 'reach'> & { readonly when: NonNullable<Clue['when']> };

function* inspectCommand(
  { words, input, place, reach, when }: PlannedCommand,
  file: DetectorSubject['file'],
): Iterable<Clue> {
  const texts = [...words.map(({ text }) => text), ...(input ? [input.text] : [])];
  const text = texts.join(' ').slice(0, LONGEST_COMMAND);
  if (!/:\/\/|:\d|[0-9A-Za-z]{26}/.test(text)) return;
  const layer = place.path === undefined ? undefined : file(place.path)?.layer;
  const about: About = {
    subject: place.path ?? place.field ?? 'config.cmd',
    evidence: {
      ...(place.path === undefined ? { field: place.field ?? 'config.cmd' } : { path: place.path }),
      ...(layer === undefined ? {} : { layer }),
    },
    reach,
    when,
  };
  yield* cluesOf(text, about);
}

/** The whole of a text is one argument list, or several: miners' options mean the same wherever they stand. */
function* cluesOf(text: string, about: About): Iterable<Clue> {
  const excerptOf = (excerpt: string) => ({
    ...about,
    evidence: { ...about.evidence, excerpt: excerpt.slice(0, 200) },
  });
  const words = text.split(/[\s"'`,[\]()]+/).filter((word) => word !== '');
  const command = readMinerCommand(words);
  const pool = command?.pool ?? poolsOf(words)[0];
  if (pool) {
    const does = `names the mining pool ${endpointText(pool)}`;
    yield { rule: minerRules.commandPool.id, weight: 'strong', family: 'pool', ...excerptOf(endpointText(pool)), does };
  }
  const [wallet] = findAddresses(text);
  if (!wallet || !(pool || WALLET_NAME.test(text))) return;
  yield {
    rule: minerRules.commandWallet.id,
    weight: pool ? 'strong' : 'weak',
    family: 'wallet',
    ...excerptOf(`${wallet.coin} ${shortAddress(wallet)}`),
    does: `pays into a wallet of ${wallet.coin}`,
  };
}

const WALLET_NAME = /wallet|\bxmr|monero|miner|mining|\bpool/i;

/** By scheme wherever it stands in a word; by name only with a port, so that firewalls and block lists do not count. */
function poolsOf(words: readonly string[]): PoolEndpoint[] {
  return words.flatMap((word) => {
    const scheme = word.search(/stratum[12]?s?(?:\+[a-z]{2,4})?:\/\//i);
    if (scheme >= 0) {
      const endpoint = readStratum(word.slice(scheme));
      return endpoint && !isFeePool(endpoint.host) ? [endpoint] : [];
    }
    if (/https?:\/\//i.test(word)) return [];
    const endpoint = readEndpoint(word.replace(/^.{0,60}?(?:=|:\/\/|@)/, ''));
    return endpoint?.pool !== undefined && endpoint.port !== undefined && !isFeePool(endpoint.host) ? [endpoint] : [];
  });
}
