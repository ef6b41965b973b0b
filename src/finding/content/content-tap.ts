import type { Json } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { FileHeader, FileKind } from '../../filesystem/file.ts';
import type { Sink, StreamTap } from '../../filesystem/tap.ts';
import type { ContentHit, ContentPlace, ContentSignal } from './content-signal.ts';
import { createKeywordMatcher, foldLong, type KeywordMatcher } from './keyword-matcher.ts';
import { createWorkBudget, type WorkBudget } from './work-budget.ts';

export const CONTENT_TAP = 'content';

/** What the tap notes of a file: hits by signal, and signals that came up too often to be looked at everywhere. */
export interface ContentNote {
  readonly hits: readonly ContentHit[];
  readonly over?: readonly string[];
}

const BEFORE = 2 * 1024;
const AFTER = 6 * 1024;
const PIECE = 256 * 1024;
const CAPACITY = PIECE + BEFORE + AFTER;
/** Their content is not text as it lies; what is inside is another's to read. */
const PACKED: ReadonlySet<FileKind> = new Set(['gzip', 'xz', 'zstd', 'zip', 'empty']);
const TEXT: ReadonlySet<FileKind> = new Set(['text', 'script']);
const LONGEST_EXCERPT = 400;
/** Lines are counted in files no longer than one piece. */
const LINES_UP_TO = PIECE;

/** Looks for the keywords of all signals in every file, and confirms what it finds. One per thread: files come one after the other. */
export function createContentTap(signals: readonly ContentSignal[], version: number): StreamTap {
  const searches = new Map<FileKind, Search>();
  let buffer: Buffer | undefined;
  const budget = createWorkBudget();
  const sink = createSink();

  return {
    name: CONTENT_TAP,
    version,
    beginLayer: () => budget.beginLayer(),
    open(file) {
      if (PACKED.has(file.kind) || file.size < 4) return undefined;
      budget.beginFile(file.size);
      return sink.start(file);
    },
  };

  /** Each kind of file is searched for what may stand in it alone: made when the first of them comes. */
  function searchFor(kind: FileKind): Search {
    const known = searches.get(kind);
    if (known) return known;
    const wanted = signals.filter(({ kinds }) => kinds?.includes(kind) ?? true);
    const { keywords, signalsOf } = joinKeywords(wanted);
    const matcher = createKeywordMatcher(keywords, { short: TEXT.has(kind) });
    const made = { matcher, keywords, signalsOf };
    searches.set(kind, made);
    return made;
  }

  function createSink() {
    let file: FileHeader;
    let search: Search;
    /** Of the bytes in `buffer`. */
    let filled = 0;
    /** Where the first of them stands in the file. */
    let base = 0;
    /** From here on starts have not been looked at. */
    let next = 0;
    let found: FoundHits | undefined;
    const bytes = (): Buffer => {
      // Not of the shared pool: its start must be divisible by four.
      buffer ??= Buffer.from(new ArrayBuffer(CAPACITY + 8));
      return buffer;
    };
    const self: Sink & { start(header: FileHeader): Sink } = {
      start(header) {
        file = header;
        search = searchFor(header.kind);
        filled = base = next = 0;
        found = undefined;
        return self;
      },
      write(chunk) {
        const target = bytes();
        for (let taken = 0; taken < chunk.length; ) {
          const part = Math.min(chunk.length - taken, CAPACITY - filled);
          target.set(chunk.subarray(taken, taken + part), filled);
          filled += part;
          taken += part;
          if (filled === CAPACITY) look(filled - AFTER, false);
        }
      },
      end() {
        look(filled, true);
        return found?.note();
      },
    };
    return self;

    function look(to: number, isEnd: boolean): void {
      const { matcher, keywords, signalsOf } = search;
      const piece = bytes();
      matcher.scan(piece, { from: next, to, end: filled }, (keyword, start) => {
        const from = Math.max(0, start - BEFORE);
        const end = Math.min(filled, start + AFTER);
        let text: string | undefined;
        for (const signal of signalsOf[keyword] as readonly ContentSignal[]) {
          found ??= createFoundHits(file, budget);
          if (!found.wants(signal, end - from)) continue;
          text ??= piece.toString('latin1', from, end);
          found.look(signal, base + start, {
            file,
            text,
            at: start - from,
            keyword: keywords[keyword] as string,
            isStart: base === 0 && from === 0,
            isEnd: isEnd && end === filled,
          });
        }
      });
      if (isEnd) {
        if (TEXT.has(file.kind) && base === 0 && file.size <= LINES_UP_TO) found?.countLines(piece);
        return;
      }
      const keep = Math.min(to, BEFORE);
      piece.copyWithin(0, to - keep, filled);
      base += to - keep;
      filled -= to - keep;
      next = keep;
    }
  }
}

