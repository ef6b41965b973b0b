import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AdvisorySource } from '../src/advisory/advisory-source.ts';
import { advisorySources } from '../src/advisory/sources/index.ts';
import { assertTextGolden } from './support/golden.ts';
import { projectRoot } from './support/project.ts';

/** One of each ecosystem that advisories can be of: sources are asked which they speak of. */
const ECOSYSTEMS = [
  ...['Alpaquita:23', 'Alpine:v3.20', 'AlmaLinux:9', 'Amazon Linux:1', 'Amazon Linux:2', 'Amazon Linux:2023'],
  ...['Arch Linux', 'Azure Linux:3.0', 'BellSoft Hardened Containers:23', 'Bioconductor', 'Bitnami', 'Bottlerocket'],
  ...['CBL-Mariner:2.0', 'Chainguard', 'Conda', 'ConanCenter', 'CPE:vendor:product', 'CPython', 'CRAN', 'crates.io'],
  ...['Debian:12', 'Echo', 'Fedora:41', 'GHC', 'Go', 'Hackage', 'Hex', 'Julia', 'Kubernetes', 'Mageia:9', 'Maven'],
  ...['MinimOS', 'Node.js', 'npm', 'NuGet', 'openEuler:24.03-LTS', 'openSUSE:Leap 15.5', 'Oracle Linux:9', 'Packagist'],
  ...['Photon OS:5.0', 'Pub', 'PyPI', 'Red Hat:9', 'Rocky Linux:9', 'RubyGems', 'SUSE:SLES 15.5', 'SwiftURL'],
  ...['Ubuntu:22.04', 'Ubuntu:Pro:22.04', 'Wolfi'],
];

test('docs/feeds.md lists every source', () => {
  const path = join(projectRoot, 'docs/feeds.md');
  const [prose = ''] = readFileSync(path, 'utf8').split(/^## The sources$/m);
  const rows = advisorySources.map(
    (source) =>
      `| [\`${source.name}\`](${source.homepage}) | ${aboutOf(source)} | ${ecosystemsOf(source)} | ${source.license} | ${source.address} |`,
  );
  const optIns = advisorySources.flatMap(({ name, optIn }) => (optIn === undefined ? [] : [`\`${name}\`: ${optIn}.`]));
  assertTextGolden(
    path,
    `${prose}## The sources

| source | what it says | of | licence of its data | address |
|---|---|---|---|---|
${rows.join('\n')}

Asked only where the user opted in: ${optIns.join(' ')}

This part is written by \`npm test -- -u documents\`; do not edit it.
`,
  );
});

/** The line that stands above the source in its file. */
function aboutOf({ name }: AdvisorySource): string {
  const source = readFileSync(join(projectRoot, 'src/advisory/sources', `${name}.ts`), 'utf8');
  const [before = ''] = source.split(/^export const \w+: AdvisorySource\b/m);
  const about = [...before.matchAll(/^\/\*\*((?:(?!\*\/).)*)\*\/$/gms)].at(-1)?.[1] ?? '';
  assert.ok(about, `${name}.ts has no line above its source`);
  return about
    .replace(/\s*\n\s*\*\s?/g, ' ')
    .trim()
    .replaceAll('|', '\\|');
}

function ecosystemsOf(source: AdvisorySource): string {
  if (source.feedFor('no ecosystem') !== undefined) return 'whatever is found';
  const names = ECOSYSTEMS.filter((ecosystem) => source.feedFor(ecosystem) !== undefined).map((name) =>
    name.replace(/:(?:v?\d[\d.]*(?:-LTS)?|(?:SLES|Leap) [\d.]+|vendor:product)$/, ''),
  );
  assert.ok(names.length > 0, `${source.name} speaks of nothing`);
  return [...new Set(names)].join(', ');
}
