import { asList, asObject, parseJson } from '../../base/json.ts';
import type { Advisory } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { newest } from '../feed-files.ts';
import { parseOsvRecord } from '../osv/parse-record.ts';

/** Kubernetes' own list of CVEs, made into records like those of OSV by Aqua Security, by component. */
export const kubernetes: AdvisorySource = {
  name: 'kubernetes',
  homepage: 'https://github.com/aquasecurity/vuln-list-k8s',
  license: 'none stated',
  address: 'https://codeload.github.com/aquasecurity/vuln-list-k8s/tar.gz/',
  optIn: 'OSV has the same vulnerabilities; this one names the component that has each',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Kubernetes' ? 'kubernetes' : undefined),
  fetch: fetchRecords,
  parse: ({ text }) => [parseRecord(text)],
};

async function fetchRecords(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('refs/heads/main');
  if (!file) return { kind: 'unchanged' };
  const documents = tarDocuments(file, (name) => /\/upstream\/CVE-[\d-]+\.json$/.test(name));
  return { kind: 'whole', documents, ...newest([file]) };
}

/** The records write the ecosystem with a small letter. */
function parseRecord(text: string): Advisory {
  const record = asObject(parseJson(text)) ?? {};
  const affected = asList(record.affected).map((value) => {
    const entry = asObject(value);
    const named = asObject(entry?.package);
    return named?.ecosystem === 'kubernetes' ? { ...entry, package: { ...named, ecosystem: 'Kubernetes' } } : value;
  });
  return parseOsvRecord(JSON.stringify({ ...record, affected }));
}
