import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { AdvisorySource, FeedDocument } from '../../src/advisory/advisory-source.ts';
import { createFeedClient } from '../../src/advisory/feed-client.ts';
import { noMemory } from '../../src/advisory/feed-memory.ts';
import { createTransport } from '../../src/base/http/transport.ts';
import { buildZip } from './build-zip.ts';
import { quickTiming } from './registry-client.ts';
import { writeTar } from './tar-writer.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The documents of a fixture: of its input file, or all that the source fetches from its mirror. */
export async function* sourceDocuments(
  t: TestContext,
  { source, feed, folder }: { source: AdvisorySource; feed: string; folder: string },
): AsyncGenerator<FeedDocument> {
  const mirror = join(folder, 'mirror');
  if (!existsSync(mirror)) {
    for (const name of readdirSync(folder).filter((entry) => entry.startsWith('input'))) {
      yield { name, text: readFileSync(join(folder, name), 'utf8') };
    }
    return;
  }
  const temporary = temporaryFolder(t);
  const root = join(temporary, 'mirror');
  cpSync(mirror, root, { recursive: true });
  packArchives(root);
  const client = createFeedClient({
    root: pathToFileURL(`${root}/`),
    memory: noMemory,
    temporaryFolder: temporary,
    transport: createTransport({ environment: {}, timing: quickTiming }),
    timing: quickTiming,
    signal: new AbortController().signal,
  });
  const update = await source.fetch(feed, client);
  if (update.kind === 'unchanged') throw new Error('a first fetch cannot find everything unchanged');
  yield* update.documents;
}

/** Turns folders whose names are those of archives into such archives. */
export function packArchives(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (!statSync(path).isDirectory()) continue;
    const isZip = name.endsWith('.zip');
    if (!isZip && !/\.tar(?:\.\w+)?$/.test(name)) {
      packArchives(path);
      continue;
    }
    const files = filesBelow(path);
    const archive = isZip
      ? buildZip(files.map((file) => ({ name: file.name, content: file.bytes, deflated: true })))
      : writeTar(files.map((file) => ({ path: file.name, body: file.bytes })));
    rmSync(path, { recursive: true });
    writeFileSync(path, archive);
  }
}

function filesBelow(folder: string, prefix = ''): { name: string; bytes: Buffer }[] {
  return readdirSync(folder)
    .sort()
    .flatMap((entry) => {
      const path = join(folder, entry);
      if (statSync(path).isDirectory()) return filesBelow(path, `${prefix}${entry}/`);
      return [{ name: `${prefix}${entry}`, bytes: readFileSync(path) }];
    });
}
