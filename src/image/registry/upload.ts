import type { Digest } from '../../base/digest.ts';
import { IntegrityError, UnavailableError } from '../../base/errors.ts';
import { withDeadline } from '../../base/http/deadline.ts';
import { type RetryContext, retrying } from '../../base/http/retry.ts';
import type { HttpResponse, RequestBody } from '../../base/http/transport.ts';
import { parseUrl } from '../../base/http/url.ts';
import { limits } from '../../base/limits.ts';
import type { RegistryClient } from './client.ts';

/** Bytes to be stored under their digest. */
export interface BlobUpload extends RequestBody {
  readonly digest: Digest;
}

/** Stores the blob unless it is there. Tells which of the two it was. */
export function uploadBlob(
  client: RegistryClient,
  blob: BlobUpload,
  context: RetryContext,
): Promise<'stored' | 'present'> {
  const { digest, size } = blob;
  const about = { kind: 'blob', name: digest, signal: context.signal } as const;
  return retrying(context, async () => {
    const found = await client.send({ ...about, method: 'HEAD', path: `blobs/${digest}`, statuses: [...FOUND, 404] });
    found.discard();
    if (found.status !== 404) return 'present';
    const begun = await client.send({
      ...about,
      method: 'POST',
      path: 'blobs/uploads/',
      headers: { 'content-length': '0' },
      statuses: [202],
    });
    await begun.read(limits.errorAnswer);
    const address = uploadAddress(begun, client);
    address.searchParams.set('digest', digest);
    const stored = await client.send({
      ...about,
      method: 'PUT',
      path: '',
      address,
      headers: { 'content-type': 'application/octet-stream' },
      body: { size, open: () => blob.open() },
      answerMs: context.timing.documentMs,
      statuses: [201, 204],
    });
    await stored.read(limits.errorAnswer);
    return 'stored';
  });
}

/** Registries that keep blobs elsewhere answer with the address of that. */
const FOUND = [200, 301, 302, 303, 307, 308];

export interface ManifestUpload {
  /** The tag that it gets. */
  readonly tag: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly digest: Digest;
}

/** Stores the manifest, whose blobs are there, under its tag. */
export async function uploadManifest(
  client: RegistryClient,
  { tag, mediaType, bytes, digest }: ManifestUpload,
  context: RetryContext,
): Promise<void> {
  const { documentMs } = context.timing;
  const said = await retrying(context, () =>
    withDeadline(context.signal, documentMs, async (signal) => {
      const response = await client.send({
        kind: 'manifest',
        name: tag,
        signal,
        method: 'PUT',
        path: `manifests/${tag}`,
        headers: { 'content-type': mediaType },
        body: { size: bytes.length, open: () => [bytes] },
        answerMs: documentMs,
        statuses: [200, 201, 202],
      });
      await response.read(limits.errorAnswer);
      return response.header('docker-content-digest');
    }),
  );
  if (said === undefined || said === digest) return;
  const { domain, repository } = client.endpoint;
  throw new IntegrityError('wrong-digest', `${domain}/${repository} stored ${tag} under another digest than ${digest}`);
}

/** Behind a proxy that ends TLS, registries call themselves `http:`; what the way there was like decides. */
function uploadAddress(begun: HttpResponse, { endpoint }: RegistryClient): URL {
  const address = parseUrl(begun.header('location') ?? '', begun.url.href);
  if (!address || !/^https?:$/.test(address.protocol)) {
    throw new UnavailableError('server-error', `${endpoint.domain} names no usable address for an upload`);
  }
  address.username = '';
  address.password = '';
  if (address.host === begun.url.host) address.protocol = begun.url.protocol;
  if (address.protocol === 'https:' || address.hostname === begun.url.hostname) return address;
  throw new UnavailableError('server-error', `${endpoint.domain} wants uploads to another host over plain HTTP`);
}
