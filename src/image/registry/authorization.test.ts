import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { repositoryOf, serveRegistry, type TestAuth, type TestBehavior } from '../../../test/support/registry.ts';
import { loadImage, storedBytes } from '../../../test/support/registry-client.ts';

const LOGIN = { username: 'mä:e', password: 'pass:wörd+secret' };
// Basic has no room for a colon in the name.
const BASIC_LOGIN = { username: 'me', password: 'pass:wörd+secret' };

describe('logging in', async () => {
  const repository = repositoryOf([Buffer.from('one'), Buffer.from('two')]);
  const registry = await serveRegistry({ repositories: { 'a/b': repository } });
  const name = `${registry.host}/a/b`;
  after(() => registry.close());
  beforeEach(() => {
    for (const key of Object.keys(registry.behavior)) delete registry.behavior[key as keyof TestBehavior];
    registry.requests.length = 0;
  });
  const demand = (auth: TestAuth) => {
    registry.behavior.auth = auth;
  };
  const tokenRequests = () => registry.requests.filter(({ url }) => url.startsWith('/token'));

  test('a token for anyone', async () => {
    demand({ scheme: 'bearer' });
    const image = await loadImage(name);
    for (const layer of image.layers) assert.ok((await storedBytes(layer)).length > 0);
    assert.equal(tokenRequests().length, 1, 'one token serves all');
    const query = new URL(tokenRequests()[0]?.url ?? '', registry.origin).searchParams;
    assert.equal(query.get('service'), 'test.registry');
    assert.equal(query.get('scope'), 'repository:a/b:pull');
    assert.equal(query.get('account'), null);
    assert.equal(tokenRequests()[0]?.headers.authorization, undefined);
  });

  test('a token for a password', async () => {
    demand({ scheme: 'bearer', ...LOGIN });
    await loadImage(name, { registry: { credentials: LOGIN } });
    const [request] = tokenRequests();
    assert.equal(new URL(request?.url ?? '', registry.origin).searchParams.get('account'), LOGIN.username);
    const others = registry.requests.filter(({ url }) => !url.startsWith('/token'));
    assert.ok(others.every(({ headers }) => !headers.authorization?.startsWith('Basic')));
  });

  test('an expired token is replaced', async () => {
    demand({ scheme: 'bearer', tokenUses: 1 });
    const image = await loadImage(name);
    for (const layer of image.layers) await storedBytes(layer);
    assert.equal(tokenRequests().length, 4);
  });

  test('tokens that are never good come to an end', async () => {
    demand({ scheme: 'bearer', tokenUses: 0 });
    await assert.rejects(loadImage(name), { code: 'unauthorized' });
    assert.equal(tokenRequests().length, 1);
  });

  test('Basic', async () => {
    demand({ scheme: 'basic', ...BASIC_LOGIN });
    await loadImage(name, { registry: { credentials: BASIC_LOGIN } });
    await assert.rejects(loadImage(name, { registry: { credentials: { ...BASIC_LOGIN, password: 'wrong-one' } } }), {
      name: 'UnavailableError',
      code: 'unauthorized',
      message: /does not let this login read a\/b/,
    });
  });

  test('without a login', async () => {
    for (const auth of [{ scheme: 'basic', ...BASIC_LOGIN } as const]) {
      demand(auth);
      await assert.rejects(loadImage(name), (error: Error & { code: string }) => {
        assert.equal(error.code, 'unauthorized');
        assert.match(error.message, /needs a login.*docker login 127\.0\.0\.1.*TIDEWAITER_USERNAME/);
        return true;
      });
    }
  });

  test('a ready token', async () => {
    demand({ scheme: 'bearer', tokenAnswer: { status: 500, body: '' } });
    await assert.rejects(loadImage(name, { registry: { credentials: { token: 'not-the-one' } } }), {
      code: 'unauthorized',
    });
    assert.equal(tokenRequests().length, 0);
    assert.equal(registry.requests.at(-1)?.headers.authorization, 'Bearer not-the-one');
  });

  test('from the environment', async () => {
    demand({ scheme: 'basic', ...BASIC_LOGIN });
    const environment = { TIDEWAITER_USERNAME: BASIC_LOGIN.username, TIDEWAITER_PASSWORD: BASIC_LOGIN.password };
    await loadImage(name, { environment });
    await loadImage(name, { environment: { ...environment, TIDEWAITER_REGISTRY: registry.host } });
    await assert.rejects(loadImage(name, { environment: { ...environment, TIDEWAITER_REGISTRY: 'other.example' } }), {
      code: 'unauthorized',
    });
  });

  test('a token server that answers nonsense', async () => {
    const answers: readonly (readonly [number, string, string])[] = [
      [200, 'nonsense', 'unauthorized'],
      [200, '{}', 'unauthorized'],
      [200, '[]', 'unauthorized'],
      [200, '{"token":7}', 'unauthorized'],
      [200, '{"token":"a\\r\\nx-evil: 1"}', 'unauthorized'],
      [200, `{"token":"${'x'.repeat(300_000)}"}`, 'unauthorized'],
      [403, '{"errors":[{"code":"DENIED","message":"no"}]}', 'unauthorized'],
      [500, 'oops', 'server-error'],
      [429, '', 'rate-limited'],
    ];
    for (const [status, body, code] of answers) {
      demand({ scheme: 'bearer', tokenAnswer: { status, body } });
      await assert.rejects(loadImage(name), { name: 'UnavailableError', code }, body.slice(0, 40));
    }
  });

  test('a token server that refuses: its words, and how to log in', async () => {
    demand({ scheme: 'bearer', ...LOGIN });
    await assert.rejects(loadImage(name), {
      code: 'unauthorized',
      message: /needs a login \(it says: incorrect username or password\): log in with "docker login/,
    });
    await assert.rejects(loadImage(name, { registry: { credentials: { username: 'me', password: 'wrong-one' } } }), {
      code: 'unauthorized',
      message: /does not let this login read a\/b \(it says: incorrect username or password\)/,
    });
  });

  test('a token server that cannot be', async () => {
    for (const realm of ['nonsense', 'file:///etc/passwd', 'ftp://x/', '']) {
      demand({ scheme: 'bearer', realm });
      await assert.rejects(loadImage(name), { code: 'unauthorized' }, realm);
    }
  });

  test('a token server that redirects elsewhere does not pass the password on', async () => {
    const thief = await serveRegistry();
    demand({ scheme: 'bearer', ...LOGIN, realm: `${registry.origin}/elsewhere/token` });
    const gate = await serveRegistry({ behavior: { redirectTo: thief.origin, redirectAll: true } });
    demand({ scheme: 'bearer', ...LOGIN, realm: `${gate.origin}/token` });
    await assert.rejects(loadImage(name, { registry: { credentials: LOGIN } }), { code: 'unauthorized' });
    assert.equal(thief.requests.length, 1);
    assert.equal(thief.requests[0]?.headers.authorization, undefined);
    await Promise.all([thief.close(), gate.close()]);
  });

  test('no secret is ever said', async () => {
    const pair = Buffer.from(`${LOGIN.username}:${LOGIN.password}`).toString('base64');
    const echo = JSON.stringify({
      errors: [{ code: 'DENIED', message: `${pair} ${LOGIN.password} ${encodeURIComponent(LOGIN.password)}` }],
    });
    const said: string[] = [];
    const attempt = () =>
      loadImage(name, { registry: { credentials: LOGIN }, notice: (text) => said.push(text) }).then(
        () => assert.fail('should be refused'),
        (error: Error) => said.push(error.message),
      );
    for (const status of [401, 403, 418, 429, 500]) {
      demand({ scheme: 'bearer', ...LOGIN, tokenAnswer: { status, body: echo } });
      await attempt();
    }
    registry.behavior.refuse = { status: 401, body: echo, headers: { 'www-authenticate': 'Basic realm=x' } };
    await attempt();
    assert.ok(said.length >= 12 && said.some((text) => text.includes('***')));
    for (const text of said) {
      for (const secret of [LOGIN.password, pair, encodeURIComponent(LOGIN.password)]) {
        assert.ok(!text.includes(secret), text);
      }
    }
  });
});
