import type { TestContext } from 'node:test';
import type { FeedUpdate } from '../../src/advisory/advisory-source.ts';
import { createFeedClient, type RememberingClient } from '../../src/advisory/feed-client.ts';
import { type FeedMemory, noMemory } from '../../src/advisory/feed-memory.ts';
import { createTransport } from '../../src/base/http/transport.ts';
import type { FeedServer } from './feed-server.ts';
import { quickTiming } from './registry-client.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A client of everything that the server has, as if that were one source. */
export function clientOf(test: TestContext, server: FeedServer, memory: FeedMemory = noMemory): RememberingClient {
  return createFeedClient({
    root: server.root,
    memory,
    temporaryFolder: temporaryFolder(test),
    transport: createTransport({ environment: {}, timing: quickTiming }),
    timing: quickTiming,
    signal: new AbortController().signal,
  });
}

/** The update with its documents' names and texts in a list. */
export async function collected(update: FeedUpdate) {
  const documents: { name: string; text: string }[] = [];
  if (update.kind === 'unchanged') return { kind: update.kind, documents };
  for await (const document of update.documents) documents.push({ ...document });
  return { ...update, documents };
}
