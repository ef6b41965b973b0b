import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { FormatError, UsageError } from '../../base/errors.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { objectsIn } from './document-fields.ts';
import { readVex } from './read-vex.ts';
import { covers } from './same-product.ts';
import type { VexStatement } from './statement.ts';

/** A folder of VEX documents by product, as the VEX repository specification lays it out. */
export interface VexRepository {
  /** The products that it has documents for, sorted. */
  readonly products: readonly string[];
  /** The statements about any of these packages or images. Documents that cannot be read are named in `problems`. */
  statementsFor(purls: readonly string[]): Promise<{ statements: VexStatement[]; problems: string[] }>;
}

interface Listed {
  readonly product: string;
  readonly path: string;
}

/**
 * Opens an unpacked VEX repository: by its `index.json`, or, where there is none, by the manifests beside the documents.
 * @throws UsageError where the folder is no such thing.
 */
export async function openVexRepository(folder: string): Promise<VexRepository> {
  const root = await realpath(folder).catch(() => {
    throw new UsageError('no-such-file', `there is no folder ${folder}`);
  });
  const index = await textOf(join(root, 'index.json'));
  const listed = index === undefined ? await fromManifests(root) : fromIndex(index, root);
  if (listed.length === 0)
    throw new UsageError('bad-config', `${folder} holds neither index.json nor manifests of VEX documents`);
  return {
    products: [...new Set(listed.map(({ product }) => product))].sort(),
    statementsFor: async (purls) => {
      const wanted = listed.filter(({ product }) => purls.some((purl) => covers(product, purl)));
      const statements: VexStatement[] = [];
      const problems: string[] = [];
      for (const { product, path } of wanted) {
        const name = relative(root, path);
        try {
          const found = readVex((await textInside(root, path)) ?? '', name);
          // Filed under a product, a statement that names none speaks of that one.
          const own = [{ purls: [product], digests: [], components: [] }];
          statements.push(...found.map((each) => (each.products.length > 0 ? each : { ...each, products: own })));
        } catch (error) {
          if (!(error instanceof FormatError)) throw error;
          problems.push(`${name}: ${error.message}`);
        }
      }
      return { statements, problems };
    },
  };
}

function fromIndex(text: string, root: string): Listed[] {
  const index = readObject(text, join(root, 'index.json'));
  return objectsIn(index.packages).flatMap((entry) => listedAt(root, asText(entry.id), asText(entry.location)));
}

const MANIFEST = 'manifest.json';
const DEEPEST_FOLDER = 32;

async function fromManifests(root: string): Promise<Listed[]> {
  const found: Listed[] = [];
  let left: number = limits.vexEntries;
  const visit = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (--left < 0) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < DEEPEST_FOLDER) await visit(path, depth + 1);
      if (!entry.isFile() || entry.name !== MANIFEST) continue;
      const manifest = readObject((await textOf(path)) ?? '', path);
      for (const source of objectsIn(manifest.Sources ?? manifest.sources)) {
        const location = asText(source.Path ?? source.path);
        const inFolder = location && relative(root, join(folder, location));
        found.push(...listedAt(root, asText(manifest.ID ?? manifest.id), inFolder));
      }
    }
  };
  await visit(root, 0);
  return found;
}

function listedAt(root: string, product: string | undefined, location: string | undefined): Listed[] {
  if (product?.startsWith('pkg:') !== true || !location) return [];
  const path = join(root, location);
  return path.startsWith(root + sep) ? [{ product, path }] : [];
}

function readObject(text: string, path: string): NonNullable<ReturnType<typeof asObject>> {
  try {
    const value = asObject(parseJson(text));
    if (value) return value;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  throw new UsageError('bad-config', `${path} is not a JSON object`);
}

/** A link may lead out of the repository; what it points to is not its business. */
async function textInside(root: string, path: string): Promise<string | undefined> {
  const real = await realpath(path).catch(() => undefined);
  return real?.startsWith(root + sep) ? await textOf(real) : undefined;
}

async function textOf(path: string): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  if (found.size > limits.vexDocument) throw new FormatError('a VEX document that is too large');
  return await readFile(path, 'utf8');
}
