import { asList, asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AdvisorySource, FeedClient, FeedUpdate } from '../advisory-source.ts';
import { amazonRepository, fetchUpdateInfo, parseAmazonUpdates } from '../amazon/updates.ts';

/**
 * Amazon Linux 2 with its extras, 2022 and 2023; the first one, which ended in 2023, from mirrors: its own hosts speak no
 * TLS, and unlike packages what they say is signed by nobody.
 */
export const amazon: AdvisorySource = {
  name: 'amazon',
  homepage: 'https://alas.aws.amazon.com/',
  license: 'none stated',
  address: 'https://cdn.amazonlinux.com/',
  version: 1,
  feedFor: (ecosystem) => /^Amazon Linux:(1|2|20\d\d)$/.exec(ecosystem)?.[1],
  fetch: fetchBulletins,
  parse: (document, feed) => parseAmazonUpdates(document, `Amazon Linux:${feed}`),
};

const MOST_TOPICS = 500;

async function fetchBulletins(feed: string, client: FeedClient): Promise<FeedUpdate> {
  if (feed === '1')
    return await fetchUpdateInfo(client, [await amazonRepository(client, '2018.03/updates/x86_64/mirror.list')]);
  if (feed !== '2') {
    return await fetchUpdateInfo(client, [
      await amazonRepository(client, `al${feed}/core/mirrors/latest/x86_64/mirror.list`),
    ]);
  }
  const core = await amazonRepository(client, '2/core/latest/x86_64/mirror.list');
  const extras = [];
  for (const topic of await topics(client)) {
    extras.push(await amazonRepository(client, `2/extras/${topic}/latest/x86_64/mirror.list`, topic));
  }
  return await fetchUpdateInfo(client, [core, ...extras]);
}

/** Names of the extra repositories: `php8.0`, `docker`. */
async function topics(client: FeedClient): Promise<string[]> {
  const catalog = asObject(parseJson(await client.text('2/extras-catalog.json', { largestBytes: limits.descriptor })));
  return asList(catalog?.topics)
    .flatMap((topic) => asText(asObject(topic)?.n) ?? [])
    .filter((name) => /^\w[\w.+-]{0,99}$/.test(name))
    .slice(0, MOST_TOPICS);
}
