import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type Digest, digestHex, sha256 } from '../src/base/digest.ts';
import { registry } from '../src/image/sources/registry.ts';
import { incompressible } from './support/bytes.ts';
import { startDockerRegistry } from './support/docker-registry.ts';
import { repositoryOf } from './support/registry.ts';
import { loadOptions, storedBytes } from './support/registry-client.ts';

const missing = ['docker-registry', 'skopeo', 'htpasswd'].filter(
  (program) => spawnSync('which', [program]).status !== 0,
);
const skip = missing.length > 0 ? `needs ${missing.join(' and ')}` : false;

const LAYERS = [Buffer.from('bottom '.repeat(1000)), incompressible(300_000)];
const LOGIN = { username: 'me', password: 'wörd:with colon' };

for (const login of [undefined, LOGIN]) {
  describe(`Debian's docker-registry, ${login ? 'with' : 'without'} a login`, { skip }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-registry-'));
    const digest = writeLayout(join(folder, 'layout'));
    let server: ChildProcess | undefined;
    let host = '';
    before(
      async () => {
        ({ server, host } = await startDockerRegistry(folder, login));
        for (const [tag, format] of [
          ['oci', 'oci'],
          ['docker', 'v2s2'],
        ] as const) {
          const credentials = login ? [`--dest-creds=${login.username}:${login.password}`] : [];
          const options = ['--dest-tls-verify=false', `--format=${format}`, ...credentials];
          const ends = [`oci:${join(folder, 'layout')}:latest`, `docker://${host}/team/tiny:${tag}`];
          execFileSync('skopeo', ['copy', '--quiet', ...options, ...ends], { stdio: 'pipe' });
        }
      },
      { timeout: 30_000 },
    );
    after(() => {
      server?.kill();
      rmSync(folder, { recursive: true });
    });
    const options = () => loadOptions({ registry: login ? { credentials: login } : {} });

    test('an OCI image by tag and by digest', async () => {
      for (const name of [`${host}/team/tiny:oci`, `${host}/team/tiny@${digest}`]) {
        const image = await registry.load(name, options());
        assert.equal(image.digest, digest);
        for (const [index, layer] of image.layers.entries()) {
          const stored = await storedBytes(layer);
          assert.equal(sha256(stored), layer.digest);
          assert.deepEqual(gunzipSync(stored), LAYERS[index]);
        }
      }
    });

    test('a Docker image', async () => {
      const image = await registry.load(`${host}/team/tiny:docker`, options());
      assert.equal(image.mediaType, 'application/vnd.docker.distribution.manifest.v2+json');
      assert.deepEqual(
        image.layers.map(({ size }) => size > 0),
        [true, true],
      );
      for (const layer of image.layers) assert.equal(sha256(await storedBytes(layer)), layer.digest);
    });

    test('what is not there', async () => {
      const expected = { name: 'UsageError', code: 'no-such-image' };
      await assert.rejects(registry.load(`${host}/team/tiny:nope`, options()), expected);
      await assert.rejects(registry.load(`${host}/nope`, options()), expected);
    });

    test('the login as another tool wrote it down', { skip: login ? false : 'there is no login' }, async () => {
      const file = join(folder, 'auth.json');
      const given = ['-u', LOGIN.username, '--password-stdin', '--tls-verify=false', `--authfile=${file}`];
      execFileSync('skopeo', ['login', ...given, host], { input: LOGIN.password, stdio: 'pipe' });
      const image = await registry.load(
        `${host}/team/tiny:oci`,
        loadOptions({ environment: { REGISTRY_AUTH_FILE: file } }),
      );
      assert.equal(image.digest, digest);
    });

    test('no login, or a wrong one', { skip: login ? false : 'there is no login' }, async () => {
      const refused = { name: 'UnavailableError', code: 'unauthorized' };
      await assert.rejects(registry.load(`${host}/team/tiny:oci`, loadOptions()), refused);
      const credentials = { ...LOGIN, password: 'wrong' };
      await assert.rejects(registry.load(`${host}/team/tiny:oci`, loadOptions({ registry: { credentials } })), refused);
    });
  });
}

/** An OCI layout folder with the image `latest`. */
function writeLayout(folder: string): Digest {
  const { blobs, manifests, digest } = repositoryOf(LAYERS);
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  const put = (name: Digest, bytes: Uint8Array) =>
    writeFileSync(join(folder, 'blobs', 'sha256', digestHex(name)), bytes);
  for (const [name, bytes] of blobs) put(name, bytes);
  const listed = [...manifests].map(([name, { mediaType, bytes }]) => {
    put(name, bytes);
    return {
      mediaType,
      digest: name,
      size: bytes.length,
      annotations: { 'org.opencontainers.image.ref.name': 'latest' },
    };
  });
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: listed }));
  return digest;
}