interface Search {
  readonly matcher: KeywordMatcher;
  readonly keywords: readonly string[];
  readonly signalsOf: readonly (readonly ContentSignal[])[];
}

function joinKeywords(signals: readonly ContentSignal[]): {
  keywords: readonly string[];
  signalsOf: readonly (readonly ContentSignal[])[];
} {
  const byKeyword = new Map<string, ContentSignal[]>();
  for (const signal of signals) {
    for (const keyword of new Set(signal.keywords.map(foldLong))) {
      const known = byKeyword.get(keyword);
      if (known) known.push(signal);
      else byKeyword.set(keyword, [signal]);
    }
  }
  return { keywords: [...byKeyword.keys()], signalsOf: [...byKeyword.values()] };
}

interface FoundHits {
  /** Shall a place with so many characters around it be looked at? */
  wants(signal: ContentSignal, characters: number): boolean;
  look(signal: ContentSignal, offset: number, place: ContentPlace): void;
  /** Tells the lines of all hits so far; `bytes` start with the file. */
  countLines(bytes: Buffer): void;
  note(): Json | undefined;
}

interface SignalState {
  readonly wanted: boolean;
  places: number;
  readonly hits: Map<string, { hit: Omit<ContentHit, 'count' | 'line'>; count: number; line?: number }>;
}

function createFoundHits(file: FileHeader, budget: WorkBudget): FoundHits {
  const states = new Map<ContentSignal, SignalState>();
  const over = new Set<string>();
  const stateOf = (signal: ContentSignal): SignalState => {
    const known = states.get(signal);
    if (known) return known;
    const { kinds, largest = Number.MAX_SAFE_INTEGER } = signal;
    const wanted = (!kinds || kinds.includes(file.kind)) && file.size <= largest && (signal.in?.(file) ?? true);
    const state: SignalState = { wanted, places: 0, hits: new Map() };
    states.set(signal, state);
    return state;
  };
  return {
    wants: (signal, characters) => {
      const state = stateOf(signal);
      if (!state.wanted) return false;
      if (state.places < limits.contentPlaces && (!signal.confirm || budget.spend(characters))) return true;
      over.add(signal.id);
      return false;
    },
    look(signal, offset, place) {
      const state = stateOf(signal);
      state.places++;
      const match = signal.confirm ? signal.confirm(place) : { excerpt: lineAround(place) };
      if (!match) return;
      const key = match.fingerprint ?? match.excerpt;
      const known = state.hits.get(key);
      if (known) known.count++;
      else if (state.hits.size < limits.contentHits) {
        const text = match.text?.slice(0, limits.contentText);
        const excerpt = match.excerpt.slice(0, LONGEST_EXCERPT);
        const hit = { signal: signal.id, offset, excerpt, ...(text === undefined ? {} : { text }) };
        state.hits.set(key, { hit, count: 1 });
      }
    },
    countLines(bytes) {
      for (const state of states.values()) {
        for (const entry of state.hits.values()) entry.line = 1 + newlines(bytes, entry.hit.offset);
      }
    },
    note() {
      const hits = [...states.values()]
        .flatMap((state) => [...state.hits.values()])
        .map(({ hit, count, line }) => ({ ...hit, count, ...(line === undefined ? {} : { line }) }))
        .sort((a, b) => a.offset - b.offset || (a.signal < b.signal ? -1 : 1));
      if (hits.length + over.size === 0) return undefined;
      return { hits, ...(over.size > 0 ? { over: [...over].sort() } : {}) };
    },
  };
}

function newlines(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

/** The printable text around a keyword, on its line. */
function lineAround({ text, at, keyword }: ContentPlace): string {
  const isInside = (index: number): boolean => {
    const code = text.charCodeAt(index);
    return code >= 0x20 && code !== 0x7f;
  };
  let start = at;
  while (start > 0 && at - start < 60 && isInside(start - 1)) start--;
  let end = at + keyword.length;
  while (end < text.length && end - at < 140 && isInside(end)) end++;
  return text.slice(start, end);
}
