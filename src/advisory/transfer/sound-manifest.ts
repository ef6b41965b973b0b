import { FormatError } from '../../base/errors.ts';
import type { FeedManifest, FeedValidator } from '../feed-manifest.ts';
import { feedNames } from '../feed-names.ts';

const LARGEST_FILE = 0xffffffff;
const LONGEST_CURSOR = 10_000;

/**
 * What somebody else's manifest may say here: nothing was heard of after now, and what is sent to servers with the next
 * update fits a header. @throws FormatError where it cannot be one.
 */
export function soundManifest(manifest: FeedManifest, now: Date): FeedManifest {
  const { source, feed, sha256, sizeBytes, checked, published, validators, cursor, ...rest } = manifest;
  const name = `${source} ${feed}`.slice(0, 200);
  feedNames(source, feed);
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new FormatError(`${name} comes without a sha256`);
  if (sizeBytes > LARGEST_FILE) throw new FormatError(`${name} is larger than a compiled feed can be`);
  const heard = Date.parse(checked);
  if (Number.isNaN(heard)) throw new FormatError(`${name} does not say when it was heard to be current`);
  const { previousFile: _, ...described } = rest;
  return {
    ...described,
    source,
    feed,
    sha256,
    sizeBytes,
    checked: heard > now.getTime() ? now.toISOString() : checked,
    ...(published === undefined || Number.isNaN(Date.parse(published)) ? {} : { published }),
    validators: validators.filter(isSendable),
    ...(cursor === undefined || cursor.length > LONGEST_CURSOR ? {} : { cursor }),
  };
}

function isSendable({ etag = '', lastModified = '' }: FeedValidator): boolean {
  return /^[\x20-\x7e]{0,1000}$/.test(etag) && /^[\x20-\x7e]{0,100}$/.test(lastModified);
}
