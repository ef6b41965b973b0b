import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { quickTiming } from '../../../test/support/registry-client.ts';
import { retryAfterMs, retrying, TransientFailure } from './retry.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('trying again', () => {
  test('Retry-After in seconds and as a date', () => {
    assert.equal(retryAfterMs(undefined, NOW), undefined);
    assert.equal(retryAfterMs('120', NOW), 120_000);
    assert.equal(retryAfterMs(' 0 ', NOW), 0);
    assert.equal(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', NOW), 30_000);
    assert.equal(retryAfterMs('Thu, 01 Jan 2015 00:00:30 GMT', NOW), 0);
    for (const nonsense of ['', 'soon', '-5x', '1e400', '9'.repeat(400)]) {
      const wait = retryAfterMs(nonsense, NOW);
      assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0), nonsense);
    }
  });

  test('each wait twice the one before, up to the longest', async () => {
    const notices: string[] = [];
    const timing = { ...quickTiming, attempts: 6, backoffMs: 20, longestWaitMs: 60 };
    const signal = new AbortController().signal;
    const final = new Error('for good');
    const started = performance.now();
    const failing = retrying({ timing, signal, notice: (text) => notices.push(text) }, () =>
      Promise.reject(new TransientFailure(final)),
    );
    await assert.rejects(failing, (error) => error === final);
    // 20 + 40 + 60 + 60 + 60
    assert.ok(performance.now() - started >= 235);
    assert.equal(notices.length, 5);
  });

  test('other errors at once', async () => {
    let calls = 0;
    const context = { timing: quickTiming, signal: new AbortController().signal };
    const failing = retrying(context, () => {
      calls++;
      return Promise.reject(new TypeError('a bug'));
    });
    await assert.rejects(failing, TypeError);
    assert.equal(calls, 1);
  });
});
