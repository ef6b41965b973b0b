import assert from 'node:assert/strict';
import test from 'node:test';
import { UsageError } from '../base/errors.ts';
import { formatPlatform, hostPlatform, normalizePlatform, parsePlatform, platformDistance } from './platform.ts';

test('a platform is written os/architecture[/variant], or as an architecture alone', () => {
  assert.equal(formatPlatform(parsePlatform('linux/amd64')), 'linux/amd64');
  assert.equal(formatPlatform(parsePlatform('arm64')), 'linux/arm64');
  assert.equal(formatPlatform(parsePlatform('Linux/ARM/V6')), 'linux/arm/v6');
  assert.equal(formatPlatform(parsePlatform('windows/x86_64')), 'windows/amd64');
  for (const text of ['', '/', 'linux/', 'a/b/c/d', 'linux/am d64', '../x', `linux/${'a'.repeat(100)}`]) {
    assert.throws(
      () => parsePlatform(text),
      (error) => error instanceof UsageError && error.code === 'bad-platform',
    );
  }
});

test('a platform that an image made up can be shown', () => {
  assert.equal(formatPlatform({ os: 'li\x1b[2Jnux', architecture: 'x'.repeat(100) }), `li??2Jnux/${'x'.repeat(64)}`);
});

test('one platform has one spelling', () => {
  const spell = (os: string, architecture: string, variant?: string) =>
    formatPlatform(normalizePlatform({ os, architecture, ...(variant === undefined ? {} : { variant }) }));
  assert.equal(spell('linux', 'aarch64', 'v8'), 'linux/arm64');
  assert.equal(spell('linux', 'arm64', '9'), 'linux/arm64/v9');
  assert.equal(spell('linux', 'arm'), 'linux/arm/v7');
  assert.equal(spell('linux', 'arm', '6'), 'linux/arm/v6');
  assert.equal(spell('linux', 'armel'), 'linux/arm/v6');
  assert.equal(spell('linux', 'armhf'), 'linux/arm/v7');
  assert.equal(spell('linux', 'amd64', 'v1'), 'linux/amd64');
  assert.equal(spell('linux', 'i386'), 'linux/386');
});

test('the host is a linux', () => {
  assert.equal(hostPlatform().os, 'linux');
  assert.notEqual(hostPlatform().architecture, 'x64');
});

test('an older variant serves where a newer is wanted, never the other way, never another architecture', () => {
  const distance = (wanted: string, offered: string) => platformDistance(parsePlatform(wanted), parsePlatform(offered));
  assert.deepEqual(
    ['v8', 'v7', 'v6', 'v5'].map((variant) => distance('linux/arm/v7', `linux/arm/${variant}`)),
    [undefined, 0, 1, 2],
  );
  assert.equal(distance('linux/arm64', 'linux/arm64/v8'), 0);
  assert.equal(distance('linux/arm64/v8.2', 'linux/arm64'), 2);
  assert.equal(distance('linux/arm64', 'linux/arm64/v9'), undefined);
  assert.equal(distance('linux/arm64/v9', 'linux/arm64/v8.5'), 1);
  assert.equal(distance('linux/arm64/v9', 'linux/arm64'), 6);
  assert.equal(distance('linux/amd64/v3', 'linux/amd64/v2'), 1);
  assert.equal(distance('linux/amd64/v3', 'linux/amd64'), 2);
  assert.equal(distance('linux/amd64', 'linux/amd64/v2'), undefined);
  assert.equal(distance('linux/amd64', 'linux/386'), undefined);
  assert.equal(distance('linux/amd64', 'windows/amd64'), undefined);
  assert.equal(distance('linux/arm64/v8.999999999', 'linux/arm64'), 9);
});
