import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isLoopback, proxyFor } from './proxy.ts';

const PROXY = { HTTP_PROXY: 'http://plain.example:3128', HTTPS_PROXY: 'http://secure.example:3128' };
const chosen = (url: string, environment: Record<string, string>) => proxyFor(new URL(url), environment)?.host;

describe('proxies', () => {
  test('by scheme, lower case first', () => {
    assert.equal(chosen('https://r.example/', PROXY), 'secure.example:3128');
    assert.equal(chosen('http://r.example/', PROXY), 'plain.example:3128');
    assert.equal(chosen('https://r.example/', { ...PROXY, https_proxy: 'lower.example:1' }), 'lower.example:1');
    assert.equal(chosen('https://r.example/', { ALL_PROXY: 'socks5://all.example:1' }), 'all.example:1');
    assert.equal(chosen('https://r.example/', { HTTP_PROXY: 'http://plain.example:3128', HTTPS_PROXY: '' }), undefined);
    assert.equal(chosen('https://r.example/', {}), undefined);
  });

  test('never for this machine', () => {
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
      assert.equal(chosen(`http://${host}:5000/`, PROXY), undefined, host);
      assert.ok(isLoopback(host));
    }
    for (const host of ['127.0.0.1.example', 'localhost.example', '[::2]', '12.7.0.0']) {
      assert.equal(chosen(`http://${host}:5000/`, PROXY), 'plain.example:3128', host);
    }
  });

  const exclusions: readonly (readonly [string, string, boolean])[] = [
    ['*', 'https://r.example/', true],
    ['r.example', 'https://r.example/', true],
    ['R.EXAMPLE', 'https://r.example/', true],
    ['example', 'https://r.example/', true],
    ['.example', 'https://r.example/', true],
    ['*.example', 'https://r.example/', true],
    ['a, r.example ,b', 'https://r.example/', true],
    ['r.example:443', 'https://r.example/', true],
    ['r.example:80', 'https://r.example/', false],
    ['r.example:5000', 'https://r.example:5000/', true],
    ['xample', 'https://r.example/', false],
    ['r.example.org', 'https://r.example/', false],
    ['10.0.0.0/8', 'https://10.1.2.3/', true],
    ['10.0.0.0/8', 'https://11.1.2.3/', false],
    ['10.0.0.0/99', 'https://10.1.2.3/', false],
    ['10.1.2.3', 'https://10.1.2.3:5000/', true],
    ['2.3', 'https://10.1.2.3/', false],
    ['fd00::/8', 'https://[fd00::1]/', true],
    ['fd00::1', 'https://[fd00::1]/', true],
    ['[fd00::1]:5000', 'https://[fd00::1]:5000/', true],
    ['', 'https://r.example/', false],
  ];
  for (const [list, url, excluded] of exclusions) {
    test(`NO_PROXY=${list} ${excluded ? 'frees' : 'does not free'} ${url}`, () => {
      assert.equal(chosen(url, { ...PROXY, no_proxy: list }), excluded ? undefined : 'secure.example:3128');
    });
  }

  test('a proxy that is no URL', () => {
    for (const proxy of ['http://', 'ftp://x', 'a b', 'http://me:hunter2@']) {
      assert.throws(
        () => chosen('https://r.example/', { HTTPS_PROXY: proxy }),
        (error: Error & { code?: string }) => error.code === 'bad-config' && !error.message.includes('hunter2'),
      );
    }
  });
});
