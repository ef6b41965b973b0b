import { UnavailableError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { childElements, parseXml } from '../../format/xml.ts';
import type { FeedClient } from '../advisory-source.ts';
import { unlessMissing } from '../feed-files.ts';

/**
 * Where the repositories keep their `updateinfo.xml`, below the source's address. Repositories that do not exist or have none
 * are left out. @throws UnavailableError where there is none at all.
 */
export async function updateInfoPaths(client: FeedClient, repositories: readonly string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const repository of repositories) {
    const index = await unlessMissing(
      client.text(`${repository}repodata/repomd.xml`, { largestBytes: limits.descriptor }),
    );
    const path = index === 'missing' ? undefined : updateInfoPath(index);
    if (path !== undefined) paths.push(`${repository}${path}`);
  }
  if (paths.length > 0) return paths;
  throw new UnavailableError('not-found', `there is no updateinfo in ${repositories[0]}repodata/repomd.xml`);
}

/** The path of `updateinfo.xml` that a repository's `repomd.xml` gives. @throws FormatError when it is not XML. */
export function updateInfoPath(repomd: string): string | undefined {
  const data = childElements(parseXml(Buffer.from(repomd), limits.descriptor), 'data');
  const updateInfo = data.find(({ attributes }) => attributes.type === 'updateinfo');
  const path = updateInfo && childElements(updateInfo, 'location')[0]?.attributes.href;
  return path !== undefined && /^repodata\/[\w.+-]{1,200}$/.test(path) ? path : undefined;
}
