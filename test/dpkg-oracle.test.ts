import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { FileTree } from '../src/filesystem/file-tree.ts';
import type { FoundPackage } from '../src/inventory/cataloger.ts';
import { dpkg } from '../src/inventory/catalogers/dpkg.ts';
import { detectOperatingSystem } from '../src/inventory/operating-system.ts';
import { folderTree } from './support/folder-tree.ts';

const work = mkdtempSync(join(tmpdir(), 'dpkg-oracle-'));
after(() => rmSync(work, { recursive: true, force: true }));

const hasDatabase = existsSync('/var/lib/dpkg/status') && spawnSync('dpkg-query', ['--version']).status === 0;
const skipMachine = hasDatabase ? false : 'this machine is not managed by dpkg';

test('the packages of this machine are those that dpkg-query lists', { skip: skipMachine }, async () => {
  const root = join(work, 'machine');
  mkdirSync(join(root, 'var/lib/dpkg'), { recursive: true });
  for (const name of ['status', 'diversions', 'info']) {
    const source = join('/var/lib/dpkg', name);
    if (existsSync(source)) cpSync(source, join(root, 'var/lib/dpkg', name), { recursive: true, filter: isManifest });
  }
  const found = await packagesOf(folderTree(root));
  assert.deepEqual(found.map(asRow).sort(), oracle('/var/lib/dpkg'));
  assert.ok(found.length > 50);
  const started = performance.now();
  const files = found.reduce((count, { owns }) => count + [...(owns?.() ?? [])].length, 0);
  assert.ok(files > found.length);
  assert.ok(performance.now() - started < 30_000, 'manifests are read in linear time');
});

test('a fresh Debian is accounted for to the last byte', { timeout: 300_000 }, async (context) => {
  const reason = skipMachine || (await unpackDebian(join(work, 'debian')));
  if (reason) return context.skip(reason);
  const root = join(work, 'debian');
  const tree = folderTree(root);
  assert.equal(detectOperatingSystem(tree)?.codename, 'bookworm');

  const found = await packagesOf(tree);
  assert.deepEqual(found.map(asRow).sort(), oracle(join(root, 'var/lib/dpkg')));
  const withoutLicense = found.filter(({ licenses }) => !licenses).map(({ name }) => name);
  assert.ok(withoutLicense.length <= found.length / 10, `no licence: ${withoutLicense.join(' ')}`);

  const { owned, differing } = compareWithManifests(tree, found);
  assert.deepEqual(differing, []);
  const strangers = [...tree.entries()].filter(
    ({ path, type, kind, mode }) =>
      type === 'file' && (kind === 'elf' || (mode & 0o111) !== 0) && path.startsWith('usr/') && !owned.has(path),
  );
  assert.deepEqual(
    strangers.map(({ path }) => path),
    [],
  );
});

async function packagesOf(tree: FileTree): Promise<FoundPackage[]> {
  const packages: FoundPackage[] = [];
  for (const file of tree.kept(dpkg.reads)) for await (const found of dpkg.catalog(file, tree)) packages.push(found);
  return packages;
}

function asRow({ name, version, architecture, source }: FoundPackage): string {
  return [name, version, architecture, source?.name ?? name, source?.version ?? version].join(' ');
}

function oracle(folder: string): string[] {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own syntax
  const format = '${Package} ${Version} ${Architecture} ${source:Package} ${source:Version}\t${db:Status-Status}\n';
  const { stdout, status } = spawnSync('dpkg-query', [`--admindir=${folder}`, '-W', '-f', format], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(status, 0);
  return stdout
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([row, state]) => row && state !== 'config-files' && state !== 'not-installed')
    .map(([row = '']) => row)
    .sort();
}

function isManifest(path: string): boolean {
  return !path.includes('/info/') || path.endsWith('.list') || path.endsWith('.md5sums');
}

/** Why it could not be had, or undefined. The archive is kept for the next run: making one takes half a minute. */
async function unpackDebian(folder: string): Promise<string | undefined> {
  const archive = join(tmpdir(), 'tidewaiter-minbase-bookworm.tar');
  if (!existsSync(archive)) {
    if (process.getuid?.() !== 0) return 'mmdebstrap needs root';
    if (spawnSync('mmdebstrap', ['--version']).status !== 0) return 'mmdebstrap is not installed';
    const fresh = join(work, 'fresh.tar');
    const made = spawnSync('mmdebstrap', ['--variant=minbase', 'bookworm', fresh], { encoding: 'utf8' });
    if (made.status !== 0) return `no Debian mirror: ${made.stderr.trim().split('\n').at(-1)}`;
    renameSync(fresh, archive);
  }
  mkdirSync(join(folder, 'dev'), { recursive: true });
  const unpacked = spawnSync('tar', ['-C', folder, '--exclude=./dev', '-xf', archive], { encoding: 'utf8' });
  return unpacked.status === 0 ? undefined : `tar: ${unpacked.stderr.trim().slice(0, 200)}`;
}

function compareWithManifests(tree: FileTree, found: readonly FoundPackage[]) {
  const owned = new Set<string>();
  const differing: string[] = [];
  for (const { name, owns } of found) {
    for (const { path, digest, mutable } of owns?.() ?? []) {
      const entry = tree.resolve(path);
      if (entry) owned.add(entry.path);
      const body = digest && !mutable ? tree.read(path)?.bytes() : undefined;
      if (digest && !mutable && (!body || createHash(digest.algorithm).update(body).digest('hex') !== digest.hex)) {
        differing.push(`${name} ${path}`);
      }
      if (!digest && !entry && !tree.get(path)) differing.push(`${name} ${path} is missing`);
    }
  }
  return { owned, differing };
}
