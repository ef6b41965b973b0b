import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { asList, asObject, asText, type Json, parseJson } from '../src/base/json.ts';
import type { Report } from '../src/report/report.ts';
import { buildImage } from './support/build-image.ts';
import { goTree, javaTree, npmTree, pnpmTree, pythonTree, rustTree } from './support/language-trees.ts';
import { writeLayout } from './support/place-image.ts';
import { prepared, runTool, withoutTools } from './support/run-tool.ts';
import { scan } from './support/scan.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

// Every ecosystem's own lister is the oracle: nothing may be missing, nothing extra but what a comment explains.

const npm = prepared(withoutTools('npm', 'tar'), npmTree);
const pnpm = prepared(withoutTools('npx', 'tar'), pnpmTree);
const python = prepared(withoutTools('python3', 'tar'), pythonTree);
const java = prepared(withoutTools('mvn', 'jar', 'tar'), javaTree);
const go = prepared(withoutTools('go', 'tar'), goTree);
const rust = prepared(withoutTools('cargo', 'cargo-auditable', 'tar'), rustTree);

test('npm: what npm ls lists', { skip: npm.skip }, async (t) => {
  const report = await scanTree(t, npm.value ?? '');
  const expected = new Set(['app 1.0.0']);
  collect(parseJson(readFileSync(join(npm.value ?? '', 'listed.json'), 'utf8')), expected);
  // npm ls shows packages installed under another name by that name; they are what they say they are.
  const real = [...expected].map((line) => line.replace(/^(string-width|strip-ansi|wrap-ansi)-cjs /, '$1 '));
  assert.ok(expected.size > 100);
  assert.deepEqual(namesAndVersions(report, 'npm'), [...new Set(real)].sort());
  assertOnly(report, ['npm']);
  assertAccounted(report);
});

test('pnpm: what its lock file lists', { skip: pnpm.skip }, async (t) => {
  const folder = pnpm.value ?? '';
  const report = await scanTree(t, folder);
  const lock = asObject(parse(readFileSync(join(folder, 'root/srv/pnpm/pnpm-lock.yaml'), 'utf8')) as Json);
  const expected = Object.keys(asObject(lock?.packages) ?? {}).map((key) => key.replace(/(?<=.)@(?=[^@]*$)/, ' '));
  assert.ok(expected.length > 100);
  assert.deepEqual(namesAndVersions(report, 'npm'), [...expected, 'app 1.0.0'].sort());
  assertOnly(report, ['npm']);
  assertAccounted(report);
});

test('Python: what pip list lists', { skip: python.skip }, async (t) => {
  const folder = python.value ?? '';
  const report = await scanTree(t, folder);
  const listed = asList(parseJson(readFileSync(join(folder, 'listed.json'), 'utf8'))).map(asObject);
  const expected = listed.map((item) => `${asText(item?.name)} ${asText(item?.version)}`);
  assert.ok(expected.length > 15);
  assert.deepEqual(namesAndVersions(report, 'pypi'), expected.sort());
  // Wheels carry SBOMs of what was compiled into them (PEP 770), and pip the launchers of Windows, which name themselves.
  for (const found of report.inventory.packages.filter(({ type }) => type !== 'pypi')) {
    const places = found.locations.map(({ path }) => path);
    assert.ok(
      places.every((path) => /\.dist-info\/sboms\/|\/distlib\/\w+(?:-arm)?\.exe$/.test(path)),
      found.purl,
    );
  }
  // Made by venv for itself, not by pip.
  const unaccounted = report.inventory.account?.unaccounted.map(({ path }) => path) ?? [];
  assert.deepEqual(
    unaccounted.filter((path) => !path.startsWith('/opt/venv/bin/')),
    [],
  );
  assert.deepEqual(report.inventory.account?.modified, []);
});

