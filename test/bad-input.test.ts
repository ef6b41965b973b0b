import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Digest, sha256 } from '../src/base/digest.ts';
import { buildImage, buildIndex, type ImageSpec, type Stored } from './support/build-image.ts';
import { repositoryOf, serveRegistry } from './support/registry.ts';
import { runCli } from './support/run-cli.ts';
import { codes, fails, imageOf, layout, raw, scan, scanLayer, storedAs } from './support/scan-image.ts';
import { type TarEntry, writeTar } from './support/tar-writer.ts';
import { zstdStored } from './support/zstd-stored.ts';

// Each bullet of what attackers and accidents do to images, from the command line to its exit code.
const TIMEOUT = { timeout: 120_000 };
const OS_RELEASE: TarEntry = { path: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\n' };
const TAR = writeTar([OS_RELEASE, { path: 'bin/tool', body: 'tool'.repeat(20_000), mode: 0o755 }]);

test('compressed layers that are cut or corrupt, with the digest they claim', TIMEOUT, async (context) => {
  const gzip = gzipSync(TAR);
  const zstd = Buffer.from(zstdStored(TAR));
  const flipped = Buffer.from(gzip);
  flipped[gzip.length >> 1] = (flipped[gzip.length >> 1] ?? 0) ^ 0xff;
  for (const stored of [gzip.subarray(0, -10), gzip.subarray(0, 50), flipped, zstd.subarray(0, -5)]) {
    const { exitCode, report } = await scan(layout(context, storedAs(buildImage({ layers: [TAR] }), stored)));
    assert.equal(exitCode, 5);
    assert.deepEqual(codes(report), ['corrupt-layer']);
    assert.equal(report.verdict.decision, 'incomplete');
  }
});

test('wrong digests and sizes, and blobs that are missing', TIMEOUT, async (context) => {
  const image = buildImage({ layers: [TAR] });
  const [layer] = image.layers;
  assert.ok(layer);
  const swapped = new Map(image.blobs).set(layer.digest, gzipSync('other'));
  fails(await raw(layout(context, { ...image, blobs: swapped })), 4, /digest|bytes/);
  const sized = buildImage({
    layers: [TAR],
    manifest: { layers: [{ mediaType: layer.mediaType, digest: layer.digest, size: 7 }] },
  });
  fails(await raw(layout(context, { ...sized, blobs: new Map([...sized.blobs, ...image.blobs]) })), 4, /bytes|size/);
  for (const lost of [layer.digest, image.config.digest, image.root.digest]) {
    const blobs = new Map([...image.blobs].filter(([digest]) => digest !== lost));
    const run = await raw(layout(context, { ...image, blobs }));
    assert.ok(run.exitCode === 4 || run.exitCode === 5, `${run.exitCode} ${run.stderr}`);
    assert.doesNotMatch(run.stderr, /bug/);
  }
});

test('what is no tar', TIMEOUT, async (context) => {
  const { exitCode, report } = await scanLayer(context, Buffer.from('this is no tar at all '.repeat(100)));
  assert.equal(exitCode, 5);
  assert.deepEqual(codes(report), ['corrupt-layer']);
});

test('bombs: ratio, holes, depth, PAX and long names', TIMEOUT, async (context) => {
  const zeros = buildImage({ layers: [writeTar([{ path: 'zeros', body: Buffer.alloc(300 << 20) }])] });
  const hole = { 'GNU.sparse.map': '0,1', 'GNU.sparse.numblocks': '1', 'GNU.sparse.size': '9007199254740991' };
  const huge = Buffer.alloc((1 << 20) + 1, 'x');
  const cases: readonly (readonly [string, Stored])[] = [
    ['over-limit', zeros],
    ['over-limit', imageOf([{ path: 'holes', body: 'x', pax: hole }])],
    ['over-limit', imageOf([{ path: 'd/'.repeat(300) }])],
    ['over-limit', imageOf([{ path: 'p'.repeat(5000) }])],
    ['corrupt-layer', imageOf([{ path: 'x', type: 'pax-header', body: huge }])],
    ['corrupt-layer', imageOf([{ path: 'x', type: 'gnu-long-name', body: huge }])],
  ];
  for (const [code, image] of cases) {
    const { exitCode, report } = await scan(layout(context, image));
    assert.deepEqual(codes(report), [code]);
    assert.equal(exitCode, 5);
  }
});

test('paths that lead out, links that lead nowhere, devices and duplicates', TIMEOUT, async (context) => {
  const { exitCode, report } = await scanLayer(
    context,
    writeTar([
      { path: '../../etc/os-release', body: 'ID=alpine\n' },
      { path: '/etc/os-release', body: 'ID=debian\n' },
      { path: 'loop', link: 'loop' },
      { path: 'out', link: '../../../../etc/passwd' },
      { path: 'hard', type: 'hardlink', link: '../../../etc/passwd' },
      { path: 'dev/null', type: 'character-device', device: { major: 1, minor: 3 } },
      { path: 'dev/disk', type: 'block-device', device: { major: 8, minor: 0 } },
      { path: 'pipe', type: 'fifo' },
      { path: 'twice', body: 'one' },
      { path: 'twice', body: 'two' },
      { path: 'loop/below', body: 'x' },
    ]),
  );
  assert.equal(exitCode, 0);
  assert.deepEqual(codes(report), ['bad-link', 'unsafe-path']);
  assert.equal(report.os?.id, 'debian');
});

test('manifests of 50 MB or nested 1,000 deep', TIMEOUT, async (context) => {
  for (const text of [
    `{"a":"${'x'.repeat(50 << 20)}"}`,
    '['.repeat(1000) + ']'.repeat(1000),
    `${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}`,
  ]) {
    const bytes = Buffer.from(text);
    const digest = sha256(bytes);
    const root = { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: bytes.length };
    fails(await raw(layout(context, { root, blobs: new Map([[digest, bytes]]) })), 4, /./);
  }
});

test('an index without the platform', TIMEOUT, async (context) => {
  const index = buildIndex([
    buildImage({ layers: [TAR], platform: 'linux/s390x' }),
    buildImage({ layers: [TAR], platform: 'linux/arm64' }),
  ]);
  fails(await raw(layout(context, index), ['--platform', 'linux/amd64']), 2, /linux\/s390x/);
});

test('a config and layers that disagree', TIMEOUT, async (context) => {
  const diffs = (...ids: string[]): Partial<ImageSpec> => ({ document: { rootfs: { type: 'layers', diff_ids: ids } } });
  for (const spec of [diffs(), diffs(sha256(TAR), sha256(TAR)), diffs(sha256('other')), diffs('no digest')]) {
    const run = await raw(layout(context, buildImage({ layers: [TAR], ...spec })));
    assert.ok(
      run.exitCode === 4 || run.exitCode === 5 || /inconsistent-image/.test(run.stdout),
      `${run.exitCode} ${run.stderr}`,
    );
    assert.doesNotMatch(run.stderr, /bug/);
  }
});

test('corrupt databases and files cost themselves only', TIMEOUT, async (context) => {
  const garbage = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256));
  const elf = Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]), garbage]);
  const { exitCode, report } = await scanLayer(
    context,
    writeTar([
      OS_RELEASE,
      { path: 'var/lib/rpm/rpmdb.sqlite', body: Buffer.concat([Buffer.from('SQLite format 3\0'), garbage]) },
      { path: 'var/lib/rpm/Packages', body: garbage },
      {
        path: 'var/lib/dpkg/status',
        body: Buffer.concat([garbage, Buffer.from('\nPackage: sound\nStatus: install ok installed\nVersion: 1\n\n')]),
      },
      { path: 'app/broken.jar', body: Buffer.concat([Buffer.from('PK\x03\x04'), garbage]) },
      { path: 'app/node_modules/x/package.json', body: '{"name": "x", "version": ' },
      { path: 'app/node_modules/y/package.json', body: '{"name": "y", "version": "1.0.0"}' },
      { path: 'bin/broken', body: elf, mode: 0o755 },
    ]),
  );
  assert.ok(exitCode === 0 || exitCode === 5);
  assert.ok(report.problems.length > 0);
  assert.ok(!codes(report).includes('plugin-failed'), JSON.stringify(report.problems));
  assert.ok(report.inventory.packages.some(({ name }) => name === 'y'));
});

