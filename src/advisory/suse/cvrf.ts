import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { childElements, childText, localName, parseXml, type XmlElement } from '../../format/xml.ts';
import type { Advisory } from '../advisory.ts';
import {
  advisoryId,
  cveIds,
  packageName,
  severityOf,
  shortText,
  timestamp,
  versionText,
  webAddresses,
} from '../record-fields.ts';
import { type Build, packagesOfBuilds } from '../rpm/build-statements.ts';
import { suseEcosystems } from './products.ts';

/**
 * A SUSE or openSUSE update notice in CVRF 1.1. Products of other releases than the one given are left out.
 * @throws FormatError where it is not CVRF.
 */
export function* parseSuseCvrf(text: string, ecosystem?: string): Generator<Advisory> {
  const root = parseXml(Buffer.from(text), limits.feedDocument);
  if (localName(root) !== 'cvrfdoc') throw new FormatError('not a CVRF document');
  const tracking = childElements(root, 'DocumentTracking')[0];
  const identification = tracking && childElements(tracking, 'Identification')[0];
  const id = advisoryId(identification && childText(identification, 'ID'));
  if (!tracking || id === undefined) throw new FormatError('a CVRF document without an id');
  const vulnerabilities = childElements(root, 'Vulnerability');
  const fixed = new Set(vulnerabilities.flatMap(fixedProducts));
  const affected = packagesOfBuilds(builds(root, { fixed, ecosystem }));
  if (affected.length === 0) return;
  const published = timestamp(childText(tracking, 'InitialReleaseDate'));
  const modified = timestamp(childText(tracking, 'CurrentReleaseDate'));
  const severity = worst(vulnerabilities);
  yield {
    id,
    aliases: [],
    upstream: cveIds(vulnerabilities.flatMap((each) => childText(each, 'CVE') ?? [])),
    summary: shortText(childText(root, 'DocumentTitle')),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(severity && { severity }),
    cvss: [...new Set(vulnerabilities.flatMap(vectors))],
    references: webAddresses(
      within(root, 'DocumentReferences', 'Reference').map((each) => childText(each, 'URL')),
    ).slice(0, 2),
    affected,
  };
}

/** Relations of a package, `libopenssl0_9_8-0.9.8j-106.12.1`, to a product; the ids of products hold both, joined. */
function* builds(
  root: XmlElement,
  { fixed, ecosystem }: { fixed: ReadonlySet<string>; ecosystem: string | undefined },
): Generator<Build> {
  for (const relationship of within(root, 'ProductTree', 'Relationship')) {
    const { attributes } = relationship;
    const product = childElements(relationship, 'FullProductName')[0]?.attributes.ProductID;
    const [, name, version] = /^(.{1,256})-([^-]{1,128}-[^-]{1,128})$/.exec(attributes.ProductReference ?? '') ?? [];
    const plainName = packageName(name);
    const plainVersion = versionText(version);
    if (product === undefined || !fixed.has(product) || plainName === undefined || plainVersion === undefined) continue;
    for (const release of suseEcosystems(attributes.RelatesToProductReference ?? '')) {
      if (ecosystem !== undefined && release !== ecosystem) continue;
      yield { ecosystem: release, name: plainName, state: 'affected', range: { introduced: '0', fixed: plainVersion } };
    }
  }
}

function fixedProducts(vulnerability: XmlElement): string[] {
  return within(vulnerability, 'ProductStatuses', 'Status')
    .filter(({ attributes }) => attributes.Type === 'Fixed')
    .flatMap((status) => childElements(status, 'ProductID'))
    .map(({ text }) => text.trim());
}

function worst(vulnerabilities: readonly XmlElement[]): Advisory['severity'] {
  const words = vulnerabilities
    .flatMap((each) => within(each, 'Threats', 'Threat'))
    .filter(({ attributes }) => attributes.Type === 'Impact')
    .map((threat) => severityOf(childText(threat, 'Description')));
  return (['critical', 'high', 'medium', 'low'] as const).find((severity) => words.includes(severity));
}

function vectors(vulnerability: XmlElement): string[] {
  return within(vulnerability, 'CVSSScoreSets', 'ScoreSet')
    .concat(within(vulnerability, 'CVSSScoreSets', 'ScoreSetV3'))
    .flatMap((set) => childText(set, 'Vector') ?? childText(set, 'VectorV3') ?? [])
    .filter((vector) => /^(?:CVSS:3\.\d\/)?A[VC]:[\w:/]{1,200}$/.test(vector));
}

function within(parent: XmlElement, list: string, name: string): XmlElement[] {
  return childElements(parent, list).flatMap((each) => childElements(each, name));
}
