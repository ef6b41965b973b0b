import { UnavailableError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { Advisory, AffectedPackage } from '../advisory.ts';
import type { DownloadedFile, FeedClient, FeedDocument, FeedUpdate } from '../advisory-source.ts';
import { xmlDocuments } from '../feed-documents.ts';
import { downloadTogether, newest, unlessMissing } from '../feed-files.ts';
import { updateInfoPaths } from '../rpm/repository.ts';
import { parseUpdateInfo } from '../rpm/update-info.ts';

/** One of Amazon's repositories. */
export interface AmazonRepository {
  /** Below the source's address, with a slash at the end; absent where there is none. */
  readonly path?: string;
  /** Of an extra repository: `php8.0`. */
  readonly topic?: string;
}

/** The repository that a mirror list leads to. */
export async function amazonRepository(client: FeedClient, list: string, topic?: string): Promise<AmazonRepository> {
  const text = await unlessMissing(client.text(list, { largestBytes: limits.descriptor }));
  const first = text === 'missing' ? undefined : text.split('\n').find((line) => /^https?:\/\//.test(line.trim()));
  const address = first?.trim().replaceAll('$basearch', 'x86_64') ?? '';
  const of = topic === undefined ? {} : { topic };
  if (!URL.canParse(address)) return of;
  // Mirrors of ours have the same paths: the host that the list names is left out.
  const path = new URL(address).pathname.replace(/^\/+/, '').replace(/\/*$/, '/');
  return { path, ...of };
}

/** All repositories' updates; `unchanged` where none has changed. @throws UnavailableError where there are none at all. */
export async function fetchUpdateInfo(
  client: FeedClient,
  repositories: readonly AmazonRepository[],
): Promise<FeedUpdate> {
  const topics = new Map<string, string>();
  for (const { path, topic } of repositories) {
    const found = path === undefined ? 'missing' : await unlessMissing(updateInfoPaths(client, [path]));
    if (found !== 'missing') for (const each of found) topics.set(each, topic ?? CORE);
    else if (topic === undefined) throw new UnavailableError('not-found', 'the repository has no updateinfo');
  }
  const files = await downloadTogether(client, [...topics.keys()]);
  if (!files) return { kind: 'unchanged' };
  return { kind: 'whole', documents: updates(files, topics), ...newest(files.values()) };
}

/** The advisories in updates of one repository, which the document is named after. @throws FormatError at damage. */
export function* parseAmazonUpdates({ name, text }: FeedDocument, ecosystem: string): Generator<Advisory> {
  const topic = name.startsWith(EXTRAS) ? name.slice(EXTRAS.length) : undefined;
  for (const advisory of parseUpdateInfo(text, { ecosystem })) {
    yield topic === undefined
      ? advisory
      : { ...advisory, affected: advisory.affected.map((each) => withinTopic(each, topic)) };
  }
}

const CORE = 'core';
const EXTRAS = 'extras/';

async function* updates(
  files: ReadonlyMap<string, DownloadedFile>,
  topics: ReadonlyMap<string, string>,
): AsyncGenerator<FeedDocument> {
  for (const [path, file] of files) {
    const topic = topics.get(path) ?? CORE;
    for await (const { text } of xmlDocuments(file, ['update'])) {
      yield { name: topic === CORE ? CORE : `${EXTRAS}${topic}`, text };
    }
  }
}

/**
 * Extras have packages of one name in several lines of versions: php 7.4 is not fixed by an update of the topic `php8.0`,
 * and no build of it is affected by what is wrong with those. A topic that bears the number of its line speaks of it only.
 */
function withinTopic(affected: AffectedPackage, topic: string): AffectedPackage {
  const line = /\d{1,9}(?:\.\d{1,9})*$/.exec(topic)?.[0];
  if (line === undefined) return affected;
  return {
    ...affected,
    ranges: affected.ranges.map((range) => {
      const [, epoch = '', version = ''] = /^(\d+:)?(.*)$/.exec(range.fixed ?? '') ?? [];
      const inLine = version.startsWith(line) && /^[.\-~_+]/.test(version.slice(line.length));
      return inLine ? { ...range, introduced: `${epoch}${line}` } : range;
    }),
  };
}
