import { COMMON_BLOCKS } from './common-blocks.ts';

/** Finds many keywords in bytes at once: those of 7 characters or more without regard to the case of ASCII letters, shorter ones as written. */
export interface KeywordMatcher {
  /**
   * Calls `found` for every keyword that starts in `bytes[from, to)`; `bytes` must start at an address divisible by four, and go on
   * for eight bytes behind `end`. Keywords that reach beyond `end` are not seen.
   */
  scan(bytes: Uint8Array, range: ScanRange, found: (keyword: number, start: number) => void): void;
}

export interface ScanRange {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

/** Blocks are read as one number. */
const BLOCK = 4;
/** With a keyword this long, one of every four consecutive blocks in it lies at an address divisible by four. */
const LONG = BLOCK + 3;
const SHORTEST = 4;
/** 2^18 bits are 32 KiB: they stay in the nearest cache. */
const FILTER_BITS = 18;
const FOLD = 0x20202020;
const FOLD_THREE = 0x202020;
const MULTIPLIER = 0x9e3779b1;
const SECOND_MULTIPLIER = 0x85ebca6b;

/** Where a keyword would start, given that a block of it was met. */
interface Anchor {
  readonly keyword: number;
  readonly offset: number;
}

/**
 * Every fourth address is looked at, once: a keyword of seven characters or more has a whole block of four at one of them,
 * whatever its own address is. Shorter keywords have a block of three at every second address; they cost more, and are looked
 * for only where `short` says so.
 */
export function createKeywordMatcher(keywords: readonly string[], { short }: { short: boolean }): KeywordMatcher {
  const texts = keywords.map((keyword) => Buffer.from(foldLong(keyword), 'latin1'));
  const firsts = Uint8Array.from(texts, (bytes) => (bytes[0] as number) | 0x20);
  const long = createFilter();
  /** Which seven bytes the rarest parts of long keywords are, and which four of them a block is. */
  const parts = new Int32Array(1 << (FILTER_BITS - 5));
  const brief = createFilter();
  /** Which two bytes any of the short ones begins with, or has next. */
  const pairGate = new Uint8Array(1 << 16);
  texts.forEach((bytes, keyword) => {
    if (bytes.length < SHORTEST) throw new RangeError(`a keyword needs ${SHORTEST} characters: ${keywords[keyword]}`);
    if (bytes.length >= LONG) {
      const anchorsOf = (offset: number): number => long.anchors.get(blockAt(bytes, offset, BLOCK) | FOLD)?.length ?? 0;
      const best = rarestPart(bytes, { span: LONG, block: BLOCK, anchorsOf });
      const part = bytes.subarray(best, best + LONG);
      for (let offset = 0; offset < BLOCK; offset++) {
        const block = blockAt(part, offset, BLOCK) | FOLD;
        long.add(block, { keyword, offset: best + offset });
        // The part's other three bytes, those before the block first.
        const others = [...part.subarray(0, offset), ...part.subarray(offset + BLOCK)];
        setBit(parts, partHash(block, { others: blockAt(Uint8Array.from(others), 0, 3) | FOLD_THREE, offset }));
      }
    } else if (short) {
      const best = rarestPart(bytes, { span: SHORTEST, block: BLOCK - 1, anchorsOf: () => 0 });
      for (const offset of [best, best + 1]) {
        brief.add(blockAt(bytes, offset, BLOCK - 1), { keyword, offset });
        pairGate[blockAt(bytes, offset, 2)] = 1;
      }
    }
  });
  const longest = Math.max(0, ...texts.map(({ length }) => length));

  return {
    scan(bytes, range, found) {
      if (long.size > 0) scanAligned(bytes, range, found);
      if (brief.size > 0) scanPairs(bytes, range, found);
    },
  };

  function scanAligned(bytes: Uint8Array, range: ScanRange, found: (keyword: number, start: number) => void): void {
    const { from, to, end } = range;
    const blocks = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
    const filter = { blocks: long.bits, parts };
    const last = Math.min(blocks.length - 1, end >> 2, (to + longest + 3) >> 2);
    for (
      let index = nextBlock(blocks, filter, from >> 2, last);
      index < last;
      index = nextBlock(blocks, filter, index + 1, last)
    ) {
      const anchors = long.anchors.get((blocks[index] as number) | FOLD);
      if (anchors) tryAnchors(bytes, range, { at: index << 2, anchors, found });
    }
  }

  function scanPairs(bytes: Uint8Array, range: ScanRange, found: (keyword: number, start: number) => void): void {
    const { from, to, end } = range;
    const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
    const last = Math.min(pairs.length - 1, end >> 1, (to + LONG) >> 1);
    const gates = { pairs: pairGate, blocks: brief.bits };
    for (
      let index = nextPair(pairs, gates, from >> 1, last);
      index < last;
      index = nextPair(pairs, gates, index + 1, last)
    ) {
      const anchors = brief.anchors.get((pairs[index] as number) | (((pairs[index + 1] as number) & 0xff) << 16));
      if (anchors) tryAnchors(bytes, range, { at: index << 1, anchors, found });
    }
  }

  function tryAnchors(
    bytes: Uint8Array,
    { from, to, end }: ScanRange,
    place: { at: number; anchors: readonly Anchor[]; found: (keyword: number, start: number) => void },
  ): void {
    for (const { keyword, offset } of place.anchors) {
      const start = place.at - offset;
      // Most keywords of a block fail at once: each costs a look at one byte.
      if (start < from || start >= to || ((bytes[start] as number) | 0x20) !== firsts[keyword]) continue;
      const wanted = texts[keyword] as Uint8Array;
      if (start + wanted.length <= end && standsAt(bytes, start, wanted)) place.found(keyword, start);
    }
  }
}

/**
 * The next block that may be one of a keyword: by itself, and then with the three bytes before or behind it. Loops this small run
 * twice as fast as inside their callers.
 */
function nextBlock(
  blocks: Uint32Array,
  filter: { readonly blocks: Int32Array; readonly parts: Int32Array },
  from: number,
  last: number,
): number {
  const { blocks: bits, parts } = filter;
  for (let index = from; index < last; index++) {
    const block = (blocks[index] as number) | FOLD;
    const hash = Math.imul(block, MULTIPLIER) >>> (32 - FILTER_BITS);
    if (((bits[hash >> 5] as number) & (1 << (hash & 31))) === 0) continue;
    const before = index === 0 ? 0 : (blocks[index - 1] as number);
    const behind = blocks[index + 1] as number;
    if (
      hasPart(parts, block, (behind & 0xffffff) | FOLD_THREE, 0) ||
      hasPart(parts, block, (before >>> 24) | ((behind & 0xffff) << 8) | FOLD_THREE, 1) ||
      hasPart(parts, block, (before >>> 16) | ((behind & 0xff) << 16) | FOLD_THREE, 2) ||
      hasPart(parts, block, (before >>> 8) | FOLD_THREE, 3)
    )
      return index;
  }
  return last;
}

// Four arguments: it is called for every twentieth block, and an object for each would cost more than all else.
function hasPart(parts: Int32Array, block: number, others: number, offset: number): boolean {
  const hash = Math.imul(block ^ Math.imul(others + offset, SECOND_MULTIPLIER), MULTIPLIER) >>> (32 - FILTER_BITS);
  return ((parts[hash >> 5] as number) & (1 << (hash & 31))) !== 0;
}

function partHash(block: number, { others, offset }: { readonly others: number; readonly offset: number }): number {
  return Math.imul(block ^ Math.imul(others + offset, SECOND_MULTIPLIER), MULTIPLIER) >>> (32 - FILTER_BITS);
}

function setBit(bits: Int32Array, index: number): void {
  bits[index >> 5] = (bits[index >> 5] as number) | (1 << (index & 31));
}

/** Most of what the gate of pairs lets by in prose is stopped by the third byte. */
function nextPair(
  pairs: Uint16Array,
  gates: { readonly pairs: Uint8Array; readonly blocks: Int32Array },
  from: number,
  last: number,
): number {
  const { pairs: gate, blocks } = gates;
  for (let index = from; index < last; index++) {
    const pair = pairs[index] as number;
    if (gate[pair] === 0) continue;
    const hash = Math.imul(pair | (((pairs[index + 1] as number) & 0xff) << 16), MULTIPLIER) >>> (32 - FILTER_BITS);
    if (((blocks[hash >> 5] as number) & (1 << (hash & 31))) !== 0) return index;
  }
  return last;
}

function createFilter() {
  const bits = new Int32Array(1 << (FILTER_BITS - 5));
  const anchors = new Map<number, Anchor[]>();
  return {
    bits,
    anchors,
    get size() {
      return anchors.size;
    },
    add(block: number, anchor: Anchor): void {
      const hash = Math.imul(block, MULTIPLIER) >>> (32 - FILTER_BITS);
      bits[hash >> 5] = (bits[hash >> 5] as number) | (1 << (hash & 31));
      const known = anchors.get(block);
      if (known) known.push(anchor);
      else anchors.set(block, [anchor]);
    },
  };
}

/** Little-endian, as numbers are read from memory. */
function blockAt(bytes: Uint8Array, offset: number, length: number): number {
  let block = 0;
  for (let index = 0; index < length; index++) block |= (bytes[offset + index] as number) << (8 * index);
  return block;
}

/** The keyword as it is compared: long ones in lower case. */
export function foldLong(keyword: string): string {
  return keyword.length >= LONG ? keyword.toLowerCase() : keyword;
}

function standsAt(bytes: Uint8Array, start: number, wanted: Uint8Array): boolean {
  const isExact = wanted.length < LONG;
  for (let i = 0; i < wanted.length; i++) {
    const byte = bytes[start + i] as number;
    const one = wanted[i] as number;
    if (byte !== one && (isExact || byte < 0x41 || byte > 0x5a || byte + 0x20 !== one)) return false;
  }
  return true;
}

/** Where the characters start whose blocks come up least in texts and in other keywords: others would wake the search too often. */
function rarestPart(
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
  const folded = [...bytes.subarray(offset, offset + BLOCK)].map((byte) => {
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
