import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openCacheFolder } from '../src/base/cache-folder.ts';
import { parseDigest, sha256 } from '../src/base/digest.ts';
import { IntegrityError, UnavailableError } from '../src/base/errors.ts';
import { glob } from '../src/filesystem/file.ts';
import { indexLayers } from '../src/filesystem/index-layers.ts';
import type { LayerIndex } from '../src/filesystem/layer-index.ts';
import { createLayerStore } from '../src/filesystem/layer-store.ts';
import type { PassPlan } from '../src/filesystem/pass-plan.ts';
import { readFileSystem } from '../src/filesystem/read-file-system.ts';
import type { Tap } from '../src/filesystem/tap.ts';
import { createThreadPool } from '../src/filesystem/thread-pool.ts';
import { assembleImage } from '../src/image/assemble.ts';
import type { Image, Layer } from '../src/image/image.ts';
import { buildImage, memoryStore, rootOf } from './support/build-image.ts';
import { incompressible } from './support/bytes.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const TIMEOUT = { timeout: 60_000 };
const BODIES = Array.from({ length: 20 }, (_, i) => incompressible(100_000 + i * 37_000).map((byte) => byte ^ i));
const FILES = Object.fromEntries(BODIES.map((body, i) => [`folder/file-${i}`, body]));
const PLAN: PassPlan = { keeps: [glob('**/*3')], taps: [], verify: 'all' };

test('one thread and two give the same index', TIMEOUT, async (context) => {
  const image = await imageOf({ layers: [FILES] });
  const one = await index(context, image, { threads: 1 });
  const two = await index(context, image, { threads: 2 });
  assert.deepEqual(plain(two), plain(one));
  assert.equal(one[0]?.columns.count, BODIES.length);
});

test('a failure of either half ends both, with the telling error', TIMEOUT, async (context) => {
  const good = await imageOf({ layers: [FILES] });
  const wrong = withLayer(good, { digest: parseDigest(sha256('other')) });
  await assert.rejects(index(context, wrong, { threads: 2 }), { name: 'IntegrityError', code: 'wrong-digest' });
  const unpacked = withLayer(good, { diffID: parseDigest(sha256('other')) });
  await assert.rejects(index(context, unpacked, { threads: 2 }), { name: 'IntegrityError', code: 'wrong-digest' });

  const failure = new UnavailableError('interrupted', 'the wire was cut');
  const failing = withLayer(good, {
    content: {
      kind: 'stream',
      async *open() {
        yield gzipSync(BODIES[0] ?? '').subarray(0, 50_000);
        throw failure;
      },
    },
  });
  for (const threads of [1, 2]) {
    await assert.rejects(index(context, failing, { threads }), (error) => error === failure);
  }
});

test('a thread that dies fails its layer, and nothing hangs', TIMEOUT, async (context) => {
  const image = await imageOf({ layers: [{ ...FILES, crash: 'x' }, { other: incompressible(500_000) }] });
  const tap: Tap = { name: 'crash', version: 1, wants: () => false, examine: () => undefined };
  for (const threads of [1, 2]) {
    await assert.rejects(index(context, image, { threads, plan: { ...PLAN, taps: [tap] } }), /ended early/);
  }
});

test('an abort in the middle ends all layers', TIMEOUT, async (context) => {
  const controller = new AbortController();
  const layers = Array.from({ length: 6 }, (_, i) => ({ [`file-${i}`]: incompressible(400_000 + i) }));
  const good = await imageOf({ layers });
  const slow: Image = {
    ...good,
    layers: good.layers.map((layer) => ({
      ...layer,
      content: {
        kind: 'stream',
        async *open(signal) {
          yield Buffer.from('x');
          await new Promise((resolve) => signal.addEventListener('abort', resolve));
          throw new UnavailableError('interrupted', 'aborted');
        },
      },
    })),
  };
  setTimeout(() => controller.abort(), 300);
  await assert.rejects(index(context, slow, { threads: 2, signal: controller.signal }), UnavailableError);
});

test('a second run does not open the layer, however small the cache is for the first', TIMEOUT, async (context) => {
  const folder = temporaryFolder(context);
  const image = await imageOf({ layers: [FILES, { 'upper-3': 'kept' }] });
  for (const largestBytes of [0, 1 << 30]) {
    const pool = threadPool(context, 2);
    const store = createLayerStore(openCacheFolder(folder, { largestBytes }));
    const options = { plan: PLAN, pool, store, cached: true, signal: new AbortController().signal };
    const files = await readFileSystem(image, options);
    assert.equal(
      Buffer.compare(files.tree.read('folder/file-3')?.bytes() ?? Buffer.alloc(0), BODIES[3] ?? Buffer.alloc(1)),
      0,
    );
    assert.equal(files.tree.read('upper-3')?.text(), 'kept');
    files.close();
    store.discardTemporary();
  }
  assert.deepEqual(readdirSync(join(folder, 'tmp')), []);
  const closed: Image = {
    ...image,
    layers: image.layers.map((layer) => ({
      ...layer,
      content: {
        kind: 'stream',
        open: () => {
          throw new IntegrityError('missing-blob', 'it was opened');
        },
      },
    })),
  };
  const store = createLayerStore(openCacheFolder(folder, { largestBytes: 1 << 30 }));
  const again = await index(context, closed, { threads: 2, store, cached: true });
  assert.deepEqual(
    again.map(({ columns }) => columns.count),
    [BODIES.length, 1],
  );
  await assert.rejects(
    index(context, closed, { threads: 2, store, cached: true, plan: { ...PLAN, verify: 'needed' } }),
    /it was opened/,
  );
});

interface IndexTest {
  readonly threads: number;
  readonly plan?: PassPlan;
  readonly signal?: AbortSignal;
  readonly cached?: boolean;
  readonly store?: ReturnType<typeof createLayerStore>;
}

async function index(context: TestContext, image: Image, options: IndexTest): Promise<LayerIndex[]> {
  const pool = threadPool(context, options.threads);
  const signal = options.signal ?? new AbortController().signal;
  signal.addEventListener('abort', () => pool.close());
  const store = options.store ?? createLayerStore(openCacheFolder(temporaryFolder(context), { largestBytes: 1 << 30 }));
  return await indexLayers(image, { plan: options.plan ?? PLAN, pool, store, cached: options.cached ?? false, signal });
}

function threadPool(context: TestContext, size: number) {
  const pool = createThreadPool(new URL('./support/test-thread.js', import.meta.url), size);
  context.after(() => pool.close());
  return pool;
}

function imageOf(spec: Parameters<typeof buildImage>[0]): Promise<Image> {
  const built = buildImage(spec);
  return assembleImage(rootOf(built), memoryStore(built), {
    name: 'test',
    source: 'test',
    references: [],
    platform: 'linux/amd64',
  });
}

/** The image with its first layer changed. */
function withLayer(image: Image, change: Partial<Layer>): Image {
  return {
    ...image,
    layers: image.layers.map((layer, position) => (position === 0 ? { ...layer, ...change } : layer)),
  };
}

function plain(layers: readonly LayerIndex[]): object[] {
  return layers.map(({ keptPath: _, ...layer }) => layer);
}
