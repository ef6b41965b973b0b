import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { parseBodhiUpdates } from '../fedora/bodhi-updates.ts';

const ROWS = 100;
const MOST_PAGES = 10_000;

/**
 * Security updates of Fedora, out of Bodhi: a repository's `updateinfo.xml` forgets an update once a later one replaced its
 * builds. Packages are source packages.
 */
export const fedora: AdvisorySource = {
  name: 'fedora',
  homepage: 'https://bodhi.fedoraproject.org/',
  license: 'none stated',
  address: 'https://bodhi.fedoraproject.org/',
  version: 1,
  feedFor: (ecosystem) => /^Fedora:(\d{1,4})$/.exec(ecosystem)?.[1],
  fetch: fetchUpdates,
  parse: ({ text }) => parseBodhiUpdates(text),
};

async function fetchUpdates(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const since = client.cursor;
  const query = { release: `F${feed}`, since };
  const first = await readPage(client, { ...query, page: 1 });
  const cursor = first.newest ?? since;
  const documents = pages(client, { ...query, first });
  const mark = cursor === undefined ? {} : { cursor };
  if (since === undefined) return { kind: 'whole', documents, ...mark };
  return first.updates === 0 ? { kind: 'unchanged' } : { kind: 'changes', documents, removed: [], ...mark };
}

interface Query {
  readonly release: string;
  /** Only what was published after this moment. */
  readonly since: string | undefined;
}

interface Page {
  readonly text: string;
  readonly updates: number;
  readonly pages: number;
  /** When the latest of its updates was published, in Bodhi's own notation. */
  readonly newest: string | undefined;
}

async function* pages(
  client: FeedClient,
  { first, ...query }: Query & { readonly first: Page },
): AsyncGenerator<FeedDocument> {
  yield { name: 'page 1', text: first.text };
  for (let page = 2; page <= Math.min(first.pages, MOST_PAGES); page++) {
    yield { name: `page ${page}`, text: (await readPage(client, { ...query, page })).text };
  }
}

async function readPage(
  client: FeedClient,
  { release, since, page }: Query & { readonly page: number },
): Promise<Page> {
  const query = new URLSearchParams({
    type: 'security',
    status: 'stable',
    releases: release,
    rows_per_page: String(ROWS),
    page: String(page),
    ...(since !== undefined && { pushed_since: since }),
  });
  const text = await client.text(`updates/?${query}`, { largestBytes: limits.feedDocument });
  const answer = asObject(parseJson(text));
  const updates = asList(answer?.updates);
  if (answer?.updates === undefined) throw new FormatError('an answer of Bodhi without updates');
  const dates = updates.flatMap((update) => asText(asObject(update)?.date_pushed) ?? []);
  const newest = dates
    .filter((date) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d$/.test(date))
    .sort()
    .at(-1);
  return { text, updates: updates.length, pages: asNumber(answer.pages) ?? 1, newest };
}
