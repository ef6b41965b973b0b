import { createHash } from 'node:crypto';
import { digestAlgorithm, digestHex } from '../base/digest.ts';
import { IntegrityError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { BlobStore } from './blob-store.ts';
import type { Descriptor } from './manifest.ts';

/**
 * The document that a descriptor points at, verified. `what` names it in messages.
 * @throws IntegrityError when it is too large or is not what the descriptor says.
 */
export async function readDocument(store: Pick<BlobStore, 'document'>, descriptor: Descriptor, what: string) {
  if (descriptor.size > limits.manifest) {
    throw new IntegrityError(
      'over-limit',
      `the ${what} ${descriptor.digest} claims ${descriptor.size} bytes, more than the ${limits.manifest} allowed`,
    );
  }
  const bytes = await store.document(descriptor);
  if (bytes.length !== descriptor.size) {
    throw new IntegrityError(
      'wrong-size',
      `the ${what} ${descriptor.digest} is ${bytes.length} bytes long, its descriptor says ${descriptor.size}`,
    );
  }
  verifyDigest(bytes, descriptor.digest, what);
  return bytes;
}

/** @throws IntegrityError 'wrong-digest' when the bytes hash to something else. */
export function verifyDigest(bytes: Uint8Array, digest: Descriptor['digest'], what: string): void {
  const found = createHash(digestAlgorithm(digest)).update(bytes).digest('hex');
  if (found === digestHex(digest)) return;
  throw new IntegrityError('wrong-digest', `the ${what} should be ${digest} but hashes to ${found}`);
}
