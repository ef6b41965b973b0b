import { setImmediate } from 'node:timers/promises';
import { FormatError } from '../base/errors.ts';
import { throwIfAborted } from '../base/http/retry.ts';
import { limits } from '../base/limits.ts';
import type { Advisory } from './advisory.ts';
import type { AdvisorySource, FeedUpdate } from './advisory-source.ts';
import { writeFeedFile } from './feed-file.ts';
import type { FeedFolder } from './feed-folder.ts';
import type { FeedManifest } from './feed-manifest.ts';

export interface Compilation {
  readonly source: AdvisorySource;
  readonly feed: string;
  readonly update: Exclude<FeedUpdate, { kind: 'unchanged' }>;
  readonly folder: FeedFolder;
  /** What the changes are changes of. */
  readonly known: FeedManifest | undefined;
  /** Where the compiled file is to be. */
  readonly path: string;
  readonly signal: AbortSignal;
}

/**
 * Parses what was fetched and compiles it. A damaged document costs only itself.
 * @throws FormatError where nothing of use is left: the last good feed is then to stay.
 */
export async function compileUpdate(compilation: Compilation): Promise<{ sha256: string; damaged: number }> {
  const { source, feed, update, known, path } = compilation;
  const counts: Counts = { documents: 0, damaged: 0 };
  const parsed = parseDocuments(compilation, counts);
  const advisories = update.kind === 'whole' ? parsed : mergeChanges(compilation, parsed);
  const { published } = update;
  const header = { source: source.name, feed, sourceVersion: source.version };
  const written = await writeFeedFile(path, advisories, {
    ...header,
    ...(published === undefined ? {} : { published }),
  });
  const before = update.kind === 'changes' ? (known?.damaged ?? 0) : 0;
  if (update.kind === 'whole') assertUseful(counts, written.counts.advisories, known);
  return { sha256: written.sha256, damaged: before + counts.damaged + written.refused };
}

interface Counts {
  documents: number;
  damaged: number;
}

const LONGEST_TURN_MS = 30;

async function* parseDocuments(compilation: Compilation, counts: Counts): AsyncGenerator<Advisory> {
  const { source, feed, update, signal } = compilation;
  let turn = performance.now();
  for await (const document of update.documents) {
    if (++counts.documents > limits.feedDocuments) throw new FormatError('the feed has too many documents');
    if (performance.now() - turn > LONGEST_TURN_MS) {
      // Other feeds are being downloaded meanwhile, and the user may want to interrupt.
      await setImmediate();
      throwIfAborted(signal);
      turn = performance.now();
    }
    try {
      yield* source.parse(document, feed);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      counts.damaged++;
    }
  }
}

/** Changes replace what was said under the same ids. */
async function* mergeChanges(
  { update, folder, known }: Compilation,
  parsed: AsyncIterable<Advisory>,
): AsyncGenerator<Advisory> {
  const opened = known && folder.openFile(known.source, known.feed);
  if (update.kind !== 'changes' || !opened) throw new FormatError('changes of a feed that is not there');
  try {
    if (opened.manifest.file !== known.file) throw new FormatError('the feed was updated by another process meanwhile');
    const changed: Advisory[] = [];
    for await (const advisory of parsed) changed.push(advisory);
    const replaced = new Set([...update.removed, ...changed.map(({ id }) => id)]);
    for (const advisory of opened.file.all()) if (!replaced.has(advisory.id)) yield advisory;
    yield* changed;
  } finally {
    opened.file.close();
  }
}

function assertUseful({ documents, damaged }: Counts, advisories: number, known: FeedManifest | undefined): void {
  if (documents === 0) throw new FormatError('the feed is empty');
  if (damaged === documents) throw new FormatError(`none of its ${documents} records can be understood`);
  if (advisories === 0 && (known?.advisories ?? 0) > 0) throw new FormatError('the feed says nothing any more');
}
