import { readFileSync, statSync } from 'node:fs';
import { type Digest, isDigest, sha256 } from '../base/digest.ts';
import { IntegrityError, UsageError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { emptyConfig } from '../image/config.ts';
import type { Image } from '../image/image.ts';
import { hostPlatform } from '../image/platform.ts';

/**
 * The bytes of a document that lists what is in an image.
 * @throws UsageError when there is no such file. @throws IntegrityError when it is too large.
 */
export function readInventoryDocument(path: string): Buffer {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError('no-such-file', `there is no file ${path}`);
  if (stat.size > limits.sbom) throw new IntegrityError('over-limit', `${path} is larger than ${limits.sbom} bytes`);
  return readFileSync(path);
}

/** What is known of the image that a document speaks of: no layer of it was seen. */
export function imageOfDocument(
  bytes: Uint8Array,
  { name, source, claimed }: { readonly name: string; readonly source: string; readonly claimed?: string | undefined },
): Image {
  const digest: Digest = claimed !== undefined && isDigest(claimed) ? claimed : sha256(bytes);
  return {
    name,
    source,
    digest,
    references: [],
    mediaType: 'application/octet-stream',
    platform: hostPlatform(),
    config: emptyConfig(digest),
    layers: [],
    annotations: {},
    problems: [],
  };
}
