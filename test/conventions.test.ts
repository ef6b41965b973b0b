import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { asObject, asText, type JsonObject, parseJson } from '../src/base/json.ts';
import { version } from '../src/base/version.ts';
import { projectRoot } from './support/project.ts';
import { sourceFiles } from './support/source-files.ts';

const LONGEST_FILE = 250;
const LONGEST_TEST = 400;
const MAY_BE_LONGER = ['src/format/tar/tar-reader.ts', 'src/advisory/starter/derived-facts.ts'];

const files = [...sourceFiles('src'), ...sourceFiles('test')];
const scripts = readdirSync(join(projectRoot, 'scripts'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => ({ path: join(entry.parentPath, entry.name).slice(projectRoot.length + 1) }));

test('files are short', () => {
  const tooLong = files
    .filter(({ isTest, lineCount }) => lineCount > (isTest ? LONGEST_TEST : LONGEST_FILE))
    .map(({ path }) => path)
    .filter((path) => !MAY_BE_LONGER.includes(path));
  assert.deepEqual(tooLong, []);
});

test('no default exports, no any, nothing left to do', () => {
  const lookingAway = /biome-\x69gnore\s+lint(?:\/suspicious(?:\/noExplicitAny)?)?:/;
  const leftToDo = new RegExp(`\\b(?:${['TO', 'DO|FIX', 'ME|X', 'XX'].join('')})\\b`);
  for (const { path, text, code } of files) {
    assert.doesNotMatch(code, /^export default\b|\bas default\b/m, path);
    // The linter refuses `any`, as long as nobody tells it to look away.
    assert.doesNotMatch(text, lookingAway, path);
    assert.doesNotMatch(text, leftToDo, path);
  }
  for (const { path } of scripts) assert.doesNotMatch(read(path), leftToDo, path);
});

test('imports of files end in .ts', () => {
  for (const { path, imports } of files) {
    for (const each of imports) {
      if (each.path !== undefined) assert.match(each.specifier, /\.(?:ts|json)$/, path);
      else assert.match(each.specifier, /^(?:node:)?[@\w]/, path);
    }
  }
});

test('the program needs only its dependencies', () => {
  const names = Object.keys(dependencies('dependencies'));
  const used = new Set<string>();
  for (const { path, imports } of files.filter(({ isTest }) => !isTest)) {
    for (const { specifier, path: own } of imports) {
      if (own !== undefined || specifier.startsWith('node:')) continue;
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      used.add(name);
      assert.ok(names.includes(name), `${path} imports ${specifier}`);
    }
  }
  assert.deepEqual([...used].sort(), names.sort());
});

/** Folders of plugins: what a plugin looks like there, and whether other files may stand beside them. */
const PLUGINS = [
  { folder: 'src/advisory/versions', looks: /^export const \w+: VersionScheme\b/m, alone: true },
  { folder: 'src/inventory/catalogers', looks: /^export const \w+: Cataloger\b/m, alone: true },
  { folder: 'src/advisory/sources', looks: /^export const \w+: AdvisorySource\b/m, alone: true },
  { folder: 'src/behavior/launchers', looks: /^export const \w+: Launcher\b/m, alone: true },
  { folder: 'src/image/sources', looks: /^export const \w+: ImageSource\b/m, alone: true },
  { folder: 'src/report/formats', looks: /^export function write\w+\(\w+: (?:Report|SbomInput)\b/m, alone: false },
  { folder: 'src/cli/commands', looks: /^export function add\w+Command\(/m, alone: true },
] as const;

for (const { folder, looks, alone } of PLUGINS) {
  test(`every plugin in ${folder} is listed in its index.ts`, () => {
    const list = files.find(({ path }) => path === `${folder}/index.ts`);
    const listed = (list?.imports ?? []).map(({ path }) => path);
    const others = files.filter(({ path, isTest }) => !isTest && path.startsWith(`${folder}/`) && path !== list?.path);
    const plugins = others.filter(({ code }) => looks.test(code)).map(({ path }) => path);
    assert.ok(plugins.length > 1);
    assert.deepEqual(
      plugins.filter((path) => !listed.includes(path)),
      [],
    );
    if (alone)
      assert.deepEqual(
        plugins,
        others.map(({ path }) => path),
      );
  });
}

test('the linter refuses any', () => {
  assert.match(read('biome.json'), /"noExplicitAny": "error"/);
});

test('version.ts says what package.json says', () => {
  assert.equal(version, asText(json('package.json').version));
});

test('package-lock.json holds no addresses: they would be those of one machine', () => {
  assert.doesNotMatch(read('package-lock.json'), /"resolved"/);
  assert.match(read('package-lock.json'), /"integrity"/);
});

test('package-lock.json knows every platform: npm ci refuses one that does not', () => {
  const packages = asObject(json('package-lock.json').packages) ?? {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const name of Object.keys(asObject(asObject(entry)?.optionalDependencies) ?? {})) {
      assert.ok(`node_modules/${name}` in packages, `${path} may need ${name}`);
    }
  }
});

test('docs/dependencies.md names exactly the dependencies of package.json', () => {
  const described = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
  const kinds = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;
  const names = kinds.flatMap((kind) => Object.keys(dependencies(kind)));
  assert.deepEqual(described.sort(), names.sort());
});

test('docs/errors.md explains exactly the codes there are', () => {
  const tables = read('docs/errors.md').split(/^## /m);
  const explained = (title: string): string[] => {
    const table = tables.find((text) => text.startsWith(title)) ?? '';
    return [...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code = '']) => code).sort();
  };
  const unionOf = (path: string, type: string): string[] => {
    const [, body = ''] = new RegExp(`^export type ${type} =\\n(.*?);\\n`, 'ms').exec(read(path)) ?? [];
    return [...body.matchAll(/^ {2}\| '([\w-]+)'/gm)].map(([, code = '']) => code).sort();
  };
  for (const [title, path, type] of [
    ['Usage errors', 'src/base/errors.ts', 'UsageCode'],
    ['Unavailable', 'src/base/errors.ts', 'UnavailableCode'],
    ['Integrity errors', 'src/base/errors.ts', 'IntegrityCode'],
    ['Problems', 'src/base/problem.ts', 'ProblemCode'],
  ] as const) {
    assert.ok(unionOf(path, type).length > 3);
    assert.deepEqual(explained(title), unionOf(path, type), title);
  }
  const exits = ['src/cli/failure.ts', 'src/cli/write-report.ts'].flatMap((path) => [
    ...read(path).matchAll(/(?:return|pass:|warn:|fail:|incomplete:) (\d+)\b/g),
  ]);
  assert.deepEqual(explained('Exit codes'), [...new Set(exits.map(([, code = '']) => code))].sort());
});

test('links in the documents lead to files', () => {
  const documents = [
    ...readdirSync(projectRoot),
    ...readdirSync(join(projectRoot, 'docs')).map((name) => `docs/${name}`),
  ];
  for (const path of documents.filter((name) => name.endsWith('.md'))) {
    for (const [, target = ''] of read(path).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)) {
      const folder = path.includes('/') ? 'docs' : '.';
      assert.doesNotThrow(() => readFileSync(join(projectRoot, folder, target)), `${path} links to ${target}`);
    }
  }
});

function dependencies(field: 'dependencies' | 'optionalDependencies' | 'devDependencies'): JsonObject {
  return asObject(json('package.json')[field]) ?? {};
}

function json(path: string): JsonObject {
  return asObject(parseJson(read(path))) ?? {};
}

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
