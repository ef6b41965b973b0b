import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Finding } from '../src/finding/finding.ts';
import { buildImage, type LayerSpec } from './support/build-image.ts';
import { debianImages } from './support/debian-image.ts';
import { stringsElf } from './support/detector-case.ts';
import { writeLayout } from './support/place-image.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// A real Debian, and over it a layer that changes one thing. Nothing about the change is known to any rule but what the
// manifests of the packages say.
const { value: debian, skip } = debianImages();
let root: Uint8Array | undefined;

const inert = stringsElf(['nothing to see']);
const CASES: readonly (readonly [string, (root: string) => LayerSpec, RegExp])[] = [
  [
    '/bin/ls replaced by a program that does nothing',
    () => ({ 'usr/bin/ls': { body: inert, mode: 0o755 } }),
    /^\/usr\/bin\/ls is not what its package installed/,
  ],
  [
    'a shell made setuid',
    (folder) => ({ 'usr/bin/dash': { body: readFileSync(join(folder, 'usr/bin/dash')), mode: 0o4755 } }),
    /setuid.*\/usr\/bin\/dash|\/usr\/bin\/dash.*setuid/i,
  ],
  [
    'a copy of a shell that is setuid',
    (folder) => ({ 'usr/local/lib/.x': { body: readFileSync(join(folder, 'usr/bin/dash')), mode: 0o4755 } }),
    /setuid/i,
  ],
  [
    'a second uid 0',
    (folder) => ({
      'etc/passwd': `${readFileSync(join(folder, 'etc/passwd'), 'utf8')}sysadm:x:0:0::/root:/bin/bash\n`,
    }),
    /uid 0/i,
  ],
  [
    'a PAM module swapped',
    () => ({ 'usr/lib/x86_64-linux-gnu/security/pam_unix.so': { body: inert, mode: 0o644 } }),
    /pam_unix\.so/,
  ],
];

test('an unchanged Debian has none of it', { skip }, async (context) => {
  const found = await findingsOf(context, () => ({ 'opt/readme': 'hello\n' }));
  assert.deepEqual(
    found.filter(({ kind }) => kind === 'integrity' || kind === 'malware').map(({ title }) => title),
    [],
  );
});

for (const [name, change, title] of CASES) {
  test(`${name} is found by the manifest`, { skip }, async (context) => {
    const found = await findingsOf(context, change);
    const accused = found.filter(
      ({ kind }) => kind === 'integrity' || kind === 'malware' || kind === 'misconfiguration',
    );
    const hit = accused.find((finding) => title.test(`${finding.title} ${finding.story ?? ''}`));
    assert.ok(hit, accused.map((finding) => finding.title).join('\n'));
    assert.ok(['medium', 'high', 'critical'].includes(hit.severity), hit.severity);
  });
}

async function findingsOf(context: TestContext, change: (root: string) => LayerSpec): Promise<readonly Finding[]> {
  assert.ok(debian);
  const { baseRoot } = debian;
  root ??= execFileSync('tar', ['-C', baseRoot, '--exclude=./dev', '-cf', '-', '.'], { maxBuffer: 2 ** 30 });
  const folder = join(temporaryFolder(context), 'image');
  mkdirSync(folder);
  writeLayout(folder, [{ image: buildImage({ layers: [root, change(baseRoot)], compression: 'none' }), tag: 'x' }]);
  const { report } = await scan(`oci:${folder}`, { platform: 'linux/amd64' });
  return report.findings;
}