test('Java: what dependency:list lists', { skip: java.skip }, async (t) => {
  const folder = java.value ?? '';
  const report = await scanTree(t, folder);
  const listed = readFileSync(join(folder, 'listed.txt'), 'utf8').matchAll(/^ +([^:\s]+:[^:]+):jar:([^:]+):/gm);
  const expected = [...listed].map(([, name, version]) => `${name} ${version}`);
  assert.ok(expected.length > 20);
  // Shaded into netty-common, with its pom.properties: it is there, though Maven knows nothing of it.
  const shaded = ['org.jctools:jctools-core 4.0.5'];
  assert.deepEqual(namesAndVersions(report, 'maven'), [...expected, ...shaded].sort());
  assertOnly(report, ['maven']);
  const io = report.inventory.packages.find(({ name }) => name === 'commons-io:commons-io');
  assert.deepEqual(
    io?.locations.map(({ path }) => path),
    ['/opt/jars/commons-io-2.17.0.jar', '/opt/jars/fat.jar!/BOOT-INF/lib/commons-io-2.17.0.jar'],
  );
});

test('Go: what go version -m lists', { skip: go.skip }, async (t) => {
  const folder = go.value ?? '';
  const report = await scanTree(t, folder);
  const programs = readdirSync(join(folder, 'root/usr/local/bin')).map((name) =>
    join(folder, 'root/usr/local/bin', name),
  );
  const text = runTool('go', ['version', '-m', ...programs]);
  const modules = [...text.matchAll(/^\t(?:mod|dep)\t(\S+)\t(\S+)/gm)].map(
    // The program's own module has no version when it was built from a checkout.
    ([, name, version]) => `${name} ${version === '(devel)' ? '' : version}`,
  );
  const compiler = [...text.matchAll(/: go(\S+)$/gm)].map(([, version]) => `stdlib ${version}`);
  assert.equal(compiler.length, 2);
  assert.deepEqual(namesAndVersions(report, 'golang'), [...new Set([...modules, ...compiler])].sort());
  assertOnly(report, ['golang']);
});

test('Rust: the crates that were compiled in, not those that built them', { skip: rust.skip }, async (t) => {
  const report = await scanTree(t, rust.value ?? '');
  assert.deepEqual(namesAndVersions(report, 'cargo'), ['app 0.3.0', 'itoa 1.0.11', 'smallvec 1.13.2']);
  assertOnly(report, ['cargo']);
});

/** An image of a minimal root with the tree as its second layer. */
async function scanTree(t: TestContext, folder: string): Promise<Report> {
  const scratch = temporaryFolder(t);
  const tar = join(scratch, 'layer.tar');
  runTool('tar', ['-C', join(folder, 'root'), '-cf', tar, '.']);
  const layers = [{ 'etc/os-release': 'ID=test\nVERSION_ID=1\n', 'usr/': {} }, readFileSync(tar)];
  const image = buildImage({ layers, compression: 'none' });
  const layout = writeLayout(join(scratch, 'layout'), [{ image, tag: 'latest' }]);
  const { report } = await scan(layout);
  assert.deepEqual(report.problems, []);
  return report;
}

function namesAndVersions(report: Report, wanted: string): string[] {
  const found = report.inventory.packages.filter(({ type }) => type === wanted);
  return found.map(({ name, version }) => `${name} ${version}`).sort();
}

function assertOnly(report: Report, types: readonly string[]): void {
  const others = report.inventory.packages.filter(({ type }) => !types.includes(type));
  assert.deepEqual(
    others.map(({ purl }) => purl),
    [],
  );
}

/** Every executable belongs to a package. */
function assertAccounted(report: Report): void {
  assert.deepEqual(report.inventory.account?.unaccounted, []);
  assert.deepEqual(report.inventory.account?.modified, []);
}

function collect(node: Json, into: Set<string>): void {
  for (const [name, child] of Object.entries(asObject(asObject(node)?.dependencies) ?? {})) {
    const version = asText(asObject(child)?.version);
    if (version) into.add(`${name} ${version}`);
    collect(child, into);
  }
}
