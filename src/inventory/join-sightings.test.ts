import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLASSIFIER } from './binary-classifier.ts';
import type { FoundPackage } from './cataloger.ts';
import { joinSightings } from './join-sightings.ts';
import { purlOf } from './purl-of.ts';
import type { Sighting } from './sighting.ts';

function sighting(found: FoundPackage, { foundBy, path }: { foundBy: string; path: string }): Sighting {
  return { found, purl: purlOf(found), foundBy, locations: [{ path, layer: 0 }] };
}

const perlBase = sighting(
  { type: 'deb', namespace: 'debian', name: 'perl-base', version: '5.36.0-7+deb12u2' },
  { foundBy: 'dpkg', path: 'var/lib/dpkg/status' },
);
const recognised = (name: string, path: string) =>
  sighting({ type: 'generic', name, version: '5.36.1' }, { foundBy: CLASSIFIER, path });

test('software recognised in a file of a system package is that package', () => {
  const owned = [recognised('perl', 'usr/bin/perl'), recognised('something', 'usr/lib/libsomething.so')];
  const packages = joinSightings([perlBase, ...owned], () => perlBase);
  assert.equal(packages.length, 1);
  assert.equal(packages[0]?.purl, perlBase.purl);
  assert.deepEqual(packages[0]?.foundBy, [CLASSIFIER, 'dpkg']);
  assert.deepEqual(
    packages[0]?.locations.map(({ path }) => path),
    ['usr/bin/perl', 'usr/lib/libsomething.so', 'var/lib/dpkg/status'],
  );
});

test('software recognised in a file of nobody is a package of its own', () => {
  const packages = joinSightings([perlBase, recognised('perl', 'usr/local/bin/perl')], () => undefined);
  assert.deepEqual(
    packages.map(({ purl }) => purl),
    [perlBase.purl, 'pkg:generic/perl@5.36.1'],
  );
});
