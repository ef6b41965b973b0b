import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Digest, sha256 } from '../../src/base/digest.ts';
import { answerRequest, type RecordedRequest, type TestBehavior, type TestRepository } from './registry-answers.ts';

export type { RecordedRequest, TestAuth, TestBehavior, TestRepository } from './registry-answers.ts';

/** A registry in memory, served over real HTTP on 127.0.0.1. */
export interface TestRegistry {
  /** `127.0.0.1:port` */
  readonly host: string;
  readonly port: number;
  readonly origin: string;
  readonly repositories: Map<string, TestRepository>;
  readonly behavior: TestBehavior;
  /** Everything that was asked, in order. */
  readonly requests: RecordedRequest[];
  close(): Promise<void>;
}

export interface TestRegistryOptions {
  readonly repositories?: Readonly<Record<string, TestRepository>>;
  readonly behavior?: TestBehavior;
  readonly tls?: { readonly key: string; readonly cert: string };
}

export async function serveRegistry(options: TestRegistryOptions = {}): Promise<TestRegistry> {
  const behavior: TestBehavior = { ...options.behavior };
  const repositories = new Map(Object.entries(options.repositories ?? {}));
  const requests: RecordedRequest[] = [];
  const tokens = new Map<string, number>();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString('utf8');
    const recorded = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body, bytes };
    requests.push(recorded);
    await answerRequest({ behavior, repositories, tokens, request: recorded, response, origin: registry.origin });
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  };
  const server = options.tls ? createTlsServer(options.tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host = `127.0.0.1:${port}`;
  const registry: TestRegistry = {
    host,
    port,
    origin: `${options.tls ? 'https' : 'http'}://${host}`,
    repositories,
    behavior,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return registry;
}

/** A repository with one small image, tagged `latest`. Layers are gzipped as given: mostly a tar's bytes. */
export function repositoryOf(layers: readonly Uint8Array[], tag = 'latest'): TestRepository & { digest: Digest } {
  const blobs = new Map<Digest, Uint8Array>();
  const put = (bytes: Uint8Array, mediaType: string) => {
    const digest = sha256(bytes);
    blobs.set(digest, bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const stored = layers.map((layer) => put(gzipSync(layer), 'application/vnd.oci.image.layer.v1.tar+gzip'));
  const config = put(
    json({
      os: 'linux',
      architecture: 'amd64',
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => sha256(layer)) },
    }),
    'application/vnd.oci.image.config.v1+json',
  );
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = json({ schemaVersion: 2, mediaType, config, layers: stored });
  const digest = sha256(manifest);
  return {
    digest,
    blobs,
    tags: new Map([[tag, digest]]),
    manifests: new Map([[digest, { mediaType, bytes: manifest }]]),
  };
}

export function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
