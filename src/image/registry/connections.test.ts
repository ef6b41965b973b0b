import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { makeCertificates, withoutOpenssl } from '../../../test/support/certificates.ts';
import { serveProxy } from '../../../test/support/proxy.ts';
import { repositoryOf, serveRegistry } from '../../../test/support/registry.ts';
import { loadImage, storedBytes } from '../../../test/support/registry-client.ts';

const LOGIN = { username: 'me', password: 'hunter2' };

describe('TLS and proxies', { skip: withoutOpenssl }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-tls-'));
  const { caFile, key, cert } = makeCertificates(folder, ['registry.test', '127.0.0.1']);
  const repository = repositoryOf([Buffer.from('a layer')]);
  const repositories = { app: repository, 'library/app': repository, 'cache/library/app': repository };
  const secure = await serveRegistry({ repositories, tls: { key, cert } });
  const plain = await serveRegistry({ repositories });
  const toSecure = await serveProxy(secure.port);
  const toPlain = await serveProxy(plain.port);
  after(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all([secure, plain, toSecure, toPlain].map((server) => server.close()));
  });
  const throughProxy = { HTTPS_PROXY: toSecure.origin };

  test('a certificate of an authority that is named', async () => {
    const image = await loadImage('registry.test/app', { environment: throughProxy, registry: { caFile } });
    assert.equal((await storedBytes(image.layers[0])).length, image.layers[0]?.size);
    assert.equal(toSecure.asked[0], 'CONNECT registry.test:443');
    for (const variable of ['SSL_CERT_FILE', 'NODE_EXTRA_CA_CERTS']) {
      await loadImage('registry.test/app', { environment: { ...throughProxy, [variable]: caFile } });
    }
  });

  test('a certificate of nobody known', async () => {
    const environment = { ...throughProxy, SSL_CERT_FILE: join(folder, 'missing.pem') };
    await assert.rejects(loadImage('registry.test/app', { environment }), {
      name: 'UnavailableError',
      code: 'unreachable',
      message: /certificate of registry\.test is not trusted/,
    });
  });

  test('a certificate for another host', async () => {
    await assert.rejects(loadImage('other.test/app', { environment: throughProxy, registry: { caFile } }), {
      message: /certificate of other\.test is not trusted \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    });
  });

  test('any certificate where that is allowed, and on this machine', async () => {
    await loadImage('registry.test/app', { environment: throughProxy, registry: { insecure: true } });
    await loadImage(`${secure.host}/app`);
  });

  test('plain HTTP only where that is allowed', async () => {
    const environment = { HTTPS_PROXY: toPlain.origin, HTTP_PROXY: toPlain.origin };
    await assert.rejects(loadImage('registry.test/app', { environment }), { code: 'unreachable', message: /insecure/ });
    await loadImage('registry.test:5000/app', { environment, registry: { insecure: true } });
    assert.ok(toPlain.asked.includes('GET http://registry.test:5000/v2/app/manifests/latest'));
  });

  test('the login for the proxy goes to the proxy alone', async () => {
    const environment = { https_proxy: toSecure.origin.replace('//', '//me:proxy%20word@') };
    await loadImage('registry.test/app', { environment, registry: { caFile } });
    assert.equal(toSecure.logins.at(-1), `Basic ${Buffer.from('me:proxy word').toString('base64')}`);
    assert.ok(secure.requests.every(({ headers }) => headers['proxy-authorization'] === undefined));
  });

  test('a proxy that refuses', async () => {
    for (const [status, words] of [
      [407, /wants a user name and password/],
      [403, /answered 403/],
    ] as const) {
      const proxy = await serveProxy(0, status);
      const environment = { HTTPS_PROXY: proxy.origin.replace('//', '//me:hunter2@') };
      await assert.rejects(loadImage('registry.test/app', { environment }), (error: Error) => {
        assert.match(error.message, words);
        assert.ok(!error.message.includes('hunter2'));
        return true;
      });
      await proxy.close();
    }
  });

  test('a file of authorities that is none', async () => {
    const broken = join(folder, 'broken.pem');
    writeFileSync(broken, '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n');
    for (const path of [join(folder, 'missing.pem'), folder, broken]) {
      await assert.rejects(
        loadImage('registry.test/app', { registry: { caFile: path } }),
        { code: 'bad-config' },
        path,
      );
    }
  });

  test('from HTTPS to plain HTTP: blobs without login, tags never', async () => {
    secure.behavior.auth = { scheme: 'basic', ...LOGIN };
    secure.behavior.redirectTo = plain.origin;
    plain.requests.length = 0;
    const options = { environment: throughProxy, registry: { caFile, credentials: LOGIN } };
    const image = await loadImage('registry.test/app', options);
    await storedBytes(image.layers[0]);
    assert.equal(plain.requests.length, 2);
    assert.ok(plain.requests.every(({ headers }) => headers.authorization === undefined));
    secure.behavior.redirectAll = true;
    await assert.rejects(loadImage('registry.test/app', options), { message: /from HTTPS to plain HTTP/ });
    assert.equal(plain.requests.length, 2);
    for (const key of ['auth', 'redirectTo', 'redirectAll'] as const) delete secure.behavior[key];
  });

  test('a token server of plain HTTP gets no password', async () => {
    secure.behavior.auth = { scheme: 'bearer', ...LOGIN, realm: `${plain.origin}/token` };
    plain.requests.length = 0;
    const options = { environment: throughProxy, registry: { caFile, credentials: LOGIN } };
    await assert.rejects(loadImage('registry.test/app', options), { code: 'unauthorized', message: /plain HTTP/ });
    assert.equal(plain.requests.length, 0);
    delete secure.behavior.auth;
  });

  test('Docker Hub is asked at its server, by its full names', async () => {
    await assert.rejects(loadImage('app', { environment: throughProxy, registry: { caFile } }), /not trusted/);
    assert.equal(toSecure.asked.at(-1), 'CONNECT registry-1.docker.io:443');
  });

  test('mirrors first, without the login; then the registry', async () => {
    const notices: string[] = [];
    const load = (mirror: string) =>
      loadImage('docker.io/app', {
        environment: throughProxy,
        registry: { caFile, credentials: LOGIN, mirrors: { 'docker.io': [mirror] } },
        notice: (message) => notices.push(message),
      });
    plain.requests.length = 0;
    const image = await load(`${plain.origin}/cache/`);
    assert.equal(image.name, 'app:latest');
    assert.equal(image.references[0], 'docker.io/library/app:latest');
    assert.equal(plain.requests[0]?.url, '/v2/cache/library/app/manifests/latest');

    plain.behavior.auth = { scheme: 'basic', ...LOGIN };
    await assert.rejects(load(plain.origin), /certificate of registry-1\.docker\.io/);
    assert.match(notices.join(), /needs a login.*asking the next server/);
    assert.ok(plain.requests.every(({ headers }) => headers.authorization === undefined));
    delete plain.behavior.auth;
  });

  test('a layer that the mirror lacks comes from the registry', async () => {
    const partial = repositoryOf([Buffer.from('a layer')]);
    const mirror = await serveRegistry({ repositories: { app: partial } });
    const registry = { caFile, mirrors: { 'registry.test': [mirror.origin] } };
    const image = await loadImage('registry.test/app', { environment: throughProxy, registry });
    partial.blobs.clear();
    assert.equal((await storedBytes(image.layers[0])).length, image.layers[0]?.size);
    await mirror.close();
  });

  test('a mirror that is no address', async () => {
    for (const mirror of ['ftp://x', 'https://me:pw@x', '']) {
      const loading = loadImage('app', { registry: { mirrors: { 'docker.io': [mirror] } } });
      await assert.rejects(loading, { code: 'bad-config' });
    }
  });
});
