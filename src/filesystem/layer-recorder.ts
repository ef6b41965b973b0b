import { limits } from '../base/limits.ts';
import type { ProblemCode } from '../base/problem.ts';
import type { DeviceNumber, TarEntry, TarVisitor } from '../format/tar/tar-entry.ts';
import {
  type BodyResult,
  type BodyWishes,
  NO_WISHES,
  observePieces,
  observeWhole,
  type PiecewiseObserver,
  tapWishes,
} from './body-observer.ts';
import { createColumnBuilder } from './column-builder.ts';
import type { FileHeader, FileType } from './file.ts';
import { KIND_SAMPLE, kindOf } from './file-kind.ts';
import type { KeptWriter } from './kept-writer.ts';
import type { LayerIndex, TapNote } from './layer-index.ts';
import { ALL_HASHES, hashesFor, isWorthHashing, manifestHashes, type PassPlan } from './pass-plan.ts';
import { type CleanPath, cleanPath } from './path.ts';
import { compilePatterns } from './patterns.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import { readWhiteout } from './whiteout.ts';

export interface RecorderOptions {
  readonly plan: PassPlan;
  readonly kept: KeptWriter;
  /** Bits of HASH_ORDER; undefined to find out from the layer itself, and say so to `onManifestHashes`. */
  readonly manifestHashes?: number;
  readonly onManifestHashes?: (hashes: number) => void;
  /** `limits.entriesPerLayer` unless a test cannot wait for so many. */
  readonly mostEntries?: number;
}

/** Turns the entries of one layer into its index. */
export interface LayerRecorder extends TarVisitor {
  readonly problems: ProblemList;
  finish(): Omit<LayerIndex, 'diffID' | 'digest' | 'keptPath'>;
}

