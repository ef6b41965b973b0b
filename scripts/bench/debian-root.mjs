// A real root file system, and how its files fall into layers as a chain of `apt-get install` would leave them.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Shares of the bytes above the base: a few large layers, some of middling size, many small ones. */
const SHARES = [1, 9, 2, 14, 1, 4, 7, 2, 18, 1, 3, 11, 1, 5, 2, 8, 1, 6, 4];

/** Unpacks a root with these Debian packages; the machine's own where that cannot be had. */
export function makeRoot(folder, { suite, packages }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'root'), { recursive: true });
  const archive = join(folder, 'root.tar');
  const made = spawnSync(
    'mmdebstrap',
    ['--quiet', '--variant=minbase', `--include=${packages.join(',')}`, suite, archive],
    { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' },
  );
  if (made.status !== 0) {
    const reason = made.error ? made.error.message : made.stderr.trim().split('\n').at(-1);
    return { path: '/', origin: `this machine's own files, since mmdebstrap failed: ${reason}` };
  }
  run('tar', ['-xf', archive, '-C', join(folder, 'root'), '--exclude=./dev/*']);
  rmSync(archive);
  return { path: join(folder, 'root'), origin: `Debian ${suite} by mmdebstrap` };
}

/** Sorted paths of the root, each with its size. */
export function listFiles(root) {
  const tops = root === '/' ? ['usr', 'etc', 'var/lib/dpkg'] : readdirSync(root);
  const files = [];
  const pending = [...tops];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    if (!stat || stat.isSocket()) continue;
    files.push({ path, sizeBytes: stat.isFile() ? stat.size : 0, isDirectory: stat.isDirectory() });
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path))) pending.push(`${path}/${name}`);
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Splits a root's files: a base of the required packages, groups of others, and what no package owns last. */
export function splitByPackage(root, files) {
  const stanzas = packageStanzas(root);
  const groups = groupPackages(root, stanzas);
  const groupOf = new Map();
  for (const [index, group] of groups.entries()) {
    for (const { owned } of group) for (const path of owned) if (!groupOf.has(path)) groupOf.set(path, index);
  }
  const layers = groups.map((group, index) => ({
    paths: new Set(),
    // Every `apt-get install` writes the whole status file anew.
    status: groups
      .slice(0, index + 1)
      .flat()
      .map(({ stanza }) => stanza)
      .join('\n'),
    size: group.length,
  }));
  for (const { path, isDirectory } of files) {
    if (path === 'var/lib/dpkg/status') continue;
    const group = groupOf.get(path) ?? groupOf.get(path.replace(/^usr\//, ''));
    const layer = layers[group ?? (isDirectory ? 0 : layers.length - 1)];
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) layer.paths.add(path.slice(0, end));
    layer.paths.add(path);
  }
  return layers.filter(({ paths }) => paths.size > 0).map(({ paths, status }) => ({ paths: [...paths], status }));
}

/** The tar of some of the root's files, with a status file of its own when one is given. */
export async function* tarOf(root, paths, { workFolder, status }) {
  const id = process.hrtime.bigint();
  const list = join(workFolder, `list-${id}`);
  writeFileSync(list, paths.map((path) => `${path}\0`).join(''));
  const extra = [];
  if (status !== undefined && status !== '') {
    const overlay = resolve(workFolder, `overlay-${id}`);
    mkdirSync(join(overlay, 'var/lib/dpkg'), { recursive: true });
    writeFileSync(join(overlay, 'var/lib/dpkg/status'), status);
    extra.push('-C', overlay, 'var/lib/dpkg/status');
  }
  const options = ['--numeric-owner', '--no-recursion', '--null', '--verbatim-files-from', '--ignore-failed-read'];
  const tar = spawn('tar', ['-cf', '-', ...options, '-C', root, '-T', list, ...extra], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((settle) => tar.once('close', settle));
  yield* tar.stdout;
  // 1: a file changed while it was read.
  if ((await ended) > 1) throw new Error('tar failed');
}

function packageStanzas(root) {
  const path = join(root, 'var/lib/dpkg/status');
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split(/\n\n+/)
    .filter((text) => text.startsWith('Package:'))
    .map((text) => ({
      stanza: `${text.trimEnd()}\n`,
      name: field(text, 'Package'),
      architecture: field(text, 'Architecture'),
      priority: field(text, 'Priority'),
      sizeBytes: Number(field(text, 'Installed-Size') || 0) * 1024,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function groupPackages(root, stanzas) {
  const isBase = ({ priority, name }) => priority === 'required' || name === 'apt';
  const owned = (one) => ({ ...one, owned: ownedPaths(root, one) });
  const others = stanzas.filter((one) => !isBase(one));
  const total = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const shares = SHARES.reduce((sum, share) => sum + share, 0);
  const groups = [stanzas.filter(isBase).map(owned)];
  let current = [];
  let filled = 0;
  for (const one of others) {
    current.push(owned(one));
    filled += one.sizeBytes;
    if (filled < (total * SHARES[(groups.length - 1) % SHARES.length]) / shares) continue;
    groups.push(current);
    current = [];
    filled = 0;
  }
  return [...groups, current];
}

function ownedPaths(root, { name, architecture }) {
  const info = join(root, 'var/lib/dpkg/info');
  const stem = [name, `${name}:${architecture}`].find((one) => existsSync(join(info, `${one}.list`)));
  if (!stem) return [];
  const listed = readFileSync(join(info, `${stem}.list`), 'utf8')
    .split('\n')
    .map((path) => path.slice(1))
    .filter((path) => path !== '' && path !== '.');
  const suffixes = ['list', 'md5sums', 'conffiles', 'postinst', 'prerm', 'postrm', 'preinst', 'triggers', 'shlibs'];
  return [...listed, ...suffixes.map((suffix) => `var/lib/dpkg/info/${stem}.${suffix}`)];
}

function field(text, name) {
  return new RegExp(`^${name}: *(.*)$`, 'm').exec(text)?.[1] ?? '';
}

function run(command, parameters) {
  const result = spawnSync(command, parameters, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (result.status !== 0) throw new Error(`${command} failed`);
}
