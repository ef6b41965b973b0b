import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm, isDigest } from '../../base/digest.ts';
import { IntegrityError, messageOf } from '../../base/errors.ts';
import { printable } from '../../base/http/failure.ts';
import { type RetryContext, throwIfAborted } from '../../base/http/retry.ts';
import { limits } from '../../base/limits.ts';
import type { BlobStore } from '../blob-store.ts';
import { dockerIndexType, dockerManifestType, ociIndexType, ociManifestType } from '../manifest.ts';
import { formatReference, type Reference } from '../reference.ts';
import { streamBlob } from './blob.ts';
import type { Document, RegistryClient } from './client.ts';

const MANIFEST_TYPES = [ociIndexType, dockerIndexType, ociManifestType, dockerManifestType];
const FOREIGN_LAYER = /\.(?:nondistributable|foreign)\./;

/** What a reference leads to first: an index or a manifest, checked against its digest. */
export interface Root {
  readonly bytes: Uint8Array;
  readonly mediaType?: string;
  readonly digest: Digest;
  /** The server that had it, and those to ask after it. */
  readonly clients: readonly RegistryClient[];
}

/**
 * Asks one server after the other for what the reference names.
 * @throws what the last server's answer calls for.
 */
export async function fetchRoot(
  reference: Reference,
  clients: readonly RegistryClient[],
  context: RetryContext,
): Promise<Root> {
  return firstOf(clients, context, async (client, index) => {
    const name = reference.digest ?? reference.tag ?? 'latest';
    const document = await manifest(client, name);
    const digest = checkedDigest(reference, document);
    const mediaType = mediaTypeOf(document);
    const rest = clients.slice(index);
    return { bytes: document.bytes, digest, clients: rest, ...(mediaType === undefined ? {} : { mediaType }) };
  });
}

/** The repository's content by digest. */
export function repositoryStore(clients: readonly RegistryClient[], context: RetryContext): BlobStore {
  return {
    document(descriptor) {
      const { digest, mediaType, size } = descriptor;
      if (size > limits.manifest) {
        const message = `${digest} claims to be a document of ${size} bytes; at most ${limits.manifest} are read`;
        return Promise.reject(new IntegrityError('over-limit', message));
      }
      return firstOf(clients, context, async (client) => {
        const question = { path: `blobs/${digest}`, kind: 'blob', name: digest, limit: limits.manifest } as const;
        const isManifest = MANIFEST_TYPES.includes(mediaType);
        const { bytes } = isManifest ? await manifest(client, digest) : await client.document(question);
        assertDigest(bytes, digest, client.endpoint.domain);
        return bytes;
      });
    },
    layer({ digest, size, mediaType }) {
      // Kept elsewhere by their makers' wish; no address out of a manifest is ever called.
      if (FOREIGN_LAYER.test(mediaType)) return { kind: 'absent' };
      return {
        kind: 'stream',
        open: (signal) => streamBlob({ digest, size, clients, context: { ...context, signal } }),
      };
    },
  };
}

/** The first server's success, else the last one's failure. */
async function firstOf<T>(
  clients: readonly RegistryClient[],
  context: RetryContext,
  ask: (client: RegistryClient, index: number) => Promise<T>,
): Promise<T> {
  let failure: unknown;
  for (const [index, client] of clients.entries()) {
    try {
      return await ask(client, index);
    } catch (error) {
      throwIfAborted(context.signal);
      failure = error;
      if (index < clients.length - 1) {
        context.notice?.(`${client.endpoint.domain}: ${messageOf(error)}; asking the next server`);
      }
    }
  }
  throw failure;
}

function manifest(client: RegistryClient, name: string): Promise<Document> {
  const headers = { accept: MANIFEST_TYPES.join(', ') };
  return client.document({ path: `manifests/${name}`, kind: 'manifest', name, headers, limit: limits.manifest });
}

/** By digest, the bytes must match it. By tag, they must match what the registry says they are. */
function checkedDigest(reference: Reference, { bytes, response }: Document): Digest {
  const said = response.header('docker-content-digest');
  if (isDigest(said)) assertDigest(bytes, said, formatReference(reference));
  if (reference.digest) assertDigest(bytes, reference.digest, formatReference(reference));
  return reference.digest ?? (isDigest(said) ? said : digestOf(bytes, 'sha256'));
}

function assertDigest(bytes: Uint8Array, digest: Digest, where: string): void {
  const actual = digestOf(bytes, digestAlgorithm(digest));
  if (actual === digest) return;
  throw new IntegrityError('wrong-digest', `${where}: what should be ${digest} came as ${actual}`);
}

function digestOf(bytes: Uint8Array, algorithm: 'sha256' | 'sha512'): Digest {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

function mediaTypeOf({ response }: Document): string | undefined {
  const type = response.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  return type === undefined || type === '' ? undefined : printable(type, []);
}
