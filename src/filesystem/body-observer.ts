import { createHash, type Hash, hash } from 'node:crypto';
import { FormatError, messageOf } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { fromBytes } from '../format/random-access.ts';
import type { FileHeader } from './file.ts';
import type { KeptWriter } from './kept-writer.ts';
import { HASH_ORDER } from './layer-index.ts';
import type { BodyTap, Sink, StreamTap, Tap } from './tap.ts';

/** What is wanted of one file's body. */
export interface BodyWishes {
  /** Bits of HASH_ORDER. */
  readonly hashes: number;
  readonly keep: boolean;
  readonly streams: readonly { readonly tap: StreamTap; readonly sink: Sink }[];
  readonly bodies: readonly BodyTap[];
  /** Messages of taps that failed before the body came. */
  readonly failures: readonly string[];
}

/** What came of it. */
export interface BodyResult {
  /** In HASH_ORDER, each byte one character; `hashSet` has the bits of those there are. */
  readonly hashes: readonly string[];
  readonly hashSet: number;
  readonly keptStart?: number;
  readonly notes: readonly { readonly tap: string; readonly note: Json }[];
  /** Messages of taps that could not read the file. */
  readonly failures: readonly string[];
}

export const NO_WISHES: BodyWishes = { hashes: 0, keep: false, streams: [], bodies: [], failures: [] };

/** Opens stream taps and asks body taps for one file; NO_WISHES itself when none of them wants it. */
export function tapWishes(taps: readonly Tap[], file: FileHeader): Pick<BodyWishes, 'streams' | 'bodies' | 'failures'> {
  let { streams, bodies, failures } = NO_WISHES;
  for (const tap of taps) {
    try {
      if ('examine' in tap) {
        if (tap.wants(file) && file.size <= limits.examinedFile) bodies = [...bodies, tap];
      } else {
        const sink = tap.open(file);
        if (sink) streams = [...streams, { tap, sink }];
      }
    } catch (error) {
      failures = [...failures, failureOf(tap.name, error)];
    }
  }
  if (streams.length + bodies.length + failures.length === 0) return NO_WISHES;
  return { streams, bodies, failures };
}

/** A body that lies whole in memory. */
export function observeWhole(body: Uint8Array, file: FileHeader, wishes: BodyWishes, kept: KeptWriter): BodyResult {
  const hashes = wishes.hashes === 0 ? [] : wholeHashes(body, wishes.hashes);
  const keptStart = wishes.keep ? kept.position : undefined;
  if (wishes.keep) kept.write(body);
  const notes: { tap: string; note: Json }[] = [];
  const failures = [...wishes.failures];
  for (const { tap, sink } of wishes.streams) {
    attempt(tap.name, notes, failures, () => {
      sink.write(body);
      return sink.end();
    });
  }
  for (const tap of wishes.bodies) attempt(tap.name, notes, failures, () => tap.examine(fromBytes(body), file));
  return { hashes, hashSet: wishes.hashes, notes, failures, ...(keptStart === undefined ? {} : { keptStart }) };
}

/** A body that comes in pieces. */
export interface PiecewiseObserver {
  write(chunk: Uint8Array): void;
  end(): BodyResult;
}

/** `scratch` is reused from file to file: at least `limits.examinedInMemory` bytes, made when first needed. */
export function observePieces(
  file: FileHeader,
  wishes: BodyWishes,
  kept: KeptWriter,
  scratch: () => Buffer,
): PiecewiseObserver {
  const hashers = HASH_ORDER.filter(({ bit }) => wishes.hashes & bit).map(({ name }) => createHash(name));
  const start = kept.position;
  const examined = wishes.bodies.length > 0;
  const assembled = examined && !wishes.keep && file.size <= limits.examinedInMemory ? scratch() : undefined;
  // Too large for memory: put it down with the kept files, examine it there, and take it back.
  const spooled = examined && !assembled;
  let filled = 0;
  const notes: { tap: string; note: Json }[] = [];
  const failures = [...wishes.failures];
  const failed = new Set<Sink>();

  return {
    write(chunk) {
      for (const hasher of hashers) hasher.update(chunk);
      if (wishes.keep || spooled) kept.write(chunk);
      assembled?.set(chunk, filled);
      filled += chunk.length;
      for (const { tap, sink } of wishes.streams) {
        if (failed.has(sink)) continue;
        if (!attempt(tap.name, notes, failures, () => void sink.write(chunk))) failed.add(sink);
      }
    },
    end() {
      for (const { tap, sink } of wishes.streams) {
        if (!failed.has(sink)) attempt(tap.name, notes, failures, () => sink.end());
      }
      if (examined) {
        const body = assembled ? fromBytes(assembled.subarray(0, filled)) : kept.view(start, filled);
        for (const tap of wishes.bodies) attempt(tap.name, notes, failures, () => tap.examine(body, file));
      }
      if (spooled && !wishes.keep) kept.truncate(start);
      return {
        hashes: hashers.map((hasher: Hash) => hasher.digest('binary')),
        hashSet: wishes.hashes,
        notes,
        failures,
        ...(wishes.keep ? { keptStart: start } : {}),
      };
    },
  };
}

/** Runs a tap; its note joins the notes. False when it failed. */
function attempt(
  tap: string,
  notes: { tap: string; note: Json }[],
  failures: string[],
  run: () => Json | undefined,
): boolean {
  try {
    const note = run();
    if (note !== undefined) notes.push({ tap, note: note as Json });
    return true;
  } catch (error) {
    failures.push(failureOf(tap, error));
    return false;
  }
}

function failureOf(tap: string, error: unknown): string {
  const bug = error instanceof FormatError || error instanceof RangeError ? '' : ' (please report this)';
  return `${tap}: ${messageOf(error)}${bug}`;
}

/** Hashes of a body that lies whole in memory: one call without an object takes half the time for small files. */
function wholeHashes(body: Uint8Array, set: number): string[] {
  const hashes: string[] = [];
  for (const { name, bit } of HASH_ORDER) if ((set & bit) !== 0) hashes.push(hash(name, body, 'binary'));
  return hashes;
}
