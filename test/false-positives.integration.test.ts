import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { cachedFolder } from './support/cached-folder.ts';
import { debianImages } from './support/debian-image.ts';
import { projectRoot } from './support/project.ts';
import { prepared, runTool } from './support/run-tool.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// What nobody may be accused for. `npm run corpora` does the same with far more.

/** Each looks like an attacker's: a hunter of rootkits with their names in it, tools that open shells and scan networks. */
const TOOLS = ['chkrootkit', 'nmap', 'socat'];

/** Prints the names of those that were installed. */
const INSTALL = `
apt-get -qq -o Acquire::Check-Valid-Until=false update >&2
for name in ${TOOLS.join(' ')}; do
  if apt-get -qy install --no-install-recommends $name >&2; then echo $name; fi
done
apt-get clean
rm -rf /var/lib/apt/lists/*`;

const { value: tools, skip } = debianWithTools();

test('a Debian with chkrootkit, nmap and socat: nothing is hostile, nothing is a secret', { skip }, async () => {
  assert.ok(tools);
  const { report } = await scan(`rootfs:${tools.root}`);
  for (const name of tools.names)
    assert.ok(
      report.inventory.packages.some((found) => found.name === name),
      name,
    );
  assert.ok((report.inventory.account?.files.total.count ?? 0) > 5_000);
  assert.deepEqual(alarms(report.findings), []);
});

test('the modules that this project is built with: nothing is hostile, nothing is a secret', async (context) => {
  const root = join(temporaryFolder(context), 'root');
  mkdirSync(root);
  runTool('cp', ['-R', realpathSync(join(projectRoot, 'node_modules')), join(root, 'node_modules')]);
  const { report } = await scan(`rootfs:${root}`);
  assert.ok(report.inventory.packages.some(({ name }) => name === 'typescript'));
  assert.deepEqual(alarms(report.findings), []);
});

function alarms(findings: Awaited<ReturnType<typeof scan>>['report']['findings']): string[] {
  return findings
    .filter((finding) => finding.kind === 'secret' || finding.class === 'malicious' || finding.class === 'suspicious')
    .map(({ rule, title, story = '' }) => `${rule}: ${title}. ${story}`);
}

/** The shared Debian with what of the tools its archive has today; or the reason why there is none. */
function debianWithTools() {
  const debian = debianImages();
  return prepared(debian.skip, () => {
    const folder = cachedFolder('debian-tools', (target) => {
      const root = join(target, 'root');
      runTool('cp', ['-a', debian.value?.installedRoot ?? '', root]);
      const names = runTool('chroot', [root, 'sh', '-ec', INSTALL], {
        environment: { DEBIAN_FRONTEND: 'noninteractive' },
      });
      writeFileSync(join(target, 'names'), names);
    });
    const names = readFileSync(join(folder, 'names'), 'utf8').trim().split('\n');
    return { root: join(folder, 'root'), names: names.filter((name) => TOOLS.includes(name)) };
  });
}
