import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goProgramCpes, goPrograms } from './go-programs.ts';

test('a known Go program carries the names of its product', () => {
  assert.deepEqual(goProgramCpes('github.com/prometheus/prometheus', 'v2.42.0'), [
    'cpe:2.3:a:prometheus:prometheus:2.42.0:*:*:*:*:*:*:*',
  ]);
  assert.deepEqual(goProgramCpes('helm.sh/helm/v3', 'v3.10.0-rc.1'), ['cpe:2.3:a:helm:helm:3.10.0:rc1:*:*:*:*:*:*']);
});

test('a library, an unknown module or an unknown version carries none', () => {
  assert.deepEqual(goProgramCpes('github.com/hashicorp/consul/api', 'v1.2.3'), []);
  assert.deepEqual(goProgramCpes('example.com/lamp', 'v1.2.3'), []);
  assert.deepEqual(goProgramCpes('github.com/prometheus/prometheus', ''), []);
  assert.deepEqual(goProgramCpes('__proto__', 'v1.2.3'), []);
});

test('every module is listed once, without its major version', () => {
  const modules = goPrograms.map(({ module }) => module);
  assert.equal(new Set(modules).size, modules.length);
  for (const module of modules) assert.doesNotMatch(module, /\/v[0-9]+$/);
});
