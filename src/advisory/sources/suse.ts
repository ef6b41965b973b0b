import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { fetchOval } from '../oval/fetch-oval.ts';
import { parseSuseOval } from '../oval/suse.ts';
import { parseSuseCvrf } from '../suse/cvrf.ts';

/**
 * SUSE Linux Enterprise and openSUSE. The OVAL that is chosen has what is fixed, not affected and not yet fixed, a file
 * for each service pack; releases that there is none of are in the notices of all years.
 */
export const suse: AdvisorySource = {
  name: 'suse',
  homepage: 'https://www.suse.com/support/security/',
  license: 'CC-BY-4.0',
  address: 'https://ftp.suse.com/pub/projects/security/',
  version: 1,
  feedFor: feedOf,
  fetch: fetchRecords,
  parse: ({ text }, feed) => {
    const parse = /<cvrfdoc\b/.test(text.slice(0, LONGEST_PROLOGUE)) ? parseSuseCvrf : parseSuseOval;
    return parse(text, ecosystemOf(feed));
  },
};

const LONGEST_PROLOGUE = 1_000;
const FAMILIES = [
  { prefix: 'sles-', ecosystem: 'SUSE:SLES ' },
  { prefix: 'micro-', ecosystem: 'SUSE:SLE Micro ' },
  { prefix: 'leap-', ecosystem: 'openSUSE:Leap ' },
] as const;

/** `sles-15.5`, `micro-5.5`, `leap-15.5`, `tumbleweed` */
function feedOf(ecosystem: string): string | undefined {
  if (ecosystem === 'openSUSE:Tumbleweed') return 'tumbleweed';
  const family = FAMILIES.find((each) => ecosystem.startsWith(each.ecosystem));
  const release = family && ecosystem.slice(family.ecosystem.length);
  return release !== undefined && /^\d{1,2}(?:\.\d{1,2})?$/.test(release) ? `${family?.prefix}${release}` : undefined;
}

function ecosystemOf(feed: string): string {
  const family = FAMILIES.find(({ prefix }) => feed.startsWith(prefix));
  return family ? family.ecosystem + feed.slice(family.prefix.length) : 'openSUSE:Tumbleweed';
}

async function fetchRecords(feed: string, client: FeedClient): Promise<FeedUpdate> {
  const update = await fetchOval(client, ovalFiles(feed));
  if (update !== 'missing') return update;
  const file = await client.download('cvrf.tar.bz2');
  if (!file) return { kind: 'unchanged' };
  return { kind: 'whole', documents: notices(tarDocuments(file, (name) => name.endsWith('.xml'))), ...newest([file]) };
}

/** Notices of bug fixes and the like lie beside those of security fixes; those of no product of ours come to nothing. */
async function* notices(documents: AsyncIterable<FeedDocument>): AsyncGenerator<FeedDocument> {
  for await (const document of documents) if (document.text.includes('<cvrfdoc')) yield document;
}

/** The best file first: names have changed over the years, and not every release has all kinds. */
function ovalFiles(feed: string): string[] {
  const release = feed.slice(feed.indexOf('-') + 1);
  const [major = '', minor] = release.split('.');
  const stems: string[] = [];
  if (feed === 'tumbleweed') stems.push('opensuse.tumbleweed');
  else if (feed.startsWith('leap-')) stems.push(`opensuse.leap.${release}`, `opensuse.${release}`);
  else if (feed.startsWith('micro-'))
    stems.push(`suse.linux.enterprise.micro.${release}`, `suse.linux.micro.${release}`);
  else {
    const pack = minor === undefined ? release : Number(major) < 16 ? `${major}-sp${minor}` : release;
    stems.push(
      ...new Set([pack, major].map((each) => `suse.linux.enterprise.${each}`)),
      `suse.linux.enterprise.server.${major}`,
    );
  }
  return stems.flatMap((stem) => [`oval/${stem}-affected.xml.gz`, `oval/${stem}.xml.gz`]);
}
