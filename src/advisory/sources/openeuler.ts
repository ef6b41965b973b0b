import { limits } from '../../base/limits.ts';
import { lines } from '../../format/lines.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { parseOpenEulerCvrf } from '../open-euler-cvrf.ts';

/** Security notices of openEuler, by binary package. */
export const openeuler: AdvisorySource = {
  name: 'openeuler',
  homepage: 'https://www.openeuler.org/en/security/security-bulletins/',
  license: 'none stated',
  address: 'https://repo.openeuler.org/security/data/cvrf/',
  optIn: 'OSV has the same advisories in one file; here the first update reads thousands of small ones',
  version: 1,
  feedFor: (ecosystem) => (ecosystem.startsWith('openEuler:') ? 'openeuler' : undefined),
  fetch: fetchNotices,
  parse: parseNotice,
};

/** Notices are numbered one after the other, so that those after the last one that was read are new. */
async function fetchNotices(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const index = await client.text('index.txt', { largestBytes: limits.feedDocument });
  const notices = noticesOf(index);
  const cursor = notices.at(-1)?.order;
  const known = client.cursor;
  if (known === undefined || cursor === undefined) {
    return { kind: 'whole', documents: documents(notices, client), ...(cursor !== undefined && { cursor }) };
  }
  const later = notices.filter(({ order }) => order > known);
  if (later.length === 0) return { kind: 'unchanged' };
  return { kind: 'changes', documents: documents(later, client), removed: [], cursor };
}

function* parseNotice({ text }: FeedDocument): Iterable<Advisory> {
  const advisory = parseOpenEulerCvrf(text);
  if (advisory) yield advisory;
}

interface Notice {
  readonly path: string;
  /** Year and number, for comparing as text. */
  readonly order: string;
}

/** The lines of `index.txt`: `2024/cvrf-openEuler-SA-2024-1349.xml`. */
function noticesOf(index: string): Notice[] {
  const notices: Notice[] = [];
  for (const line of lines(index)) {
    const path = line.trim();
    const match = /^\d{4}\/cvrf-openEuler-SA-(\d{4})-(\d{1,9})\.xml$/.exec(path);
    if (match) notices.push({ path, order: `${match[1]}-${match[2]?.padStart(9, '0')}` });
    if (notices.length === limits.feedDocuments) break;
  }
  return notices.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
}

async function* documents(notices: readonly Notice[], client: FeedClient): AsyncGenerator<FeedDocument> {
  for (const { path } of notices) {
    yield { name: path, text: await client.text(path, { largestBytes: limits.feedDocument }) };
  }
}
