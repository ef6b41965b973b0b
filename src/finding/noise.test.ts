import assert from 'node:assert/strict';
import { test } from 'node:test';
import { noiseOf, noVulnerability } from './noise.ts';

test('kernels, their headers, documentation and debugging information are known noise', () => {
  const noise = [
    'linux-libc-dev',
    'linux-headers-6.1.0-18-amd64',
    'linux-kbuild-6.1',
    'linux-aws-headers-5.15.0-1051',
    'kernel-headers',
    'kernel-uek-devel',
    'linux-api-headers',
    'linux-glibc-devel',
    'linux-image-6.1.0-18-amd64',
    'kernel-core',
    'linux-virt',
    'openssl-debuginfo',
    'libc6-dbg',
    'bash-dbgsym',
    'curl-doc',
    'git-man',
    'kernel-modules',
  ];
  for (const name of noise) assert.ok(noiseOf({ name, type: 'deb' }), name);
  const real = [
    'openssl',
    'linux-pam',
    'util-linux',
    'kernelshark',
    'linuxptp',
    'libc6-dev',
    'docker',
    'mandoc',
    'kernel-tools',
  ];
  for (const name of real) assert.equal(noiseOf({ name, type: 'deb' }), undefined, name);
  assert.equal(noiseOf({ name: 'kernel-headers', type: 'npm' }), undefined);
});

test('errata that mend or improve name no vulnerability', () => {
  assert.ok(noVulnerability(['ALBA-2023:1']));
  assert.equal(noVulnerability(['CVE-2024-0001', 'ALBA-2023:1']), undefined);
  assert.equal(noVulnerability(['ALSA-2023:1']), undefined);
});
