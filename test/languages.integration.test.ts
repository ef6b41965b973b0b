import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { asList, asObject, asText, type Json, parseJson } from '../src/base/json.ts';
import type { Cataloger, FoundPackage } from '../src/inventory/cataloger.ts';
import { erlangOtp } from '../src/inventory/catalogers/erlang-otp.ts';
import { npm } from '../src/inventory/catalogers/npm.ts';
import { perl } from '../src/inventory/catalogers/perl.ts';
import { python } from '../src/inventory/catalogers/python.ts';
import { rubyGem } from '../src/inventory/catalogers/ruby-gem.ts';
import { folderTree } from './support/folder-tree.ts';

// What is installed on this machine, told by the ecosystem's own tools and by ours.

const npmFolder = join(dirname(realpathSync(process.execPath)), '..', 'lib', 'node_modules', 'npm');

test("npm: the packages inside Node's own npm", {
  skip: !existsSync(npmFolder) && 'this Node has no npm',
}, async (context) => {
  const root = temporaryFolder(context);
  cpSync(npmFolder, join(root, 'node_modules/npm'), {
    recursive: true,
    filter: (path) => !/\.(?:md|html|[1-9])$/.test(path),
  });
  // Its status also tells of odd versions inside npm, which are not ours to judge.
  const listed = spawnSync(
    process.execPath,
    [join(npmFolder, 'bin/npm-cli.js'), 'ls', '--all', '--json', '--omit=dev'],
    { cwd: npmFolder, encoding: 'utf8', maxBuffer: 1 << 26 },
  ).stdout;
  const expected = new Set<string>();
  collect(parseJson(listed), expected);
  const found = (await catalogAll(npm, root)).filter(({ name }) => name !== 'npm').map(nameAndVersion);
  assert.ok(expected.size > 50, `npm ls told of ${expected.size} packages`);
  assert.deepEqual([...new Set(found)].sort(), [...expected].sort());
});

function collect(node: Json, into: Set<string>): void {
  for (const [name, child] of Object.entries(asObject(asObject(node)?.dependencies) ?? {})) {
    const version = asText(asObject(child)?.version);
    if (version) into.add(`${name} ${version}`);
    collect(child, into);
  }
}

const DISTRIBUTIONS = `
import importlib.metadata as m, json
print(json.dumps([[d.metadata['Name'], d.version, str(d._path)] for d in m.distributions()]))`;

test('python: the distributions of python3', { skip: missing('python3') }, async (context) => {
  const root = temporaryFolder(context);
  const listed = asList(parseJson(run('python3', ['-c', DISTRIBUTIONS])));
  const distributions = listed.map((item) => asList(item).map((value) => String(value)));
  for (const [, , path = ''] of distributions) copyInto(root, path);
  const found = await catalogAll(python, root);
  assert.deepEqual(
    found.map(nameAndVersion).sort(),
    distributions.map(([name, version]) => `${name} ${version}`).sort(),
  );
  const pip = found.find(({ name }) => name === 'pip');
  // Certificate lists are rightly replaced on machines of their own authority; code is not.
  const code = [...(pip?.owns?.() ?? [])].filter(({ path }) => path.endsWith('.py'));
  const hashed = code.flatMap(({ path, digest }) => (digest ? [{ path: `/${path}`, digest }] : []));
  for (const { path, digest } of hashed) {
    assert.equal(createHash(digest.algorithm).update(readFileSync(path)).digest('hex'), digest.hex, path);
  }
  context.diagnostic(`${found.length} distributions, ${hashed.length} hashes of pip compared`);
});

const GEMS = 'Gem::Specification.each { |s| puts [s.name, s.version, s.loaded_from].join("\\t") }';

test('ruby-gem: the gems of ruby', { skip: missing('ruby') }, async (context) => {
  const root = temporaryFolder(context);
  const gems = run('ruby', ['-e', GEMS])
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  for (const [, , path = ''] of gems) copyInto(root, path);
  const found = (await catalogAll(rubyGem, root)).map(nameAndVersion);
  assert.ok(gems.length > 20);
  assert.deepEqual(found.sort(), gems.map(([name, version]) => `${name} ${version}`).sort());
});

const APPLICATIONS = `
[begin {ok, [{application, Name, Properties}]} = file:consult(File),
  io:format("~s\\t~s\\t~s~n", [Name, proplists:get_value(vsn, Properties), File])
 end || File <- filelib:wildcard(filename:join(code:lib_dir(), "*/ebin/*.app"))], halt().`;

test('erlang-otp: the applications of erl', { skip: missing('erl', ['-version']) }, async (context) => {
  const root = temporaryFolder(context);
  const applications = run('erl', ['-noshell', '-eval', APPLICATIONS])
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  for (const [, , path = ''] of applications) copyInto(root, path);
  const found = (await catalogAll(erlangOtp, root)).map(nameAndVersion);
  assert.ok(applications.length > 3);
  assert.deepEqual(found.sort(), applications.map(([name, version]) => `${name} ${version}`).sort());
});

test('perl: a module that make installs', { skip: missing('make') || missing('perl') }, async (context) => {
  const root = temporaryFolder(context);
  const source = join(root, 'src');
  mkdirSync(join(source, 'lib/Demo'), { recursive: true });
  writeFileSync(join(source, 'lib/Demo/Tide.pm'), "package Demo::Tide;\nour $VERSION = '0.31';\n1;\n");
  writeFileSync(
    join(source, 'Makefile.PL'),
    "use ExtUtils::MakeMaker; WriteMakefile(NAME => 'Demo::Tide', VERSION_FROM => 'lib/Demo/Tide.pm');\n",
  );
  run('perl', ['Makefile.PL', `INSTALL_BASE=${join(root, 'image/opt/perl')}`], source);
  run('make', ['install'], source);
  const [found, ...others] = await catalogAll(perl, join(root, 'image'));
  assert.equal(found && nameAndVersion(found), 'Demo-Tide 0.31');
  assert.deepEqual(others, []);
});

async function catalogAll(cataloger: Cataloger, root: string): Promise<readonly FoundPackage[]> {
  const tree = folderTree(root, cataloger.taps);
  const found: FoundPackage[] = [];
  for (const file of tree.kept(cataloger.reads))
    for await (const item of cataloger.catalog(file, tree)) found.push(item);
  return found;
}

function nameAndVersion({ name, version }: FoundPackage): string {
  return `${name} ${version}`;
}

/** Puts a file or folder of this machine at the same place under the root. */
function copyInto(root: string, path: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  cpSync(path, join(root, path), { recursive: true, dereference: true });
}

function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'languages-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function missing(tool: string, flags: readonly string[] = ['--version']): string | false {
  return spawnSync(tool, flags).status === 0 ? false : `needs ${tool}, which this machine does not have`;
}

function run(tool: string, commandLine: readonly string[], cwd?: string): string {
  const done = spawnSync(tool, commandLine, { encoding: 'utf8', maxBuffer: 1 << 26, ...(cwd ? { cwd } : {}) });
  assert.equal(done.status, 0, `${tool}: ${done.stderr}`);
  return done.stdout;
}
