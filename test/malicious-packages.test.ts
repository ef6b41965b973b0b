import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Report } from '../src/report/report.ts';
import { buildImage } from './support/build-image.ts';
import { buildZip } from './support/build-zip.ts';
import { runCli } from './support/run-cli.ts';
import { layout } from './support/scan-image.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const NAMES = ['stolen-wallet', 'wrongly-accused', 'taken-down'];
const RECORDS = [
  record('MAL-2025-0001', 'stolen-wallet', { summary: 'Malicious code in stolen-wallet (npm)' }),
  record('MAL-2025-0002', 'wrongly-accused', { withdrawn: '2025-02-01T00:00:00Z' }),
  record('MAL-2025-0003', 'taken-down', {}),
];

test('a malicious package is told as such, and fails the image; what was taken back or down is not', async (context) => {
  const folder = temporaryFolder(context);
  mkdirSync(join(folder, 'feeds/osv/npm'), { recursive: true });
  const zip = buildZip(RECORDS.map((one) => ({ name: `${one.id}.json`, content: JSON.stringify(one) })));
  writeFileSync(join(folder, 'feeds/osv/npm/all.zip'), zip);
  const files = NAMES.map((name): [string, string] => [
    `srv/node_modules/${name}/package.json`,
    JSON.stringify({ name, version: name === 'taken-down' ? '0.0.1-security' : '1.2.3' }),
  ]);
  const image = layout(context, buildImage({ layers: [Object.fromEntries(files)] }));
  const scan = (format: string) =>
    runCli(
      ['scan', `oci:${image}`, '--platform', 'linux/amd64', '--cache-dir', join(folder, 'cache'), '--format', format],
      {
        TIDEWAITER_FEEDS: pathToFileURL(join(folder, 'feeds')).href,
      },
    );
  const json = await scan('json');
  assert.equal(json.exitCode, 1, json.stderr);
  const report = JSON.parse(json.stdout) as Report;
  const hostile = report.findings.filter(({ kind }) => kind === 'malware');
  assert.deepEqual(
    hostile.map(({ rule, class: is, severity, title, package: purl, evidence }) => ({
      rule,
      is,
      severity,
      title,
      purl,
      evidence,
    })),
    [
      {
        rule: 'malware/malicious-package',
        is: 'malicious',
        severity: 'critical',
        title: 'Malicious package: stolen-wallet 1.2.3 (MAL-2025-0001)',
        purl: 'pkg:npm/stolen-wallet@1.2.3',
        evidence: [{ path: '/srv/node_modules/stolen-wallet/package.json', layer: 0 }],
      },
    ],
  );
  assert.equal(
    hostile[0]?.story,
    'stolen-wallet 1.2.3 (npm) is a malicious package, found in /srv/node_modules/stolen-wallet/package.json (layer 0). Its code runs with whatever installs, imports or starts it. MAL-2025-0001, which osv publishes, says so of this very version: Malicious code in stolen-wallet (npm).',
  );
  assert.equal(report.verdict.decision, 'fail');
  assert.equal(report.verdict.reasons[0], hostile[0]?.title);
  const text = (await scan('text')).stdout;
  assert.match(text, /MALICIOUS {2}Malicious package: stolen-wallet 1\.2\.3 \(MAL-2025-0001\)/);
  assert.doesNotMatch(text, /wrongly-accused|taken-down/);
});

function record(id: string, name: string, facts: { readonly summary?: string; readonly withdrawn?: string }) {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }] }];
  return {
    id,
    modified: '2025-01-02T00:00:00Z',
    published: '2025-01-01T00:00:00Z',
    affected: [{ package: { ecosystem: 'npm', name }, ranges }],
    ...facts,
  };
}
