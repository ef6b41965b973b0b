import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { parseYaml } from '../../format/yaml.ts';
import type { Advisory, AffectedRange } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { tarDocuments } from '../feed-documents.ts';
import { isCveId, packageName, shortText, timestamp, webAddresses } from '../record-fields.ts';
import {
  after,
  allVersions,
  before,
  complementOf,
  intersectionOf,
  rangesOf,
  unionOf,
  type VersionInterval,
} from '../version-set.ts';
import { packagist } from '../versions/packagist.ts';

/** FriendsOfPHP's advisories of Composer packages. */
export const phpSecurityAdvisories: AdvisorySource = {
  name: 'php-security-advisories',
  homepage: 'https://github.com/FriendsOfPHP/security-advisories',
  license: 'Unlicense',
  address: 'https://github.com/FriendsOfPHP/security-advisories/',
  version: 1,
  feedFor: (ecosystem) => (ecosystem === 'Packagist' ? 'php-security-advisories' : undefined),
  fetch: fetchArchive,
  parse: parseFile,
};

async function fetchArchive(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('archive/refs/heads/master.tar.gz');
  if (!file) return { kind: 'unchanged' };
  return {
    kind: 'whole',
    documents: tarDocuments(file, (name) => /^[^/]+\/[^./][^/]*\/[^/]+\/[^/]+\.yaml$/.test(name)),
    ...(file.published ? { published: file.published } : {}),
  };
}

function* parseFile(document: FeedDocument): Iterable<Advisory> {
  const record = asObject(parseYaml(document.text, { longest: limits.advisoryYaml }).value);
  const name = packageName(/^composer:\/\/(.*)$/.exec(asText(record?.reference) ?? '')?.[1]);
  if (!record || name === undefined) throw new FormatError('not an advisory of a Composer package');
  const branches = Object.values(asObject(record.branches) ?? {}).map(asObject);
  const cve = asText(record.cve)?.trim().toUpperCase() ?? '';
  const published = branches
    .map((branch) => timestamp(asText(branch?.time)))
    .filter((time) => time !== undefined)
    .sort()[0];
  yield {
    id: isCveId(cve) ? cve : idOf(document.name, name),
    aliases: [],
    summary: shortText(asText(record.title)),
    ...(published ? { published } : {}),
    cvss: [],
    references: webAddresses([asText(record.link)]),
    affected: [{ ecosystem: 'Packagist', name: name.toLowerCase(), ranges: rangesIn(branches), state: 'affected' }],
  };
}

/** Those without a CVE have no other name than their file's. */
function idOf(file: string, name: string): string {
  const base = file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '');
  return `FRIENDSOFPHP-${name}-${base}`.replaceAll(/[^\w.-]/g, '-').slice(0, 200);
}

/** Where one branch ends and the next begins, it is one range: no version between them is fixed. */
function rangesIn(branches: readonly (JsonObject | undefined)[]): AffectedRange[] {
  if (branches.length === 0 || branches.length > limits.advisoryRanges)
    throw new FormatError('no branches, or too many');
  const affected = unionOf(
    branches.flatMap((branch) => branchVersions(branch?.versions)),
    packagist,
  );
  return rangesOf(affected, {
    fixed: complementOf(affected),
    next: (version) => `${version}-p0`,
    scheme: packagist,
  });
}

function branchVersions(constraints: Json | undefined): readonly VersionInterval[] {
  const list = asList(constraints);
  if (list.length === 0 || list.length > 10) throw new FormatError('a branch without versions');
  return list.reduce<readonly VersionInterval[]>(
    (set, constraint) => intersectionOf(set, [intervalOf(asText(constraint) ?? '')], packagist),
    allVersions,
  );
}

function intervalOf(constraint: string): VersionInterval {
  const [, operator = '', version = ''] = /^\s*([<>]=?|={1,2})?\s*(\S{1,100})\s*$/.exec(constraint) ?? [];
  if (!packagist.isValid(version))
    throw new FormatError(`not a constraint: ${JSON.stringify(constraint.slice(0, 80))}`);
  switch (operator) {
    case '>=':
      return { from: before(version) };
    case '>':
      return { from: after(version) };
    case '<':
      return { to: before(version) };
    case '<=':
      return { to: after(version) };
    default:
      return { from: before(version), to: after(version) };
  }
}
