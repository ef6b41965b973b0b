import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { loadImage } from '../src/image/load-image.ts';
import { buildImage } from './support/build-image.ts';
import { loadOptions } from './support/load-options.ts';
import { dockerArchive, ociArchive, writeLayout } from './support/place-image.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const image = buildImage({
  layers: [{ 'etc/': {}, 'etc/os-release': 'ID=test\n', lib: { link: 'usr/lib' } }, { remove: ['etc/os-release'] }],
  config: { Entrypoint: ['/app'], Env: ['A=b'], Labels: { k: 'v' } },
});
const diffIDs = image.layers.map(({ diffID }) => diffID);

test('skopeo copies an image from form to form, and every form loads as the same image', {
  skip: without('skopeo'),
}, async (t) => {
  const folder = temporaryFolder(t);
  const at = (name: string) => join(folder, name);
  writeLayout(at('ours'), [{ image, tag: 'latest' }]);
  writeFileSync(at('ours.tar'), ociArchive([{ image, tag: 'latest' }]));
  writeFileSync(at('old.tar'), dockerArchive(image, 'old', ['test:latest']));
  writeFileSync(at('new.tar'), dockerArchive(image, 'new', ['test:latest']));
  const copies = [
    [`oci:${at('ours')}:latest`, `docker-archive:${at('1.tar')}:test:latest`],
    [`docker-archive:${at('1.tar')}`, `oci:${at('2')}:latest`],
    [`oci:${at('2')}:latest`, `oci-archive:${at('3.tar')}:latest`],
    [`oci-archive:${at('3.tar')}`, `docker-archive:${at('4.tar')}:test:latest`],
    [`oci-archive:${at('ours.tar')}:latest`, `oci:${at('5')}:latest`],
    [`docker-archive:${at('old.tar')}`, `oci:${at('6')}:latest`],
    [`docker-archive:${at('new.tar')}`, `oci-archive:${at('7.tar')}:latest`],
  ];
  for (const [from = '', to = ''] of copies) run(t, 'skopeo', ['--insecure-policy', 'copy', '-q', from, to]);
  for (const name of ['ours', 'ours.tar', 'old.tar', 'new.tar', '1.tar', '2', '3.tar', '4.tar', '5', '6', '7.tar']) {
    const loaded = await loadImage(at(name), loadOptions(folder));
    assert.deepEqual(
      loaded.layers.map(({ diffID }) => diffID),
      diffIDs,
      name,
    );
    assert.deepEqual(loaded.config.entrypoint, ['/app'], name);
    assert.deepEqual(loaded.problems, [], name);
    // From Docker's form to OCI skopeo writes the config anew.
    if (['1.tar', 'ours', 'ours.tar', 'old.tar', 'new.tar', '5'].includes(name)) {
      assert.equal(loaded.config.digest, image.config.digest, name);
    }
    assert.equal(loaded.config.digest, configDigest(t, at(name)), name);
  }
});

test('skopeo and umoci read what buildImage makes', { skip: without('skopeo') || without('umoci') }, (t) => {
  const folder = temporaryFolder(t);
  for (const compression of ['zstd', 'none', 'gzip'] as const) {
    const name = join(folder, compression);
    const built = buildImage({ layers: [{ 'etc/os-release': 'ID=test\n' }], compression });
    writeLayout(name, [{ image: built, tag: 'x' }]);
    run(t, 'skopeo', ['--insecure-policy', 'copy', '-q', `oci:${name}:x`, `dir:${name}-dir`]);
    // umoci 0.4 knows no zstd.
    if (compression === 'zstd') continue;
    run(t, 'umoci', ['unpack', '--rootless', '--image', `${name}:x`, `${name}-bundle`]);
    assert.equal(readFileSync(join(`${name}-bundle`, 'rootfs/etc/os-release'), 'utf8'), 'ID=test\n');
  }
});

test('skopeo reads a manifest in the words of Docker', { skip: without('skopeo') }, async (t) => {
  const folder = temporaryFolder(t);
  const docker = buildImage({ layers: [{ a: '1' }], dialect: 'docker' });
  mkdirSync(join(folder, 'dir'));
  for (const [digest, bytes] of docker.blobs) {
    writeFileSync(join(folder, 'dir', digest === docker.root.digest ? 'manifest.json' : digest.slice(7)), bytes);
  }
  writeFileSync(join(folder, 'dir', 'version'), 'Directory Transport Version: 1.1\n');
  run(t, 'skopeo', ['--insecure-policy', 'copy', '-q', `dir:${join(folder, 'dir')}`, `oci:${join(folder, 'oci')}:x`]);
  const loaded = await loadImage(join(folder, 'oci'), loadOptions(folder));
  assert.equal(loaded.layers[0]?.diffID, docker.layers[0]?.diffID);
});

test('an image that umoci made and repacked loads with its history', { skip: without('umoci') }, async (t) => {
  const folder = temporaryFolder(t);
  const layout = join(folder, 'layout');
  run(t, 'umoci', ['init', '--layout', layout]);
  run(t, 'umoci', ['new', '--image', `${layout}:one`]);
  run(t, 'umoci', ['unpack', '--rootless', '--image', `${layout}:one`, join(folder, 'bundle')]);
  mkdirSync(join(folder, 'bundle/rootfs/etc'));
  writeFileSync(join(folder, 'bundle/rootfs/etc/os-release'), 'ID=test\n');
  run(t, 'umoci', ['repack', '--image', `${layout}:two`, join(folder, 'bundle')]);
  run(t, 'umoci', ['config', '--image', `${layout}:two`, '--config.entrypoint', '/app']);
  const loaded = await loadImage(`oci:${layout}:two`, loadOptions(folder));
  assert.equal(loaded.layers.length, 1);
  assert.match(loaded.layers[0]?.createdBy ?? '', /umoci repack/);
  assert.deepEqual(loaded.config.entrypoint, ['/app']);
  assert.deepEqual(loaded.problems, []);
});

/** As skopeo sees it. */
function configDigest(t: TestContext, path: string): string {
  const transport = path.endsWith('.tar') ? (isOciArchive(t, path) ? 'oci-archive' : 'docker-archive') : 'oci';
  const manifest: { config: { digest: string } } = JSON.parse(
    run(t, 'skopeo', ['inspect', '--raw', `${transport}:${path}`]),
  );
  return manifest.config.digest;
}

function isOciArchive(t: TestContext, path: string): boolean {
  return !run(t, 'tar', ['-tf', path]).split('\n').includes('manifest.json');
}

function run(t: TestContext, command: string, parameters: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status !== 0) t.diagnostic(`${command} ${parameters.join(' ')}`);
  assert.equal(status, 0, stderr);
  return stdout;
}

function without(tool: string): string | false {
  return spawnSync(tool, ['--version']).error ? `needs ${tool}, which is not installed` : false;
}
