import { FormatError } from '../base/errors.ts';
import type { Image } from '../image/image.ts';
import { buildPackageUrl } from '../inventory/package-url.ts';

/** The image's package URL: `pkg:oci/name@sha256:…?arch=…&repository_url=…&tag=…`. */
export function imagePurl(image: Image): string {
  const { repository, tag } = partReference(image.name);
  const name = repository.slice(repository.lastIndexOf('/') + 1);
  const isReference = image.source === 'registry' || image.source === 'daemon';
  const qualifiers = new Map([
    ['arch', image.platform.architecture],
    ['repository_url', isReference && repository.includes('/') ? repository : ''],
    ['tag', isReference ? tag : ''],
  ]);
  try {
    return buildPackageUrl({ type: 'oci', name, version: image.digest, qualifiers });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return buildPackageUrl({ type: 'oci', name: 'image', version: image.digest });
  }
}

function partReference(reference: string): { repository: string; tag: string } {
  const beforeDigest = (reference.split('@', 1)[0] ?? '').replace(/\/+$/, '');
  const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
  return colon < 0
    ? { repository: beforeDigest, tag: '' }
    : { repository: beforeDigest.slice(0, colon), tag: beforeDigest.slice(colon + 1) };
}
