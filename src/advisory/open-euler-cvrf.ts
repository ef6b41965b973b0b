import { FormatError } from '../base/errors.ts';
import { childElements, childText, localName, parseXml, type XmlElement } from '../format/xml.ts';
import type { Advisory, AffectedPackage } from './advisory.ts';
import { advisoryId, cveIds, severityOf, shortText, timestamp, webAddresses } from './record-fields.ts';
import { fixedBuilds, type RpmBuild, rpmBuild } from './rpm/builds.ts';
import { splitRpmFileName } from './rpm/nvr.ts';

/**
 * The advisory in one of openEuler's CVRF documents; undefined where it names no package.
 * @throws FormatError when it is not such a document.
 */
export function parseOpenEulerCvrf(text: string): Advisory | undefined {
  const root = parseXml(Buffer.from(text), LARGEST);
  if (localName(root) !== 'cvrfdoc') throw new FormatError('not a CVRF document');
  const tracking = child(root, 'DocumentTracking');
  const id = advisoryId(tracking && childText(child(tracking, 'Identification') ?? tracking, 'ID'));
  if (!tracking || !id) throw new FormatError('a CVRF document without id');
  const affected = affectedPackages(root);
  if (affected.length === 0) return undefined;
  const vulnerabilities = childElements(root, 'Vulnerability');
  const upstream = cveIds(vulnerabilities.map((vulnerability) => childText(vulnerability, 'CVE') ?? ''));
  const published = timestamp(childText(tracking, 'InitialReleaseDate'));
  const modified = timestamp(childText(tracking, 'CurrentReleaseDate'));
  const severity = severityOf(note(root, 'Severity'));
  return {
    id,
    aliases: otherName(id),
    ...(upstream.length > 0 && { upstream }),
    summary: shortText(childText(root, 'DocumentTitle')),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(severity && { severity }),
    // The vector of one vulnerability among several would speak for all of them.
    cvss: vulnerabilities.length === 1 ? vulnerabilities.flatMap(vectors) : [],
    references: webAddresses(
      childElements(child(root, 'DocumentReferences') ?? tracking, 'Reference').flatMap((reference) =>
        childElements(reference, 'URL').map((url) => url.text),
      ),
    ),
    affected,
  };
}

const LARGEST = 64 * 1024 * 1024;

/** `openEuler-SA-2021-1001` is `OESA-2021-1001` in OSV. */
function otherName(id: string): string[] {
  const number = /^openEuler-SA-(\d{4}-\d{1,9})$/.exec(id)?.[1];
  return number === undefined ? [] : [`OESA-${number}`];
}

function affectedPackages(root: XmlElement): AffectedPackage[] {
  const releases = new Map<string, RpmBuild[]>();
  const branches = childElements(child(root, 'ProductTree') ?? root, 'Branch');
  for (const branch of branches.filter(({ attributes }) => attributes.Type === 'Package Arch')) {
    for (const product of childElements(branch, 'FullProductName')) {
      const ecosystem = ecosystemOf(product.attributes.CPE ?? '');
      const file = splitRpmFileName(product.text.trim());
      const build = file && rpmBuild({ ...file, epoch: undefined });
      if (ecosystem === undefined || !build) continue;
      const builds = releases.get(ecosystem);
      if (builds) builds.push(build);
      else releases.set(ecosystem, [build]);
    }
  }
  return [...releases.keys()].sort().flatMap((ecosystem) => fixedBuilds(ecosystem, releases.get(ecosystem) ?? []));
}

/** `cpe:/a:openEuler:openEuler:22.03-LTS-SP2`; some have a hyphen for the last colon. */
function ecosystemOf(cpe: string): string | undefined {
  const version = /^cpe:\/[ao]:openEuler:openEuler[:-](\d{2}\.\d{2}(?:-[\w.]{1,20}){0,3})$/.exec(cpe.trim())?.[1];
  return version === undefined ? undefined : `openEuler:${version}`;
}

function vectors(vulnerability: XmlElement): string[] {
  const sets = childElements(child(vulnerability, 'CVSSScoreSets') ?? vulnerability, 'ScoreSet');
  return sets.flatMap((set) => {
    const vector = childText(set, 'Vector') ?? '';
    // Written without a prefix; only version 3 has privileges.
    return /^AV:[NALP]\/AC:[LH]\/PR:[NLH](?:\/[A-Za-z]{1,3}:[A-Z]){1,20}$/.test(vector) ? [`CVSS:3.1/${vector}`] : [];
  });
}

function note(root: XmlElement, title: string): string | undefined {
  const notes = childElements(child(root, 'DocumentNotes') ?? root, 'Note');
  return notes.find(({ attributes }) => attributes.Title === title)?.text;
}

function child(parent: XmlElement, name: string): XmlElement | undefined {
  return childElements(parent, name)[0];
}
