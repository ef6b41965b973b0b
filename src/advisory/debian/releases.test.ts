import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ubuntuEcosystem } from '../ubuntu/releases.ts';
import { debianEcosystem, trackedReleases } from './releases.ts';

const folder = '/usr/share/distro-info';
const skip = existsSync(folder) ? false : 'distro-info-data is not installed';

test('code names have the numbers that Debian gives them', { skip }, () => {
  for (const { version, series } of rows('debian.csv')) {
    // Before squeeze point releases counted; nobody names those in ecosystems by more than these two parts.
    const expected = version.replace(/^([4-6])\.0$/, '$1');
    if (['buzz', 'rex', 'bo', 'experimental'].includes(series)) assert.equal(debianEcosystem(series), undefined);
    else assert.equal(debianEcosystem(series), series === 'sid' ? 'Debian:sid' : `Debian:${expected}`, series);
  }
  for (const release of trackedReleases) assert.ok(debianEcosystem(release));
});

test('code names have the numbers that Ubuntu gives them', { skip }, () => {
  for (const { version, series } of rows('ubuntu.csv')) {
    assert.equal(ubuntuEcosystem(series), `Ubuntu:${version.replace(' LTS', '')}`, series);
  }
});

test('pockets of Ubuntu Pro are told from those with builds of their own', () => {
  assert.equal(ubuntuEcosystem('esm-apps/jammy'), 'Ubuntu:Pro:22.04');
  assert.equal(ubuntuEcosystem('esm-infra-legacy/trusty'), 'Ubuntu:Pro:14.04');
  assert.equal(ubuntuEcosystem('trusty/esm'), 'Ubuntu:Pro:14.04');
  for (const release of [
    'devel',
    'upstream',
    'fips-updates/focal',
    'realtime/jammy',
    'ros-esm/focal/noetic',
    '',
    '/',
  ]) {
    assert.equal(ubuntuEcosystem(release), undefined, release);
  }
});

function rows(file: string): { version: string; series: string }[] {
  const [, ...lines] = readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [version = '', , series = ''] = line.split(',');
    return { version, series };
  });
}
