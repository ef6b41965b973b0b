import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import type { Advisory, AffectedPackage, AffectedRange } from './advisory.ts';
import type { DownloadedFile, FeedDocument } from './advisory-source.ts';
import { jsonDocuments } from './feed-documents.ts';
import { advisoryId, packageName, versionText } from './record-fields.ts';

/** The packages of a file in the form of Alpine's secdb, which Wolfi and others share, as one document each. */
export function secdbDocuments(file: DownloadedFile): AsyncIterable<FeedDocument> {
  return jsonDocuments(file, { within: ['packages'] });
}

export interface SecdbOptions {
  readonly ecosystem: string;
  /** The page of one vulnerability. */
  readonly page?: (id: string) => string;
}

/** What one package of a secdb says: an advisory for each vulnerability. @throws FormatError where it is damaged. */
export function* parseSecdbPackage(document: FeedDocument, options: SecdbOptions): Generator<Advisory> {
  const told = asObject(asObject(parseJson(document.text))?.pkg);
  const name = packageName(asText(told?.name));
  const fixes = fixesOf(told?.secfixes);
  if (name === undefined || !fixes) throw new FormatError('not a package of a secdb');
  const fixedIn = new Map<string, Set<string>>();
  for (const [version, entries] of Object.entries(fixes)) {
    const fixed = versionText(version);
    if (fixed === undefined) throw new FormatError(`secdb: ${name} has no version where one should be`);
    for (const id of vulnerabilities(entries)) fixedIn.set(id, (fixedIn.get(id) ?? new Set()).add(fixed));
  }
  for (const [id, versions] of fixedIn) yield advisoryOf(id, affectedPackage({ name, versions, ...options }), options);
}

/** Older files write no fixes as an empty list. */
function fixesOf(value: Json | undefined): JsonObject | undefined {
  return Array.isArray(value) && value.length === 0 ? {} : asObject(value);
}

/** An entry may hold several names of several vulnerabilities: `CVE-2017-2616 XSA-207`. Those of CVE are the exact ones. */
function* vulnerabilities(entries: Json): Generator<string> {
  for (const entry of asList(entries)) {
    const ids = (asText(entry) ?? '')
      .slice(0, 1_000)
      .split(/[\s,;()]+/)
      .flatMap((text) => advisoryId(text) ?? []);
    const exact = ids.filter((id) => id.startsWith('CVE-'));
    yield* exact.length > 0 ? exact : ids.filter((id) => /-\d/.test(id) || id.startsWith('GHSA-'));
  }
}

function affectedPackage(options: {
  readonly ecosystem: string;
  readonly name: string;
  readonly versions: ReadonlySet<string>;
}): AffectedPackage {
  const { ecosystem, name, versions } = options;
  // Version 0 stands for a package that never had the vulnerability, however often it was looked for.
  const fixes = [...versions].filter((version) => version !== NEVER_AFFECTED);
  if (fixes.length === 0) return { ecosystem, name, ranges: [{ introduced: '0' }], state: 'not-affected' };
  const ranges = fixes.map((fixed): AffectedRange => ({ introduced: '0', fixed }));
  return { ecosystem, name, ranges, state: 'affected' };
}

const NEVER_AFFECTED = '0';

function advisoryOf(id: string, affected: AffectedPackage, { page }: SecdbOptions): Advisory {
  return { id, aliases: [], summary: '', cvss: [], references: page ? [page(id)] : [], affected: [affected] };
}
