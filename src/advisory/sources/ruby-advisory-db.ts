import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { parseYaml } from '../../format/yaml.ts';
import type { Advisory, AffectedRange } from '../advisory.ts';
import type { AdvisorySource, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { severityOfScore } from '../cvss/score.ts';
import { tarDocuments } from '../feed-documents.ts';
import { gemAfter, gemRequirement } from '../gem-requirement.ts';
import { packageName, shortText, timestamp, webAddresses } from '../record-fields.ts';
import type { Severity } from '../severity.ts';
import { complementOf, rangesOf, unionOf, type VersionSet } from '../version-set.ts';
import { rubygems } from '../versions/rubygems.ts';

/** CPE names of the interpreters that the `rubies` folder speaks of. */
const ENGINES: ReadonlyMap<string, string> = new Map([
  ['ruby', 'ruby-lang:ruby'],
  ['jruby', 'jruby:jruby'],
  ['mruby', 'mruby:mruby'],
  ['mrubyc', 'mrubyc:mruby/c'],
  ['rbx', 'rubinius:rubinius'],
]);

/** rubysec's advisories, of gems and of Ruby itself. */
export const rubyAdvisoryDb: AdvisorySource = {
  name: 'ruby-advisory-db',
  homepage: 'https://rubysec.com/',
  license: 'public domain; its texts by their authors',
  address: 'https://github.com/rubysec/ruby-advisory-db/',
  version: 2,
  feedFor: (ecosystem) => {
    const isInterpreter = [...ENGINES.values()].some((name) => ecosystem === `CPE:${name}`);
    return ecosystem === 'RubyGems' || isInterpreter ? 'ruby-advisory-db' : undefined;
  },
  fetch: fetchArchive,
  parse: parseFile,
};

async function fetchArchive(_feed: string, client: FeedClient): Promise<FeedUpdate> {
  const file = await client.download('archive/refs/heads/master.tar.gz');
  if (!file) return { kind: 'unchanged' };
  return {
    kind: 'whole',
    documents: tarDocuments(file, (name) => /\/(?:gems|rubies)\/[^/]+\/[^/]+\.yml$/.test(name)),
    ...(file.published ? { published: file.published } : {}),
  };
}

function* parseFile(document: FeedDocument): Iterable<Advisory> {
  const record = asObject(parseYaml(document.text, { longest: limits.advisoryYaml }).value);
  if (!record) throw new FormatError('not an advisory');
  const [id, ...aliases] = idsOf(record);
  const subject = subjectOf(record);
  if (id === undefined || !subject) throw new FormatError('an advisory without an id, gem or engine');
  const severity = severityOf(record);
  const published = timestamp(asText(record.date));
  const platform = asText(record.platform);
  yield {
    id,
    aliases: aliases.sort(),
    summary: shortText(asText(record.title)),
    ...(published ? { published } : {}),
    ...(severity ? { severity } : {}),
    cvss: [],
    references: webAddresses([asText(record.url), ...asList(asObject(record.related)?.url).map(asText)]),
    affected: [
      {
        ...subject,
        ranges: affectedRanges(record),
        state: 'affected',
        ...(platform ? { note: shortText(`only on ${platform}`) } : {}),
      },
    ],
  };
}

/** The best known first. */
function idsOf(record: JsonObject): string[] {
  const [cve, ghsa, osvdb] = [asText(record.cve), asText(record.ghsa), asText(record.osvdb)];
  const ids = [cve && `CVE-${cve}`, ghsa && `GHSA-${ghsa}`, osvdb && `OSVDB-${osvdb}`];
  return ids.filter((id) => id !== undefined && /^[A-Z]+-[\w-]{2,60}$/.test(id)).map(String);
}

function subjectOf(record: JsonObject): { ecosystem: string; name: string } | undefined {
  const gem = packageName(asText(record.gem));
  if (gem !== undefined) return { ecosystem: 'RubyGems', name: gem };
  const engine = ENGINES.get(asText(record.engine) ?? '');
  return engine === undefined ? undefined : { ecosystem: 'CPE', name: engine };
}

/** All versions but those named as patched or unaffected. */
function affectedRanges(record: JsonObject): AffectedRange[] {
  const patched = versionsIn(record.patched_versions);
  const unaffected = versionsIn(record.unaffected_versions);
  const affected = complementOf(unionOf([...patched, ...unaffected], rubygems));
  return rangesOf(affected, { fixed: patched, next: gemAfter, scheme: rubygems });
}

function versionsIn(requirements: Json | undefined): VersionSet {
  const list = asList(requirements);
  if (list.length > limits.advisoryRanges) throw new FormatError('too many requirements');
  const sets = list.map((requirement) => {
    const set = gemRequirement(asText(requirement) ?? '');
    if (!set) throw new FormatError(`not a requirement: ${JSON.stringify(requirement).slice(0, 80)}`);
    return set;
  });
  return unionOf(sets.flat(), rubygems);
}

/** Only scores are given, without their vectors. */
function severityOf(record: JsonObject): Severity | undefined {
  for (const [member, version] of [
    ['cvss_v4', '4.0'],
    ['cvss_v3', '3.1'],
    ['cvss_v2', '2.0'],
  ] as const) {
    const text = asText(record[member]) ?? '';
    if (/^(?:10(?:\.0)?|\d?\.?\d)$/.test(text)) return severityOfScore({ version, base: Number(text) });
  }
  return undefined;
}
