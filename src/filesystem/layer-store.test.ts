import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeTar } from '../../test/support/tar-writer.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { openCacheFolder } from '../base/cache-folder.ts';
import { sha256 } from '../base/digest.ts';
import { glob } from './file.ts';
import { createKeptWriter } from './kept-writer.ts';
import { createLayerStore, type LayerKey, type LayerStore } from './layer-store.ts';
import { readLayer } from './read-layer.ts';

const KEY: LayerKey = { diffID: sha256('layer'), plan: 'plan' };

test('a saved index comes back as it was; another plan or layer has none', (context) => {
  const { store, saved } = filled(temporaryFolder(context));
  const found = store.find(KEY);
  assert.deepEqual(found?.index.columns.pool.length, saved.columns.pool.length);
  assert.deepEqual(found?.index.columns.pathStart, saved.columns.pathStart);
  assert.equal(found?.manifestHashes, 5);
  assert.equal(readFileSync(found?.index.keptPath ?? '', 'utf8'), 'body');
  for (const other of [{ plan: 'other' }, { diffID: sha256('other') }, { manifestHashes: 1 }]) {
    assert.equal(store.find({ ...KEY, ...other }), undefined);
  }
});

test('an index that is damaged, cut, of another version or without its bodies is none', (context) => {
  const folder = temporaryFolder(context);
  const { store } = filled(folder);
  const [index = '', kept = ''] = ['.index', '.kept'].map((end) =>
    join(folder, readdirSync(folder).find((name) => name.endsWith(end)) ?? ''),
  );
  const sound = readFileSync(index);
  for (let at = 0; at < sound.length; at++) {
    const damaged = Buffer.from(sound);
    damaged[at] = (damaged[at] ?? 0) ^ 0x81;
    writeFileSync(index, damaged);
    assert.equal(store.find(KEY), undefined, `byte ${at}`);
  }
  for (let length = 0; length < sound.length; length += 5) {
    writeFileSync(index, sound.subarray(0, length));
    assert.equal(store.find(KEY), undefined, `cut to ${length}`);
  }
  writeFileSync(index, sound);
  assert.ok(store.find(KEY));
  truncateSync(kept, 2);
  assert.equal(store.find(KEY), undefined);
  rmSync(kept);
  assert.equal(store.find(KEY), undefined);
});

function filled(folder: string) {
  const store: LayerStore = createLayerStore(openCacheFolder(folder, { largestBytes: 1 << 30 }));
  const keptPath = store.temporaryKept();
  const kept = createKeptWriter(keptPath);
  const tar = writeTar([
    { path: 'etc/file', body: 'body' },
    { path: 'link', link: 'etc' },
  ]);
  const index = readLayer([tar], { size: -1 }, { plan: { keeps: [glob('**')], taps: [], verify: 'all' }, kept });
  kept.close();
  return { store, saved: store.save(KEY, { ...index, keptPath }, 5) };
}
