import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCacheFolder } from '../src/base/cache-folder.ts';
import { createLayerStore } from '../src/filesystem/layer-store.ts';
import type { PassPlan } from '../src/filesystem/pass-plan.ts';
import { readFileSystem } from '../src/filesystem/read-file-system.ts';
import { createThreadPool } from '../src/filesystem/thread-pool.ts';
import { loadImage } from '../src/image/load-image.ts';
import { buildImage, type FileSpec, type LayerSpec } from './support/build-image.ts';
import { loadOptions } from './support/load-options.ts';
import { writeLayout } from './support/place-image.ts';
import { type Random, seededRandom } from './support/random.ts';
import { runTool, withoutTools } from './support/run-tool.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const IMAGES = 100;
const PLAN: PassPlan = { keeps: [], taps: [], verify: 'all' };
const NAMES = ['a', 'b', 'c', 'd'] as const;

test('layers of all sorts merge into what umoci unpacks', { skip: withoutTools('umoci') }, async (context) => {
  const folder = temporaryFolder(context);
  for (let seed = 1; seed <= IMAGES; seed++) {
    const layers = randomLayers(seededRandom(seed));
    const layout = join(folder, `${seed}`);
    writeLayout(layout, [{ image: buildImage({ layers }), tag: 'x' }]);
    runTool('umoci', ['unpack', '--rootless', '--image', `${layout}:x`, `${layout}-bundle`]);
    assert.deepEqual(await merged(layout, folder), unpacked(join(`${layout}-bundle`, 'rootfs')), `seed ${seed}`);
  }
});

/** Path to what lies there, of the merged tree. */
async function merged(layout: string, folder: string): Promise<Record<string, string>> {
  const image = await loadImage(layout, loadOptions(folder));
  const pool = createThreadPool(new URL('./support/test-thread.js', import.meta.url), 1);
  const cache = openCacheFolder(join(folder, 'cache'), { largestBytes: Number.MAX_SAFE_INTEGER });
  const fileSystem = await readFileSystem(image, {
    plan: PLAN,
    pool,
    store: createLayerStore(cache),
    cached: false,
    signal: new AbortController().signal,
  });
  const files: Record<string, string> = {};
  for (const { path, type, link, hashes } of fileSystem.tree.entries()) {
    if (path === '') continue;
    if (type === 'directory') files[path] = 'directory';
    else if (type === 'symlink') files[path] = `→ ${link}`;
    else files[path] = `sha256:${hashes?.sha256 ?? ''}`;
  }
  fileSystem.close();
  await pool.close();
  return files;
}

function unpacked(root: string, folder = ''): Record<string, string> {
  const files: Record<string, string> = {};
  for (const { name } of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = join(folder, name);
    const stat = lstatSync(join(root, path));
    if (stat.isSymbolicLink()) files[path] = `→ ${readlinkSync(join(root, path))}`;
    else if (stat.isDirectory()) Object.assign(files, { [path]: 'directory' }, unpacked(root, path));
    else
      files[path] = `sha256:${createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex')}`;
  }
  return files;
}

/**
 * Layers as tools write them: parents before children; whiteouts, opaque folders, files that become folders and back,
 * links, hardlinks. No layer whites out what it brings: there the specification leaves the answer open.
 */
function randomLayers(random: Random): LayerSpec[] {
  return Array.from({ length: 2 + random.below(4) }, (_, index) => randomLayer(random, index));
}

function randomLayer(random: Random, index: number): LayerSpec {
  const files: Record<string, FileSpec> = {};
  const folders = new Set(['']);
  const taken = new Set<string>();
  for (let count = 1 + random.below(6); count > 0; count--) {
    const path = join(random.pick([...folders]), random.pick(NAMES));
    if (taken.has(path)) continue;
    taken.add(path);
    const others = Object.keys(files).filter((other) => typeof files[other] === 'string');
    const sort = random.below(others.length > 0 ? 5 : 4);
    if (sort === 0 || sort === 1) {
      files[`${path}/`] = {};
      folders.add(path);
    } else if (sort === 2) files[path] = `${index} ${path}`;
    else if (sort === 3) files[path] = { link: random.pick(NAMES) };
    else files[path] = { type: 'hardlink', link: random.pick(others) };
  }
  if (index === 0) return files;
  const removable = NAMES.filter((name) => !taken.has(name) && random.below(3) === 0);
  const opaque = [...folders].filter((folder) => folder !== '' && random.below(5) === 0);
  return { ...files, remove: removable, opaque };
}