test('no escape code reaches the terminal', TIMEOUT, async (context) => {
  const evil = '\u001b]0;title\u0007\u001b[31m\u009b2J\r\u202e';
  const image = buildImage({
    layers: [
      writeTar([
        { path: 'etc/os-release', body: `ID=debian\nPRETTY_NAME="${evil}"\nVERSION_ID="${evil}"\n` },
        { path: `${evil}/tool`, body: Buffer.from('\x7fELFbroken'), mode: 0o755 },
        { path: `../${evil}`, body: 'x' },
        { path: `hard${evil}`, type: 'hardlink', link: `${evil}/nothing` },
        { path: `app/node_modules/x/package.json`, body: JSON.stringify({ name: evil, version: evil, license: evil }) },
        { path: 'var/lib/dpkg/status', body: `Package: a${evil}\nStatus: install ok installed\nVersion: 1${evil}\n\n` },
      ]),
    ],
    config: { Entrypoint: [evil], Env: [`A=${evil}`], Labels: { [evil]: evil } },
    document: { history: [{ created_by: evil, author: evil }], author: evil },
  });
  const path = layout(context, image);
  for (const run of [
    await raw(path),
    await runCli(['scan', `${path}${evil}`, '--no-cache']),
    await raw(path, ['--name', evil]),
  ]) {
    assert.ok(run.stdout.length + run.stderr.length > 50 && run.exitCode !== 70, run.stderr);
    for (const text of [run.stdout, run.stderr]) {
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  }
});

test('a registry that hangs, or lies', TIMEOUT, async (context) => {
  const hanging = createServer(() => {});
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  context.after(() => hanging.close());
  context.after(() => hanging.closeAllConnections());
  const host = `127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const started = performance.now();
  fails(await runCli(['scan', `registry:${host}/a/b:latest`, '--no-cache', '--insecure', '--timeout', '2s']), 3, /2s/);
  assert.ok(performance.now() - started < 20_000);

  const repository = repositoryOf([TAR]);
  const lies = new Map(
    [...repository.blobs].map(([digest, bytes]): [Digest, Uint8Array] => [digest, Buffer.from(bytes).reverse()]),
  );
  const registry = await serveRegistry({ repositories: { 'a/b': { ...repository, blobs: lies } } });
  context.after(() => registry.close());
  fails(
    await runCli([
      'scan',
      `registry:${registry.host}/a/b:latest`,
      '--no-cache',
      '--insecure',
      '--platform',
      'linux/amd64',
    ]),
    4,
    /./,
  );
});
