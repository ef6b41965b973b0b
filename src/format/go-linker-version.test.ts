import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionFromLinkerFlags } from './go-linker-version.ts';

const version = (flags: string) => versionFromLinkerFlags(flags, 'github.com/acme/lamp');

test('-X flags in all spellings give the version', () => {
  for (const flags of [
    '-s -w -X main.version=1.4.2',
    '-X=main.version=1.4.2',
    "-X 'main.version=1.4.2' -X 'main.date=a b'",
    '-X "main.Version=v1.4.2"',
    '-X="main.buildVersion=1.4.2"',
    '-X github.com/acme/lamp/internal/version.gitVersion=v1.4.2',
    '-X github.com/prometheus/common/version.Version=1.4.2',
    '-X main.tag=v1.4.2 -X main.commit=abcdef',
  ]) {
    assert.equal(version(flags), 'v1.4.2', flags);
  }
});

test('the main package weighs more than the main module, and that more than others', () => {
  assert.equal(version('-X github.com/acme/lamp/pkg.version=2.0.0 -X main.version=1.0.0'), 'v1.0.0');
  assert.equal(
    version('-X github.com/prometheus/common/version.Version=3.0.0 -X github.com/acme/lamp/v.Version=2.0.0'),
    'v2.0.0',
  );
});

test('versions that differ, are of other things or are no versions give nothing', () => {
  assert.equal(version('-X main.version=1.0.0 -X main.appVersion=2.0.0'), undefined);
  assert.equal(version('-X main.goVersion=1.22.1 -X main.apiVersion=3.1'), undefined);
  assert.equal(version('-X main.version=dev -X main.version=abcdef12'), undefined);
  assert.equal(version('-X github.com/other/thing.Version=1.0.0'), undefined);
  assert.equal(version('-X main.version'), undefined);
  assert.equal(version("-X 'main.version=1.0.0"), 'v1.0.0');
  assert.equal(version(`-X main.version=1.${'0'.repeat(200)}`), undefined);
  assert.equal(version(''), undefined);
});
