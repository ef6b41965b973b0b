import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from './support/project.ts';
import { type SourceFile, sourceFiles } from './support/source-files.ts';

const architecture = readFileSync(join(projectRoot, 'ARCHITECTURE.md'), 'utf8');
/** Folder to floor, the lowest 0. The one list of them stands in ARCHITECTURE.md. */
const floors = readFloors();
const files = sourceFiles('src');
const program = files.filter(({ isTest }) => !isTest);

test('ARCHITECTURE.md has every folder of src on one floor and in its table', () => {
  const folders = [...new Set(program.map(folderOf))].sort();
  assert.ok(folders.length > 5);
  for (const folder of folders) assert.ok(floors.has(folder), `src/${folder} is on no floor`);
  const described = [...architecture.matchAll(/^\| `src\/(\w+)` \|/gm)].map(([, folder]) => folder);
  assert.deepEqual(described.sort(), folders);
});

test('imports lead strictly downward, or stay in their folder', () => {
  for (const file of files) {
    for (const { path } of file.imports) {
      if (path === undefined || (file.isTest && path.startsWith('test/support/'))) continue;
      assert.ok(path.startsWith('src/'), `${file.path} imports ${path}`);
      const [from, to] = [folderOf(file), folderOf({ path })];
      assert.ok(from === to || floorOf(from) > floorOf(to), `${file.path} (${from}) imports ${path} (${to})`);
    }
  }
});

test('no file imports itself by way of others', () => {
  const byPath = new Map(program.map((file) => [file.path, file]));
  const done = new Set<string>();
  const visit = (file: SourceFile, way: readonly string[]): void => {
    assert.ok(!way.includes(file.path), [...way.slice(way.indexOf(file.path)), file.path].join(' → '));
    if (done.has(file.path)) return;
    for (const { path } of file.imports) {
      const next = path === undefined ? undefined : byPath.get(path);
      if (next) visit(next, [...way, file.path]);
    }
    done.add(file.path);
  };
  for (const file of program) visit(file, []);
  assert.equal(done.size, program.length);
});

test('no plugin knows the list it stands in', () => {
  for (const file of program) {
    const list = file.path.replace(/[^/]+$/, 'index.ts');
    if (!program.some(({ path }) => path === list)) continue;
    const known = file.imports.filter(({ path }) => path === list);
    assert.deepEqual(known, [], file.path);
  }
});

function folderOf({ path }: { path: string }): string {
  return path.split('/')[1] ?? '';
}

function floorOf(folder: string): number {
  return floors.get(folder) ?? Number.NaN;
}

function readFloors(): ReadonlyMap<string, number> {
  const [, list = ''] = /```floors\n(.*?)```/s.exec(architecture) ?? [];
  const rows = list.trim().split('\n').reverse();
  assert.ok(rows.length > 5, 'ARCHITECTURE.md has no list of floors');
  const entries = rows.flatMap((row, floor) =>
    row
      .trim()
      .split(/\s+/)
      .map((folder): [string, number] => [folder, floor]),
  );
  assert.equal(new Set(entries.map(([folder]) => folder)).size, entries.length, 'a folder is on two floors');
  return new Map(entries);
}
