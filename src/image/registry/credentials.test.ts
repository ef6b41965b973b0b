import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { repositoryOf, serveRegistry } from '../../../test/support/registry.ts';
import { loadImage, loadOptions, quickTiming } from '../../../test/support/registry-client.ts';
import type { RegistryOptions } from '../source.ts';
import { type CredentialAnswer, findCredentials } from './credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-credentials-'));
after(() => rmSync(folder, { recursive: true }));
const pair = (text: string) => Buffer.from(text).toString('base64');
const password = (username: string, word: string) => ({ credentials: { kind: 'password', username, password: word } });
const windows = process.platform === 'win32' ? 'credential helpers of these tests are shell scripts' : false;

let written = 0;
/** A new folder with this document as `config.json`. */
function dockerFolder(document: unknown): string {
  const path = join(folder, String(written++));
  mkdirSync(path);
  writeFileSync(join(path, 'config.json'), typeof document === 'string' ? document : JSON.stringify(document));
  return path;
}

interface Asked {
  readonly domain?: string;
  readonly repository?: string;
  readonly named?: boolean;
  readonly environment?: Record<string, string>;
  readonly registry?: RegistryOptions;
  readonly helperMs?: number;
}

function find(asked: Asked): Promise<CredentialAnswer> {
  const { domain = 'r.example', repository = 'a/b', named = true, environment = {}, registry = {} } = asked;
  const timing = { ...quickTiming, helperMs: asked.helperMs ?? quickTiming.helperMs };
  return findCredentials({ domain, repository, named, options: loadOptions({ environment, registry }), timing });
}

const inConfig = (document: unknown, asked: Asked = {}) =>
  find({ ...asked, registry: { dockerConfig: dockerFolder(document) } });

describe('credentials in files', () => {
  const forms: readonly (readonly [string, unknown, unknown])[] = [
    ['auth', { auth: pair('me:pass:word') }, password('me', 'pass:word')],
    ['auth filled up with NULs', { auth: pair('me:word\0\0') }, password('me', 'word')],
    ['name and password', { username: 'me', password: 'word' }, password('me', 'word')],
    ['identity token', { auth: pair('me:'), identitytoken: 'I' }, { credentials: { kind: 'identity', token: 'I' } }],
    ['registry token', { registrytoken: 'R' }, { credentials: { kind: 'bearer', token: 'R' } }],
    ['empty', {}, {}],
    ['auth without a colon', { auth: pair('me') }, {}],
    ['auth that is a number', { auth: 7 }, {}],
    ['no object', 'me:word', {}],
  ];
  for (const [name, entry, expected] of forms) {
    test(name, async () => assert.deepEqual(await inConfig({ auths: { 'r.example': entry } }), expected));
  }

  const keys: readonly (readonly [string, string, boolean])[] = [
    ['r.example', 'r.example', true],
    ['https://r.example', 'r.example', true],
    ['https://r.example/v1/', 'r.example', true],
    ['r.example/v2/', 'r.example', true],
    ['r.example/', 'r.example', true],
    ['r.example/a', 'r.example', true],
    ['r.example/a/b', 'r.example', true],
    ['r.example/a/c', 'r.example', false],
    ['r.example:5000', 'r.example', false],
    ['evil.r.example', 'r.example', false],
    ['r.example.evil', 'r.example', false],
    ['r.example:5000', 'r.example:5000', true],
    ['https://index.docker.io/v1/', 'docker.io', true],
    ['docker.io', 'docker.io', true],
    ['docker.io', 'r.example', false],
    ['__proto__', '__proto__', true],
  ];
  for (const [key, domain, fits] of keys) {
    test(`filed under ${key}, ${fits ? '' : 'not '}for ${domain}`, async () => {
      const text = `{"auths":{"${key}":{"auth":"${pair('me:word')}"}}}`;
      assert.deepEqual(await inConfig(text, { domain }), fits ? password('me', 'word') : {});
    });
  }

  test('the most specific of several', async () => {
    const auths = { 'r.example': { auth: pair('all:x') }, 'r.example/a': { auth: pair('a:x') } };
    assert.deepEqual(await inConfig({ auths }), password('a', 'x'));
    assert.deepEqual(await inConfig({ auths }, { repository: 'b' }), password('all', 'x'));
  });

  test('places, in order', async () => {
    const home = join(folder, 'home');
    const put = (path: string, name: string) => {
      mkdirSync(join(home, path, '..'), { recursive: true });
      writeFileSync(join(home, path), JSON.stringify({ auths: { 'r.example': { auth: pair(`${name}:x`) } } }));
    };
    const user = async (environment: Record<string, string>) => {
      const { credentials } = await find({ environment });
      return credentials?.kind === 'password' ? credentials.username : undefined;
    };
    put('.config/containers/auth.json', 'podman');
    assert.equal(await user({ HOME: home }), 'podman');
    put('run/containers/auth.json', 'podman-run');
    const run = { HOME: home, XDG_RUNTIME_DIR: join(home, 'run') };
    assert.equal(await user(run), 'podman-run');
    put('.docker/config.json', 'docker');
    assert.equal(await user(run), 'docker');
    put('other/config.json', 'docker-elsewhere');
    assert.equal(await user({ ...run, DOCKER_CONFIG: join(home, 'other') }), 'docker-elsewhere');
    put('file.json', 'file');
    assert.equal(await user({ ...run, REGISTRY_AUTH_FILE: join(home, 'file.json') }), 'file');
    const given = { TIDEWAITER_USERNAME: 'environment', TIDEWAITER_PASSWORD: 'x' };
    assert.equal(await user({ ...run, ...given }), 'environment');
  });

  test('a file that cannot be read is told of without its content', async () => {
    for (const text of ['{"auths":{"r.example":{"auth":"c2VjcmV0', 'secret', '[]', 'null', '']) {
      const { failure, credentials } = await inConfig(text);
      assert.equal(credentials, undefined);
      assert.match(failure ?? '', /config\.json cannot be used/);
      assert.ok(!/secret|c2Vj/.test(failure ?? ''));
    }
  });

  test('what was given for the registry is not for its mirrors', async () => {
    const asked = {
      named: false,
      environment: { TIDEWAITER_REGISTRY_TOKEN: 'T' },
      registry: { credentials: { token: 'T' } },
    };
    assert.deepEqual(await find(asked), {});
  });
});