export function createLayerRecorder({ plan, kept, ...options }: RecorderOptions): LayerRecorder {
  const mostEntries = options.mostEntries ?? limits.entriesPerLayer;
  const columns = createColumnBuilder();
  const keeps = compilePatterns(plan.keeps);
  const problems = createProblemList();
  const whiteouts: string[] = [];
  const opaque: string[] = [];
  const notes: TapNote[] = [];
  const capabilities: [number, string][] = [];
  const devices: [number, DeviceNumber][] = [];
  let hashes = options.manifestHashes ?? ALL_HASHES;
  let hashesKnown = options.manifestHashes !== undefined;
  let holeBytes = 0;

  let current: { row: number; path: string; size: number; mode: number } | undefined;
  const sample = Buffer.alloc(KIND_SAMPLE);
  let sampled = 0;
  let observer: PiecewiseObserver | undefined;
  let ignoring = false;
  let scratch: Buffer | undefined;
  for (const tap of plan.taps) if ('open' in tap) tap.beginLayer?.();

  return {
    problems,
    entry(entry) {
      current = undefined;
      if (columns.count >= mostEntries) throw new RangeError(`more than ${mostEntries} entries`);
      if (entry.type === 'unknown') return skip('unsafe-path', entry, 'an entry of an unknown type');
      const clean = cleanPath(entry.name);
      if (!clean) return skip('over-limit', entry, 'a path that is too long or too deep');
      if (clean.holdsNul) return skip('unsafe-path', entry, 'a path that holds NUL');
      if (clean.escaped)
        report('unsafe-path', entry, 'its path climbs out of the image; it is taken to be inside, as runtimes do');
      const whiteout = readWhiteout(clean);
      if (whiteout) {
        if (whiteout.kind === 'removes') whiteouts.push(whiteout.path);
        if (whiteout.kind === 'opaque') opaque.push(whiteout.path);
        return false;
      }
      if (clean.bytes.length === 0 && entry.type !== 'directory')
        return skip('unsafe-path', entry, 'a file that would replace the root');
      return add(entry, entry.type, clean);
    },
    data(chunk, whole) {
      if (ignoring || !current) return;
      if (observer) return observer.write(chunk);
      const wanted = Math.min(current.size, KIND_SAMPLE);
      if (sampled === 0 && chunk.length >= wanted) {
        if (whole) return completeWhole(chunk);
        begin(chunk.subarray(0, wanted));
        if (!ignoring) feed(chunk);
        return;
      }
      const taken = Math.min(wanted - sampled, chunk.length);
      sample.set(chunk.subarray(0, taken), sampled);
      sampled += taken;
      if (sampled < wanted) return;
      begin(sample.subarray(0, sampled));
      if (ignoring) return;
      feed(sample.subarray(0, sampled));
      if (taken < chunk.length) feed(chunk.subarray(taken));
    },
    end() {
      if (observer && current) record(current.row, current.path, observer.end());
      observer = undefined;
      current = undefined;
    },
    finish: () => ({
      columns: columns.finish(),
      whiteouts: whiteouts.sort(),
      opaque: opaque.sort(),
      notes,
      capabilities,
      ...(devices.length > 0 ? { devices } : {}),
      problems: problems.finish(),
    }),
  };

  function add(entry: TarEntry, type: FileType, { bytes: path, nameStart }: CleanPath): boolean {
    const origin = type === 'hardlink' ? cleanPath(entry.linkName) : undefined;
    if (origin?.escaped)
      report('unsafe-path', entry, 'its hardlink climbs out of the image; it is taken to be inside, as runtimes do');
    const link = type === 'symlink' ? entry.linkName : origin?.bytes;
    if (link && link.length > limits.path) return skip('over-limit', entry, 'a link whose target is too long');
    const row = columns.add({
      path,
      nameStart,
      link,
      type,
      size: type === 'file' ? entry.size : 0,
      mode: entry.mode,
      uid: entry.uid,
      gid: entry.gid,
      mtime: entry.mtime,
    });
    const capability = entry.xattrs?.get('security.capability');
    if (capability) capabilities.push([row, capability.subarray(0, 64).toString('hex')]);
    if (entry.device && devices.length < limits.deviceNodes) devices.push([row, entry.device]);
    if (!hashesKnown) learnHashes(text(path));
    if (type !== 'file') return false;
    if (entry.size === 0) return empty(row, text(path), entry.mode);
    current = { row, path: text(path), size: entry.size, mode: entry.mode };
    holeBytes += entry.holes;
    if (holeBytes > limits.holesPerLayer) {
      report('over-limit', entry, 'sparse files with too many holes; what is in this one was not looked at');
      current = undefined;
      return false;
    }
    sampled = 0;
    observer = undefined;
    ignoring = false;
    return true;
  }

  /** An empty file has a kind and may be kept, but no body calls come. */
  function empty(row: number, path: string, mode: number): false {
    columns.setKind(row, 'empty');
    const header: FileHeader = { path, type: 'file', kind: 'empty', size: 0, mode };
    record(row, path, observeWhole(new Uint8Array(0), header, wishesFor(header), kept));
    return false;
  }

  function completeWhole(chunk: Uint8Array): void {
    if (!current) return;
    const header = headerOf(current, chunk);
    columns.setKind(current.row, header.kind);
    const wishes = wishesFor(header);
    if (wishes !== NO_WISHES) record(current.row, current.path, observeWhole(chunk, header, wishes, kept));
    ignoring = true;
  }

  function begin(firstBytes: Uint8Array): void {
    if (!current) return;
    const header = headerOf(current, firstBytes);
    columns.setKind(current.row, header.kind);
    const wishes = wishesFor(header);
    if (wishes === NO_WISHES) ignoring = true;
    else
      observer = observePieces(
        header,
        wishes,
        kept,
        () => (scratch ??= Buffer.allocUnsafeSlow(limits.examinedInMemory)),
      );
  }

  function feed(chunk: Uint8Array): void {
    observer?.write(chunk);
  }

  function headerOf(file: NonNullable<typeof current>, firstBytes: Uint8Array): FileHeader {
    return { path: file.path, type: 'file', kind: kindOf(firstBytes, file.size), size: file.size, mode: file.mode };
  }

  function wishesFor(header: FileHeader): BodyWishes {
    const isWanted = plan.verify === 'all' || isWorthHashing(header);
    const wanted = (isWanted ? hashesFor(header.path, hashes, plan.verify) : 0) | (plan.alsoHashes ?? 0);
    const keep = keeps.matches(header) && mayKeep(header);
    const taps = tapWishes(plan.taps, header);
    if (keep || taps !== NO_WISHES) return { ...taps, hashes: wanted, keep };
    return wanted === 0 ? NO_WISHES : { ...NO_WISHES, hashes: wanted };
  }

  function mayKeep(header: FileHeader): boolean {
    if (header.size <= limits.keptFile && kept.position + header.size <= limits.keptPerLayer) return true;
    problems.add({
      code: 'over-limit',
      path: header.path,
      message: `${header.size} bytes are too many to look into; packages in it are missing`,
    });
    return false;
  }

  function record(row: number, path: string, result: BodyResult): void {
    if (result.hashes.length > 0) columns.setHashes(row, result.hashSet, result.hashes);
    if (result.keptStart !== undefined) columns.setKept(row, result.keptStart);
    for (const { tap, note } of result.notes) notes.push({ row, tap, note });
    for (const failure of result.failures) problems.add({ code: 'unreadable-file', path, message: failure });
  }

  function learnHashes(path: string): void {
    const known = manifestHashes(path);
    if (known === undefined) return;
    hashes = known;
    hashesKnown = true;
    options.onManifestHashes?.(known);
  }

  function report(code: ProblemCode, entry: TarEntry, message: string): void {
    problems.add({ code, path: text(entry.name).slice(0, 512), message });
  }

  function skip(code: ProblemCode, entry: TarEntry, message: string): false {
    report(code, entry, `${message}; it was left out`);
    return false;
  }
}

function text(bytes: Uint8Array): string {
  const buffer = bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString('utf8');
}
