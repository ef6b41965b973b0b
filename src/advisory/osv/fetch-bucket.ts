import { UnavailableError } from '../../base/errors.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { wholeText, zipDocuments } from '../feed-documents.ts';
import { readModifiedList } from './modified-list.ts';

/** One folder of a bucket laid out as OSV's is: `all.zip`, `modified_id.csv`, `<id>.json`. */
export async function fetchFolder(folder: string, client: FeedClient): Promise<FeedUpdate> {
  const cursor = parseCursor(client.cursor);
  const list = cursor && (await modifiedList(folder, client));
  if (list === 'unchanged') return { kind: 'unchanged' };
  const changes = cursor && list ? await fetchChanges({ folder, client, cursor, list }) : undefined;
  return changes ?? (await fetchWhole(folder, client));
}

/** Beyond so many, the whole zip is sooner here, and kinder to the server. */
const MOST_CHANGES = 400;
const TOGETHER = 8;
const MOST_CHANGED_BYTES = 64 * 1024 * 1024;
/** Records that were deleted are noticed with the next whole download only. */
const WHOLE_EVERY_MS = 14 * 24 * 3600_000;
/** The zip is made some time after the records. */
const ZIP_LAG_MS = 24 * 3600_000;

interface Cursor {
  /** RFC 3339: changes before it are known. */
  readonly since: string;
  /** RFC 3339: when the zip that all began with was made. */
  readonly whole: string;
}

function parseCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const fields = asObject(parseJson(text));
  const [since, whole] = [asText(fields?.since), asText(fields?.whole)];
  if (since === undefined || whole === undefined) return undefined;
  const age = Date.now() - Date.parse(whole);
  return age >= 0 && age < WHOLE_EVERY_MS && !Number.isNaN(Date.parse(since)) ? { since, whole } : undefined;
}

async function fetchWhole(folder: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download(`${folder}/all.zip`);
  if (!file) return { kind: 'unchanged' };
  const { published } = file;
  const documents = zipDocuments(file, (name) => name.endsWith('.json'));
  if (published === undefined) return { kind: 'whole', documents };
  const since = new Date(Date.parse(published) - ZIP_LAG_MS).toISOString();
  return { kind: 'whole', documents, published, cursor: JSON.stringify({ since, whole: published }) };
}

/** The list's file; undefined where a mirror has none. */
async function modifiedList(folder: string, client: FeedClient): Promise<DownloadedFile | 'unchanged' | undefined> {
  try {
    return (await client.download(`${folder}/modified_id.csv`)) ?? 'unchanged';
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

interface Changes {
  readonly folder: string;
  readonly client: FeedClient;
  readonly cursor: Cursor;
  readonly list: DownloadedFile;
}

/** Undefined where there are too many to be fetched one by one. */
async function fetchChanges({ folder, client, cursor, list }: Changes): Promise<FeedUpdate | undefined> {
  const { ids, newest } = readModifiedList(await wholeText(list), { since: cursor.since, most: MOST_CHANGES });
  if (newest === undefined || ids.length > MOST_CHANGES) return undefined;
  const documents: FeedDocument[] = [];
  const removed: string[] = [];
  let size = 0;
  for (let at = 0; at < ids.length; at += TOGETHER) {
    const batch = ids.slice(at, at + TOGETHER);
    const records = await Promise.all(batch.map((id) => recordOf(`${folder}/${encodeURIComponent(id)}.json`, client)));
    for (const [index, record] of records.entries()) {
      const id = batch[index] ?? '';
      size += record?.length ?? 0;
      if (record === undefined) removed.push(id);
      else documents.push({ name: `${id}.json`, text: record });
    }
    if (size > MOST_CHANGED_BYTES) return undefined;
  }
  return {
    kind: 'changes',
    documents: each(documents),
    removed,
    published: newest,
    cursor: JSON.stringify({ since: newest, whole: cursor.whole }),
  };
}

async function recordOf(path: string, client: FeedClient): Promise<string | undefined> {
  try {
    return await client.text(path, { largestBytes: limits.feedRecord });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof UnavailableError && error.code === 'not-found';
}

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
