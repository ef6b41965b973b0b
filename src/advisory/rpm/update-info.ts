import { FormatError } from '../../base/errors.ts';
import { childElements, childText, localName, parseXml, type XmlElement } from '../../format/xml.ts';
import type { Advisory } from '../advisory.ts';
import { advisoryId, cveIds, cveIdsIn, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { fixedBuilds, type RpmBuild, rpmBuild } from './builds.ts';

export interface UpdateInfoOptions {
  readonly ecosystem: string;
  /** The advisory's own page on the web. */
  page?(id: string): string;
}

/**
 * The security advisories in a repository's `updateinfo.xml`, or in one or more `<update>` elements of it. Updates that fix
 * no vulnerability are left out.
 * @throws FormatError when it is not such a document.
 */
export function* parseUpdateInfo(text: string, options: UpdateInfoOptions): Iterable<Advisory> {
  const root = parseXml(Buffer.from(text), LARGEST);
  const updates = localName(root) === 'update' ? [root] : childElements(root, 'update');
  if (updates.length === 0 && localName(root) !== 'updates') throw new FormatError('not a list of updates');
  for (const update of updates) {
    const advisory = toAdvisory(update, options);
    if (advisory) yield advisory;
    else if (updates.length === 1 && childText(update, 'id') === undefined)
      throw new FormatError('an update without id');
  }
}

const LARGEST = 256 * 1024 * 1024;

function toAdvisory(update: XmlElement, { ecosystem, page }: UpdateInfoOptions): Advisory | undefined {
  const id = advisoryId(childText(update, 'id'));
  const title = childText(update, 'title');
  const references = childElements(update, 'references').flatMap((list) => childElements(list, 'reference'));
  const cves = cveIds([
    ...references.map((reference) => reference.attributes.id ?? ''),
    // Fedora names its bugs by number, with the CVE in the title.
    ...references.flatMap((reference) => cveIdsIn((reference.attributes.title ?? '').slice(0, LONGEST_TITLE))),
  ]);
  if (!id || (update.attributes.type !== 'security' && cves.length === 0)) return undefined;
  const affected = fixedBuilds(ecosystem, builds(update));
  if (affected.length === 0) return undefined;
  const published = timestamp(childElements(update, 'issued')[0]?.attributes.date);
  const modified = timestamp(childElements(update, 'updated')[0]?.attributes.date);
  const severity = severityOf(childText(update, 'severity'));
  const own = references
    .filter(({ attributes }) => attributes.type === 'self')
    .map(({ attributes }) => attributes.href);
  const others = references
    .filter(({ attributes }) => attributes.type !== 'self')
    .map(({ attributes }) => attributes.href);
  return {
    id,
    aliases: [],
    ...(cves.length > 0 && { upstream: cves }),
    summary: shortText(title ?? childText(update, 'summary') ?? childText(update, 'description')),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(severity && { severity }),
    cvss: [],
    references: webAddresses([page?.(id), ...own, ...others]),
    affected,
  };
}

const LONGEST_TITLE = 2_000;

function builds(update: XmlElement): RpmBuild[] {
  const collections = childElements(update, 'pkglist').flatMap((list) => childElements(list, 'collection'));
  return collections.flatMap((collection) => {
    const module = moduleOf(childElements(collection, 'module')[0]);
    return childElements(collection, 'package').flatMap(({ attributes }) => {
      const { name, epoch, version, release, arch } = attributes;
      return rpmBuild({ name, epoch, version, release, architecture: arch, module }) ?? [];
    });
  });
}

function moduleOf(module: XmlElement | undefined): string | undefined {
  const { name = '', stream = '' } = module?.attributes ?? {};
  return name === '' || stream === '' || name.length + stream.length > 256 ? undefined : `${name}:${stream}`;
}
