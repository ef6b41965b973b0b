import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalEcosystem, osvFolder } from './ecosystem-names.ts';

test('names of OSV, as we name them', () => {
  const names: Record<string, string | undefined> = {
    npm: 'npm',
    'Maven:https://repo.example/': 'Maven',
    'AlmaLinux:8': 'AlmaLinux:8',
    'Rocky Linux:9.2': 'Rocky Linux:9',
    'Red Hat:enterprise_linux:9::appstream': 'Red Hat:9',
    'Red Hat:rhel_eus:9.2::baseos': undefined,
    'Alpine:v3.20': 'Alpine:v3.20',
    'Debian:12': 'Debian:12',
    'Ubuntu:22.04:LTS': 'Ubuntu:22.04',
    'Ubuntu:25.10': 'Ubuntu:25.10',
    'Ubuntu:Pro:18.04:LTS': 'Ubuntu:Pro:18.04',
    'Ubuntu:Pro:FIPS-updates:22.04:LTS': undefined,
    'SUSE:Linux Enterprise Server 15 SP5': 'SUSE:SLES 15.5',
    'SUSE:Linux Enterprise Module for Basesystem 15 SP5': 'SUSE:SLES 15.5',
    'SUSE:Linux Enterprise Server 12 SP5-LTSS': undefined,
    'SUSE:Linux Enterprise Micro 5.5': 'SUSE:SLE Micro 5.5',
    'openSUSE:Leap 15.5': 'openSUSE:Leap 15.5',
    'openSUSE:Tumbleweed': 'openSUSE:Tumbleweed',
    'Azure Linux:3': 'Azure Linux:3.0',
    'Azure Linux:2': 'CBL-Mariner:2.0',
    'Photon OS:5.0': 'Photon OS:5.0',
    'openEuler:24.03-LTS-SP1': 'openEuler:24.03-LTS-SP1',
    'Mageia:9': 'Mageia:9',
    Wolfi: 'Wolfi',
    Chainguard: 'Chainguard',
    'Alpaquita:stream': 'Alpaquita:stream',
    'Echo:PyPI': undefined,
    'Root:npm': undefined,
    'OSS-Fuzz': undefined,
    Linux: undefined,
    '': undefined,
  };
  for (const [name, expected] of Object.entries(names)) assert.equal(canonicalEcosystem(name), expected, name);
});

test('one folder of the bucket for each ecosystem that has no better source', () => {
  assert.equal(osvFolder('npm'), 'npm');
  assert.equal(osvFolder('Rocky Linux:9'), 'Rocky Linux');
  assert.equal(osvFolder('AlmaLinux:8'), 'AlmaLinux');
  for (const name of ['Alpine:v3.20', 'Debian:12', 'Wolfi', 'CPE', 'no ecosystem', 'AlmaLinux', 'npm:x', '../npm']) {
    assert.equal(osvFolder(name), undefined, name);
  }
});
