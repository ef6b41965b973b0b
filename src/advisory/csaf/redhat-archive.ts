import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments, wholeDocument } from '../feed-documents.ts';
import { downloadTogether, newest, unlessMissing } from '../feed-files.ts';
import { timestamp } from '../record-fields.ts';

const CHANGES = 'changes.csv';
const DELETIONS = 'deletions.csv';
/** Above it the archive is the cheaper way, one file in place of thousands. */
const MOST_CHANGES = 3_000;

/**
 * All documents at first, from the archive and what changed since it was made; later on only what changed. The cursor is
 * the newest time in the lists.
 */
export async function fetchRedHatArchive(client: FeedClient): Promise<FeedUpdate> {
  const lists = await downloadTogether(client, [CHANGES, DELETIONS]);
  if (!lists) return { kind: 'unchanged' };
  const changes = await readList(lists.get(CHANGES));
  const deletions = await readList(lists.get(DELETIONS));
  const published = newest(lists.values());
  const { cursor } = client;
  // A mirror without the list of changes has the archive alone.
  const isListed = lists.has(CHANGES);
  if (cursor !== undefined && isListed) {
    const changed = since(changes, cursor);
    const gone = since(deletions, cursor);
    if (changed.length <= MOST_CHANGES) {
      return {
        kind: 'changes',
        documents: documentsOf(client, changed),
        // One that speaks of none of our packages any more yields no advisory that could replace the old one.
        removed: [...new Set([...gone, ...changed].map(idOf))],
        cursor: latest([...changes, ...deletions]) ?? cursor,
        ...published,
      };
    }
  }
  const update = await whole(client, { changes, deletions, isListed });
  return update.kind === 'unchanged' ? update : { ...update, ...published };
}

interface ListedChange {
  readonly path: string;
  /** RFC 3339. */
  readonly time: string;
}

interface Lists {
  readonly changes: readonly ListedChange[];
  readonly deletions: readonly ListedChange[];
  readonly isListed: boolean;
}

async function whole(client: FeedClient, { changes, deletions, isListed }: Lists): Promise<FeedUpdate> {
  const name = (await client.text('archive_latest.txt', { largestBytes: limits.errorAnswer })).trim();
  const [, made] = /^[\w.-]{1,200}?(\d{4}-\d{2}-\d{2})\.tar\.zst$/.exec(name) ?? [];
  if (made === undefined) throw new FormatError(`an archive of the name ${JSON.stringify(name.slice(0, 200))}`);
  const file = await client.download(name, { always: isListed });
  if (!file) return { kind: 'unchanged' };
  // The archive of a day may have been made at any time of it.
  const start = `${made}T00:00:00Z`;
  const changed = since(changes, start);
  const fresh = changed.length <= MOST_CHANGES ? changed : [];
  return {
    kind: 'whole',
    documents: archived(client, { file, fresh, gone: since(deletions, start) }),
    cursor: (fresh.length === changed.length ? latest([...changes, ...deletions]) : undefined) ?? start,
  };
}

async function* archived(
  client: FeedClient,
  { file, fresh, gone }: { file: DownloadedFile; fresh: readonly ListedChange[]; gone: readonly ListedChange[] },
): AsyncGenerator<FeedDocument> {
  const newer = new Set([...fresh, ...gone].map(idOf));
  yield* tarDocuments(file, (name) => name.endsWith('.json') && !newer.has(idOf({ path: name })));
  yield* documentsOf(client, fresh);
}

async function* documentsOf(client: FeedClient, changes: readonly ListedChange[]): AsyncGenerator<FeedDocument> {
  for (const path of new Set(changes.map((change) => change.path))) {
    const text = await unlessMissing(client.text(path, { largestBytes: limits.feedDocument }));
    if (text !== 'missing') yield { name: path, text };
  }
}

/** Lines of `"2024/cve-2024-0002.json","2025-12-10T10:00:00+00:00"`. */
async function readList(file: DownloadedFile | undefined): Promise<ListedChange[]> {
  const changes: ListedChange[] = [];
  if (!file) return changes;
  for await (const { text } of wholeDocument(file, 'the list of changes')) {
    for (const [, path = '', written = ''] of text.matchAll(/^"(\d{4}\/cve-[\d-]{5,30}\.json)","([^"\n]{1,40})"/gim)) {
      const time = timestamp(written);
      if (time !== undefined) changes.push({ path, time });
    }
  }
  return changes;
}

function since(changes: readonly ListedChange[], start: string): ListedChange[] {
  return changes.filter(({ time }) => time >= start);
}

function latest(changes: readonly ListedChange[]): string | undefined {
  let found: string | undefined;
  for (const { time } of changes) if (found === undefined || time > found) found = time;
  return found;
}

/** `CVE-2024-0002` */
function idOf({ path }: { readonly path: string }): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length).toUpperCase();
}
