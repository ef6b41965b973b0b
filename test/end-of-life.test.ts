import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { supportDates } from '../src/inventory/end-of-life.ts';
import { sharedRoot, withoutShared } from './support/project.ts';

// Product files hold blocks of `releaseCycle: "12"`, `eol: 2026-07-11`, `eoes: 2028-06-30`.
const products: [string, string][] = [
  ['almalinux', 'almalinux'],
  ['alpine', 'alpine-linux'],
  ['amzn', 'amazon-linux'],
  ['centos', 'centos'],
  ['debian', 'debian'],
  ['fedora', 'fedora'],
  ['nixos', 'nixos'],
  ['ol', 'oracle-linux'],
  ['opensuse-leap', 'opensuse'],
  ['photon', 'vmware-photon'],
  ['rhel', 'rhel'],
  ['rocky', 'rocky-linux'],
  ['sl-micro', 'suse-linux-micro'],
  ['sles', 'sles'],
  ['ubuntu', 'ubuntu'],
];

for (const [id, product] of products) {
  test(`end of life of ${id} is what endoflife.date says`, { skip: withoutShared }, () => {
    const text = readFileSync(join(sharedRoot ?? '', 'data/endoflife/products', `${product}.md`), 'utf8');
    const releases = text
      .slice(text.indexOf('\nreleases:'))
      .split(/\n {2}- releaseCycle: /)
      .slice(1);
    let compared = 0;
    for (const release of releases) {
      const version = /^"?([^"\n]+)"?/.exec(release)?.[1] ?? '';
      const eol = /\n {4}eol: (\d{4}-\d\d-\d\d)/.exec(release)?.[1];
      assert.equal(supportDates({ id, version, name: '' })?.ordinary, eol, `${id} ${version}`);
      compared += eol ? 1 : 0;
    }
    assert.ok(compared >= 3, `${compared} releases of ${id}`);
  });
}
