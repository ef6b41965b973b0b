import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json, whether tests run from source or compiled. */
export const projectRoot = findRoot(dirname(fileURLToPath(import.meta.url)));
export const fixturesRoot = join(projectRoot, 'fixtures');

/** Oracles and data that only CI has; undefined in an ordinary clone. */
export const sharedRoot = [join(projectRoot, '..', 'shared')].find((path) => existsSync(join(path, 'vectors')));

/** For `test(name, { skip }, …)`: the reason to print, or false. */
export const withoutShared = sharedRoot ? false : 'needs ../shared, which this clone does not have';

export const updateGoldens = process.env.UPDATE_GOLDENS === '1';

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}
