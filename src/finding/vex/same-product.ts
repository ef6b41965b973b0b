import { FormatError } from '../../base/errors.ts';
import { parsePackageUrl } from '../../inventory/package-url.ts';
import type { PackageUrl } from '../../inventory/package-url-types.ts';
import { isPlatform } from './platform.ts';
import type { VexComponent, VexProduct, VexStatement } from './statement.ts';
import type { ImageIdentity, VexSubject } from './subject.ts';

/** Does the statement speak of this package of this image? Its vulnerability is compared elsewhere. */
export function speaksOf({ products }: VexStatement, subject: VexSubject): boolean {
  return products.length === 0 || products.some((product) => isMeant(product, subject));
}

function isMeant(product: VexProduct, subject: VexSubject): boolean {
  if (product.platform !== undefined && !isPlatform(product.platform, subject.os)) return false;
  const isPart = product.components.some((component) => isPackage(component, subject));
  if (isImage(product, subject.image)) return product.components.length === 0 || isPart;
  if (isPackage(product, subject)) return product.components.length === 0 || isPart;
  // What holds the package may itself be a part that others share: only what it says of its components counts for them.
  return isPart && product.purls.some((purl) => subject.holders.some((holder) => covers(purl, holder)));
}

function isPackage({ purls }: VexComponent, subject: VexSubject): boolean {
  return purls.some((purl) => subject.purls.some((own) => covers(purl, own)));
}

function isImage({ purls, digests }: VexComponent, image: ImageIdentity): boolean {
  if (digests.some((digest) => image.digests.includes(digest))) return true;
  return purls.some((purl) => {
    const named = parsed(purl);
    if (!named || (named.type !== 'oci' && named.type !== 'docker')) return false;
    const { version } = named;
    const isDigest = version?.includes(':') === true;
    // A digest says which bytes are meant, wherever they are had from.
    if (isDigest && image.digests.includes(version.toLowerCase())) return true;
    if (isDigest) return false;
    return image.purls.some((own) => coversImage(named, own));
  });
}

/** Platform qualifiers are the image's own affair; a tag is where the author named one. */
function coversImage(named: PackageUrl, own: string): boolean {
  const image = parsed(own);
  if (!image || named.type !== image.type || named.name !== image.name) return false;
  if (named.type === 'docker') return (named.namespace ?? 'library') === (image.namespace ?? 'library');
  const repository = named.qualifiers.get('repository_url');
  const tag = named.qualifiers.get('tag') ?? named.version;
  if (tag !== undefined && image.qualifiers.get('tag') !== tag) return false;
  return (
    repository === undefined || sameRepository(repository, image.qualifiers.get('repository_url') ?? '', named.name)
  );
}

/** With or without the name at the end, and by either name of Docker Hub. */
function sameRepository(named: string, own: string, name: string): boolean {
  const plain = named
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
    .replace(/^index\.docker\.io(?=\/|$)/, 'docker.io');
  return plain === own || `${plain}/${name}` === own;
}

/** True where the statement's package URL means the package: the same name; version, qualifiers and subpath only where given. */
export function covers(named: string, own: string): boolean {
  const [wanted, found] = [parsed(named), parsed(own)];
  if (!wanted || !found || wanted.type !== found.type || wanted.name !== found.name) return false;
  if ((wanted.namespace ?? '') !== (found.namespace ?? '')) return false;
  if (wanted.version !== undefined && !sameVersion(wanted, found)) return false;
  if (wanted.subpath !== undefined && wanted.subpath !== found.subpath) return false;
  return [...wanted.qualifiers].every(([key, value]) => sameQualifier({ key, value, found }));
}

/** Go versions are written with and without their v; some authors write an rpm's epoch into the version. */
function sameVersion(wanted: PackageUrl, found: PackageUrl): boolean {
  const [left, right] = [wanted.version ?? '', found.version ?? ''];
  if (left === right) return true;
  if (wanted.type === 'golang') return left.replace(/^v/, '') === right.replace(/^v/, '');
  return wanted.type === 'rpm' && left === `${found.qualifiers.get('epoch') ?? '0'}:${right}`;
}

function sameQualifier({ key, value, found }: { key: string; value: string; found: PackageUrl }): boolean {
  const own = found.qualifiers.get(key);
  if (key === 'epoch') return Number(value) === Number(own ?? 0);
  // Where a package was had from does not change what it is; an image does not tell.
  return own === value || key === 'repository_url' || key === 'download_url' || key === 'checksum';
}

const remembered = new Map<string, PackageUrl | undefined>();
const MOST_REMEMBERED = 50_000;

/** The package URL taken apart; undefined where it is none. */
export function parsed(purl: string): PackageUrl | undefined {
  if (remembered.has(purl)) return remembered.get(purl);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  const url = parseOrUndefined(purl);
  remembered.set(purl, url);
  return url;
}

function parseOrUndefined(purl: string): PackageUrl | undefined {
  try {
    return parsePackageUrl(purl);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
