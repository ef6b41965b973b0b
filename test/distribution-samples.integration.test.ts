import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Advisory } from '../src/advisory/advisory.ts';
import { advisorySources } from '../src/advisory/sources/index.ts';
import { FormatError } from '../src/base/errors.ts';
import { sharedRoot, withoutShared } from './support/project.ts';

const samples = join(sharedRoot ?? '', 'data', 'feed-samples');

/** How many advisories each sample of an upstream format holds, counted by eye; `damaged` where it is to be refused. */
const counts: readonly (readonly [source: string, feed: string, path: string, count: number | 'damaged'])[] = [
  ['arch', 'arch', 'set-1/arch/input/arch-advisories/all.json', 5],
  ['arch', 'arch', 'set-2/arch/testdata/archlinux.json', 2],
  ['debian-advisories', 'debian-advisories', 'set-1/debian/input/DSA', 6], // two end a release, two mend, one closed nothing
  ['debian-tracker', 'debian-tracker', 'set-1/debian/input/debian.json', 6],
  ['debian-tracker', 'debian-tracker', 'set-2/debian/tracker/testdata/happy/data/CVE/list', 2],
  ['debian-tracker', 'debian-tracker', 'set-2/debian/tracker/testdata/happy/data/DLA/list', 1],
  ['debian-tracker', 'debian-tracker', 'set-2/debian/tracker/testdata/happy/data/DSA/list', 1],
  ['photon', '1.0', 'set-1/photon/input/cve_data_photon1.0.json', 2],
  ['photon', '4.0', 'set-1/photon/input/cve_data_photon4.0.json', 4],
  ['photon', '1.0', 'set-2/photon/testdata/cve_data_photon1.0.json', 5],
  ['photon', '2.0', 'set-2/photon/testdata/cve_data_photon2.0.json', 5],
  ['photon', '3.0', 'set-2/photon/testdata/cve_data_photon3.0.json', 5],
  ['photon', '3.0', 'set-2/photon/testdata/cve_data_photon3.0_invalid_cveid.json', 'damaged'],
  ['photon', '3.0', 'set-2/photon/testdata/cve_data_photon_empty_cveid.json', 'damaged'],
  ['photon', '3.0', 'set-2/photon/testdata/cve_data_photon_invalid_format.json', 'damaged'],
  ['rocky', '8', 'set-2/rocky/testdata/fixtures/happy/updateinfo.xml', 3],
  ['rocky', '8', 'set-2/rocky/testdata/fixtures/updateinfo_invalid/updateinfo.xml.gz', 'damaged'],
  ['bottlerocket', 'bottlerocket', 'set-2/bottlerocket/testdata/updateinfo.xml.gz', 2],
  ['bottlerocket', 'bottlerocket', 'set-2/bottlerocket/testdata/updateinfo_invalid.xml.gz', 'damaged'],
  ['ubuntu-vex', '22.04', 'set-1/ubuntu/vex/cve/2016/CVE-2016-20013.json', 1],
  ['ubuntu-vex', '18.04', 'set-1/ubuntu/vex/cve/2023/CVE-2023-38545.json', 1],
  ['ubuntu-vex', '16.04', 'set-2/ubuntu/testdata/notes_with_continuation_lines', 0], // of upstream only
];

/** Folders of which every file is one advisory. */
const folders: readonly (readonly [source: string, feed: string, folder: string, without?: RegExp])[] = [
  ['openeuler', 'openeuler', 'set-2/openeuler/testdata', /index\.txt$/],
  ['fedora', '40', 'set-1/fedora/input'],
  ['fedora', '37', 'set-1/fedora/merge-input', /EPEL/],
  ['ubuntu', '16.04', 'set-1/ubuntu/osv', /2013-2208|2020-36325|USN/],
  ['ubuntu', '14.04', 'set-1/ubuntu/osv', /2021-3782|2026|USN/],
  ['ubuntu', '22.04', 'set-1/ubuntu/osv', /2013|2020|2026/],
  ['ubuntu', '16.04', 'set-1/ubuntu/osv-esm-cases'],
  ['ubuntu-vex', '14.04', 'set-2/ubuntu/testdata', /pending|empty|notes_with_|more_than|tags_/],
  ['ubuntu-vex', '16.04', 'set-2/ubuntu/testdata', /blank|notes_with_|more_than|tags_/],
  ['ubuntu-vex', '17.10', 'set-2/ubuntu/testdata', /^(?!.*more_than)/],
  ['ubuntu-vex', '24.04', 'set-2/ubuntu/testdata', /^(?!.*tags_)/],
  ['kubernetes', 'kubernetes', '../k8s/upstream'],
];

test('every sample of a distribution loads', { skip: withoutShared }, () => {
  for (const [source, feed, path, count] of counts) {
    if (count === 'damaged') assert.throws(() => parse(source, feed, path), FormatError, path);
    else assert.equal(parse(source, feed, path).length, count, path);
  }
  for (const [source, feed, folder, without] of folders) {
    let files = 0;
    for (const file of readdirSync(join(samples, folder), { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, file);
      if (without?.test(path) || !statSync(join(samples, path)).isFile()) continue;
      files++;
      const [advisory, ...others] = parse(source, feed, path);
      assert.ok(advisory && advisory.affected.length > 0 && others.length === 0, path);
    }
    assert.ok(files > 0, folder);
  }
});

test('the lists of DSAs and DLAs say what a plain reading of their lines says', { skip: withoutShared }, () => {
  for (const list of ['DSA', 'DLA']) {
    const path = `../debian-tracker/data/${list}/list`;
    const said = new Set(
      parse('debian-advisories', 'debian-advisories', path).flatMap(({ id, affected }) =>
        affected.map(({ name, ranges }) => `${id} ${name} ${ranges[0]?.fixed ?? 'not-affected'}`),
      ),
    );
    assert.ok(said.size > 3_000);
    let id = '';
    let hasCve = false;
    const missing: string[] = [];
    for (const line of readFileSync(join(samples, path), 'utf8').split('\n')) {
      if (line.startsWith('[')) {
        id = line.split(/\s+/)[3] ?? '';
        hasCve = false;
      }
      hasCve ||= line.includes('{CVE-');
      const words = line.trim().split(/\s+/);
      if (!hasCve || !/^\s+\[/.test(line) || words[1] !== '-') continue;
      const version = words[3]?.startsWith('<') ? 'not-affected' : words[3];
      if (!said.has(`${id} ${words[2]} ${version}`)) missing.push(line);
    }
    assert.deepEqual(missing, []);
  }
});

function parse(name: string, feed: string, path: string): Advisory[] {
  const source = advisorySources.find((one) => one.name === name);
  assert.ok(source, name);
  const bytes = readFileSync(join(samples, path));
  const text = bytes.subarray(0, 2).toString('hex') === '1f8b' ? gunzipSync(bytes) : bytes;
  return [...source.parse({ name: path, text: text.toString('utf8') }, feed)];
}
