import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFolder } from './cached-folder.ts';
import { prepared, runTool, withoutTools } from './run-tool.ts';

/** Debian in an OCI layout: `base` as mmdebstrap makes it, `installed` with a layer of packages over it. */
export interface DebianImages {
  readonly layout: string;
  /** What `base` and `installed` were made of. */
  readonly baseRoot: string;
  readonly installedRoot: string;
}

/** The shared images, or the reason why there are none. Copy the layout before changing it. */
export function debianImages() {
  const missing =
    withoutTools('mmdebstrap', 'umoci', 'dpkg-query', 'tar') ||
    (process.getuid?.() === 0 ? false : 'needs root, to unpack and change a root file system');
  return prepared(missing, (): DebianImages => {
    const folder = cachedFolder('debian', build);
    return {
      layout: join(folder, 'layout'),
      baseRoot: join(folder, 'root'),
      installedRoot: join(folder, 'bundle', 'rootfs'),
    };
  });
}

function build(folder: string): void {
  const at = (name: string): string => join(folder, name);
  // A mirror may lag behind.
  const stale = '--aptopt=Acquire::Check-Valid-Until "false"';
  runTool('mmdebstrap', ['--quiet', '--variant=minbase', stale, 'trixie', at('root.tar')]);
  mkdirSync(at('root'));
  runTool('tar', ['-C', at('root'), '-xf', at('root.tar')]);
  rmSync(at('root.tar'));
  runTool('umoci', ['init', '--layout', at('layout')]);
  runTool('umoci', ['new', '--image', `${at('layout')}:base`]);
  runTool('umoci', ['insert', '--image', `${at('layout')}:base`, at('root'), '/']);
  runTool('umoci', ['unpack', '--image', `${at('layout')}:base`, at('bundle')]);
  runTool('chroot', [at('bundle/rootfs'), 'sh', '-ec', INSTALL], {
    environment: { DEBIAN_FRONTEND: 'noninteractive' },
  });
  runTool('umoci', ['repack', '--image', `${at('layout')}:installed`, at('bundle')]);
}

/** Programs, libraries and packages of many languages; and one package fewer. */
const INSTALL = `
apt-get -q -o Acquire::Check-Valid-Until=false update
apt-get -qy install --no-install-recommends less nginx-light python3-requests libjson-perl ruby-rack node-semver lua-socket libcommons-lang3-java
dpkg --purge --force-remove-essential hostname
apt-get clean
rm -rf /var/lib/apt/lists/*`;

/** Name, version and architecture of what dpkg says is installed in a root, as `dpkg-query -W` lists it. */
export function installedPackages(root: string): string[] {
  const fields = ['db:Status-Status', 'Package', 'Version', 'Architecture'].map((field) => `\${${field}}`);
  return runTool('dpkg-query', ['--admindir', join(root, 'var/lib/dpkg'), '-W', '-f', `${fields.join(' ')}\\n`])
    .split('\n')
    .filter((line) => line.startsWith('installed '))
    .map((line) => line.slice('installed '.length))
    .sort();
}
