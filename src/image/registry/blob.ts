import type { Digest } from '../../base/digest.ts';
import { IntegrityError, messageOf, UnavailableError } from '../../base/errors.ts';
import { patienceOf, type RetryContext, TransientFailure, throwIfAborted } from '../../base/http/retry.ts';
import type { HttpResponse } from '../../base/http/transport.ts';
import type { RegistryClient } from './client.ts';

export interface BlobRequest {
  readonly digest: Digest;
  /** Bytes that the manifest claims; negative when unknown. */
  readonly size: number;
  /** Servers that should have it, in the order to ask them. */
  readonly clients: readonly RegistryClient[];
  readonly context: RetryContext;
}

/**
 * The blob's bytes. A cut is followed by a request for the rest; a server that gives up is followed by the next.
 * The size is checked here, the digest by whoever reads.
 */
export async function* streamBlob({ digest, size, clients, context }: BlobRequest): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for (const [index, client] of clients.entries()) {
    try {
      for await (const chunk of resuming({ client, digest, size, context, offset })) {
        offset += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      throwIfAborted(context.signal);
      if (index === clients.length - 1) throw error;
      context.notice?.(`${client.endpoint.domain}: ${messageOf(error)}; asking the next server`);
    }
  }
}

interface Part extends Omit<BlobRequest, 'clients'> {
  readonly client: RegistryClient;
  readonly offset: number;
}

async function* resuming(part: Part): AsyncGenerator<Uint8Array> {
  const { size, context } = part;
  const patience = patienceOf(context);
  let offset = part.offset;
  let progressAt = offset;
  while (size < 0 || offset < size || offset === 0) {
    try {
      for await (const chunk of rest({ ...part, offset })) {
        offset += chunk.length;
        if (size >= 0 && offset > size) throw wrongSize(part, 'more');
        yield chunk;
      }
      if (size < 0 || offset === size) return;
      throw new TransientFailure(wrongSize(part, `only ${offset}`));
    } catch (error) {
      if (!(error instanceof TransientFailure)) throw error;
      if (offset - progressAt >= context.timing.progressBytes) {
        patience.renew();
        progressAt = offset;
      }
      if (size > 0 && offset === size) return;
      await patience.pause(error);
    }
  }
}

/** One answer's worth of bytes from `offset` on. */
async function* rest(part: Part): AsyncGenerator<Uint8Array> {
  const { client, digest, offset, context } = part;
  const response = await client.get({
    path: `blobs/${digest}`,
    kind: 'blob',
    name: digest,
    headers: offset === 0 ? {} : { range: `bytes=${offset}-` },
    statuses: offset === 0 ? [200] : [200, 206, 416],
    signal: context.signal,
  });
  let skip: number;
  try {
    skip = bytesToSkip(response, part);
  } catch (error) {
    response.discard();
    throw error;
  }
  for await (const chunk of response.body()) {
    if (skip < chunk.length) yield skip > 0 ? chunk.subarray(skip) : chunk;
    skip = Math.max(0, skip - chunk.length);
  }
}

/** How much of the answer was had before. A server may ignore the range and begin anew. */
function bytesToSkip(response: HttpResponse, part: Part): number {
  const { size, offset } = part;
  if (response.status === 416) throw wrongSize(part, `only ${offset}`);
  if (response.status === 200) {
    const length = response.header('content-length') ?? '';
    if (size >= 0 && /^[0-9]+$/.test(length) && Number(length) !== size) throw wrongSize(part, length);
    return offset;
  }
  const range = /^bytes ([0-9]{1,16})-[0-9]{1,16}\/(\*|[0-9]{1,16})$/.exec(response.header('content-range') ?? '');
  const start = Number(range?.[1] ?? -1);
  if (start < 0 || start > offset) {
    const message = `${part.client.endpoint.domain} answers a request for a part of ${part.digest} with another part`;
    throw new UnavailableError('server-error', message);
  }
  const total = range?.[2] ?? '*';
  if (size >= 0 && total !== '*' && Number(total) !== size) throw wrongSize(part, total);
  return offset - start;
}

function wrongSize(part: Part, found: string): IntegrityError {
  const { client, digest, size } = part;
  const where = `${client.endpoint.domain}/${client.endpoint.repository}`;
  return new IntegrityError('wrong-size', `${where}: ${digest} should have ${size} bytes, the registry has ${found}`);
}