describe('credential helpers', { skip: windows }, () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const environment = { PATH: `${bin}:${process.env.PATH}` };
  const helper = (name: string, script: string) => {
    writeFileSync(join(bin, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, `docker-credential-${name}`), 0o755);
  };
  const answer = (username: string, secret: string) =>
    `echo '${JSON.stringify({ Username: username, Secret: secret })}'`;

  test('asked for the server, as Docker asks', async () => {
    helper('good', `cat > ${bin}/asked; echo " $1" >> ${bin}/asked; ${answer('me', 'word')}`);
    assert.deepEqual(await inConfig({ credsStore: 'good' }, { environment }), password('me', 'word'));
    assert.equal(readFileSync(join(bin, 'asked'), 'utf8'), 'r.example get\n');
    await inConfig({ credsStore: 'good' }, { environment, domain: 'docker.io' });
    assert.equal(readFileSync(join(bin, 'asked'), 'utf8'), 'https://index.docker.io/v1/ get\n');
  });

  test('one of its own before the one for all', async () => {
    helper('own', answer('own', 'x'));
    const config = { credsStore: 'good', credHelpers: { 'r.example': 'own' } };
    assert.deepEqual(await inConfig(config, { environment }), password('own', 'x'));
  });

  test('an identity token', async () => {
    helper('identity', answer('<token>', 'I'));
    const expected = { credentials: { kind: 'identity', token: 'I' } };
    assert.deepEqual(await inConfig({ credsStore: 'identity' }, { environment }), expected);
  });

  test('one that keeps nothing leaves the file to be looked at', async () => {
    helper('nothing', 'echo credentials not found in native keychain; exit 1');
    assert.deepEqual(await inConfig({ credsStore: 'nothing' }, { environment }), {});
    const auths = { 'r.example': { auth: pair('me:word') } };
    assert.deepEqual(await inConfig({ credsStore: 'nothing', auths }, { environment }), password('me', 'word'));
  });

  test('ones that fail', async () => {
    helper('locked', 'echo the keychain is locked; exit 1');
    helper('nonsense', 'echo "my secret is hunter2"');
    helper('partial', `echo '{"Secret":"hunter2"}'`);
    helper('endless', 'exec yes hunter2');
    helper('slow', 'sleep 20');
    const failures: readonly (readonly [string, RegExp])[] = [
      ['locked', /failed: the keychain is locked/],
      ['nonsense', /gave no Username and Secret/],
      ['partial', /gave no Username and Secret/],
      ['endless', /printed too much/],
      ['slow', /did not answer within 0\.3 s/],
      ['missing', /docker-credential-missing is not installed/],
      ['../../bin/sh', /no proper name/],
    ];
    for (const [name, words] of failures) {
      const { failure, credentials } = await inConfig({ credsStore: name }, { environment, helperMs: 300 });
      assert.equal(credentials, undefined);
      assert.match(failure ?? '', words);
      assert.ok(!failure?.includes('hunter2'));
    }
  });

  test('a failing helper matters only where a login is needed', async () => {
    const registry = await serveRegistry({ repositories: { app: repositoryOf([Buffer.from('x')]) } });
    const options = { environment, registry: { dockerConfig: dockerFolder({ credsStore: 'locked' }) } };
    registry.behavior.auth = { scheme: 'bearer' };
    await loadImage(`${registry.host}/app`, options);
    registry.behavior.auth = { scheme: 'basic', username: 'me', password: 'word' };
    await assert.rejects(loadImage(`${registry.host}/app`, options), {
      name: 'UnavailableError',
      code: 'credential-helper',
      message: /needs a login.*keychain is locked/,
    });
    await registry.close();
  });

  test('an identity token is traded for a token', async () => {
    const registry = await serveRegistry({ repositories: { app: repositoryOf([Buffer.from('x')]) } });
    registry.behavior.auth = { scheme: 'bearer', username: 'me', password: 'word', identityToken: 'I' };
    const options = { environment, registry: { dockerConfig: dockerFolder({ credsStore: 'identity' }) } };
    await loadImage(`${registry.host}/app`, options);
    const [request] = registry.requests.filter(({ url }) => url.startsWith('/token'));
    assert.equal(request?.method, 'POST');
    assert.equal(request.url, '/token');
    const form = new URLSearchParams(request.body);
    assert.equal(form.get('grant_type'), 'refresh_token');
    assert.equal(form.get('service'), 'test.registry');
    assert.equal(form.get('scope'), 'repository:app:pull');
    await registry.close();
  });
});
