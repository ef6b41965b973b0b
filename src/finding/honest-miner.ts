import type { Clue, ClueFamily } from './clue.ts';

/** What an honest miner shows: the program, its pool, whom it pays. Anything else is not explained by the name. */
const OF_MINERS: ReadonlySet<ClueFamily> = new Set(['miner', 'pool', 'wallet']);
const MINER_WORD =
  /(?:^|[^a-z])(?:xmr(?:ig)?|xmr-stak|monero[a-z]*|[a-z]*miner[a-z]*|mining|minerd|p2pool|nicehash|stratum|t-rex|gminer|ethash|randomx|cryptonight|zephyr|bitcoin[a-z]*|ravencoin|hashrate|nbminer|phoenixminer)(?:[^a-z]|$)/;

/** Does the image say in its own name that it mines, and is that all it does? Who runs it gets what was asked for. */
export function isHonestMiner(clues: readonly Clue[], names: readonly string[]): boolean {
  return (
    clues.every(({ family }) => OF_MINERS.has(family)) && names.some((name) => MINER_WORD.test(repositoryOf(name)))
  );
}

/** Without registry, tag and digest: `ghcr.io/x/xmrig:6` is `x/xmrig`. */
function repositoryOf(reference: string): string {
  const parts = (reference.split('@')[0] ?? '')
    .toLowerCase()
    .replace(/:[^:/]*$/, '')
    .split('/');
  return (parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '') ? parts.slice(1) : parts).join('/');
}
