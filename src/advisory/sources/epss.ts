import { dayOf } from '../../base/day.ts';
import { FormatError, UnavailableError } from '../../base/errors.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { wholeDocument } from '../feed-documents.ts';
import { isCveId } from '../record-fields.ts';

/** FIRST's daily estimate, for every CVE, of how likely an attack is within 30 days. */
export const epss: AdvisorySource = {
  name: 'epss',
  homepage: 'https://www.first.org/epss/',
  license: 'free to use with attribution to FIRST',
  address: 'https://epss.empiricalsecurity.com/',
  version: 1,
  feedFor: () => 'epss',
  fetch: fetchNewest,
  parse: parseScores,
};

/** How many days back a file is looked for: a day's comes out in its course, and some days none does. */
const DAYS = 7;
const DAY_MS = 86_400_000;

/** Each day has a file of its own. The last one fetched is the cursor: until there is a newer one, nothing has changed. */
async function fetchNewest(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const today = Date.now();
  for (let back = 0; back < DAYS; back++) {
    const date = dayOf(new Date(today - back * DAY_MS));
    if (date === client.cursor) return { kind: 'unchanged' };
    const found = await fetchDay(`epss_scores-${date}.csv.gz`, client);
    if (found) return { ...found, published: `${date}T00:00:00Z`, cursor: date };
  }
  // A mirror may keep one file only, under the name that the publisher links the newest by.
  const name = 'epss_scores-current.csv.gz';
  const file = await client.download(name);
  if (!file) return { kind: 'unchanged' };
  return {
    kind: 'whole',
    documents: wholeDocument(file, name),
    ...(file.published ? { published: file.published } : {}),
  };
}

async function fetchDay(
  name: string,
  client: FeedClient,
): Promise<{ kind: 'whole'; documents: AsyncIterable<FeedDocument> } | undefined> {
  try {
    const file = await client.download(name, { always: true });
    return file && { kind: 'whole', documents: wholeDocument(file, name) };
  } catch (error) {
    if (error instanceof UnavailableError && error.code === 'not-found') return undefined;
    throw error;
  }
}

function* parseScores(document: FeedDocument): Iterable<Advisory> {
  const lines = linesOf(document.text);
  let hasHeader = false;
  for (const line of lines) {
    if (line === '' || line.startsWith('#')) continue;
    if (!hasHeader) {
      if (line !== 'cve,epss,percentile') throw new FormatError(`${document.name} does not list cve,epss,percentile`);
      hasHeader = true;
      continue;
    }
    const advisory = readLine(line);
    if (advisory) yield advisory;
  }
  if (!hasHeader) throw new FormatError(`${document.name} is empty`);
}

function readLine(line: string): Advisory | undefined {
  const [id = '', probability, percentile, ...rest] = line.split(',', 4);
  const epss = { probability: portionIn(probability), percentile: portionIn(percentile) };
  if (!isCveId(id) || rest.length > 0 || Number.isNaN(epss.probability + epss.percentile)) return undefined;
  return { id, aliases: [], summary: '', cvss: [], references: [], epss, affected: [] };
}

function portionIn(text: string | undefined): number {
  const value = /^(?:\d(?:\.\d{1,12})?|\.\d{1,12}|\d(?:\.\d{1,12})?e-\d{1,2})$/i.test(text ?? '')
    ? Number(text)
    : Number.NaN;
  return value <= 1 ? value : Number.NaN;
}

/** Without a list of all of them: there are some hundred thousand. */
function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end === -1 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end === -1) return;
    start = end + 1;
  }
}
