import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feedAddress } from './feed-address.ts';

const osv = { name: 'osv', address: 'https://osv.example/' };
const address = (setting: string | undefined) => feedAddress(osv, { TIDEWAITER_FEEDS: setting }).href;

test('the source itself, one mirror of all, or mirrors of some', () => {
  assert.equal(address(undefined), 'https://osv.example/');
  assert.equal(address('  '), 'https://osv.example/');
  assert.equal(address('http://127.0.0.1:8080'), 'http://127.0.0.1:8080/osv/');
  assert.equal(address('file:///mirror/feeds/'), 'file:///mirror/feeds/osv/');
  assert.equal(address('/mirror'), 'file:///mirror/osv/');
  assert.equal(address('kev=http://a/k, osv=https://b/x'), 'https://b/x/');
  assert.equal(address('kev=http://a/k'), 'https://osv.example/');
});

test('what is no address is refused', () => {
  for (const setting of ['ftp://x/', 'osv', 'osv=', 'osv=mirror', 'kev=http://a/,osv', 'javascript:1']) {
    assert.throws(() => address(setting), { name: 'UsageError', code: 'bad-config' }, setting);
  }
});
