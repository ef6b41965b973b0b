import { COMMON_BLOCKS } from './common-blocks.ts';

/** Where the characters start whose blocks come up least in texts and in other keywords: others would wake the search too often. */
export function rarestPart(
  bytes: Uint8Array,
  { span, block, anchorsOf }: { span: number; block: number; anchorsOf: (offset: number) => number },
): number {
  let best = 0;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let start = 0; start + span <= bytes.length; start++) {
    let score = 0;
    for (let offset = start; offset + block <= start + span; offset++) {
      const rarity = bytes.subarray(offset, offset + block).reduce((sum, byte) => sum + rarityOf(byte), 0);
      score += Math.min(rarity, 24) - 3 * anchorsOf(offset) - (isCommon(bytes, offset) ? 40 : 0);
    }
    if (score > bestScore) [best, bestScore] = [start, score];
  }
  return best;
}

function isCommon(bytes: Uint8Array, offset: number): boolean {
  const folded = [...bytes.subarray(offset, offset + 4)].map((byte) => {
    const character = String.fromCharCode(byte | 0x20);
    return character === '\x7f' ? '_' : character;
  });
  return COMMON_BLOCKS.has(folded.join(''));
}

/** From common to rare in source code and prose. */
const BY_FREQUENCY = ' etaonirslcdupmhgf_yb.-v/kw=x:0"1\',2jqz';

function rarityOf(byte: number): number {
  const index = BY_FREQUENCY.indexOf(String.fromCharCode(byte));
  return index < 0 ? 10 : index / 4;
}
