import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { ubuntuRelease } from '../ubuntu/releases.ts';
import { parseTrackerText } from '../ubuntu/tracker-text.ts';
import { parseUbuntuVex } from '../ubuntu/vex.ts';

/** Why Ubuntu has not fixed something: ignored, deferred, past support, not affected. Fixed versions are with `ubuntu`. */
export const ubuntuVex: AdvisorySource = {
  name: 'ubuntu-vex',
  homepage: 'https://documentation.ubuntu.com/security/security-updates/vex/',
  license: 'CC-BY-SA-4.0',
  address: 'https://security-metadata.canonical.com/vex/',
  optIn: 'it adds only why something is not fixed, at the cost of unpacking gigabytes',
  version: 1,
  feedFor: ubuntuRelease,
  fetch: fetchStatements,
  parse: parseStatements,
};

async function fetchStatements(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('vex-all.tar.xz');
  if (!file) return { kind: 'unchanged' };
  const documents = tarDocuments(file, (name) => wanted.test(name));
  return { kind: 'whole', documents, ...newest([file]) };
}

/** A mirror may pack the files of the CVE tracker, from which these statements are made, instead. */
const wanted = /(?:^|\/)(?:cve\/[^/]+\/[^/]+\.json|(?:active|retired)\/CVE-\d{4}-\d+)$/;

function* parseStatements({ text }: FeedDocument, feed: string): Iterable<Advisory> {
  const advisory = /^\s*\{/.test(text) ? parseUbuntuVex(text) : parseTrackerText(text);
  const affected = advisory?.affected.filter(({ ecosystem }) => ubuntuRelease(ecosystem) === feed) ?? [];
  if (advisory && affected.length > 0) yield { ...advisory, affected };
}
