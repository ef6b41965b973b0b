import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { bounded, glob, kind } from './file.ts';
import { compilePatterns } from './patterns.ts';

const GLOBS = [
  'etc/os-release',
  'x',
  '**/package.json',
  '**/{bom,sbom}.{json,xml}',
  '**/*.dist-info/sboms/*',
  '**/status.d/*',
  '{,usr/}lib/modules/**/*.ko{,.gz}',
  '{,usr/}{,boot/}vmlinuz{,[-._]*}',
  '**/ab',
  '**/[ab]?',
  '**/q/*',
];

test('a path made from a pattern matches it, among others and alone', () => {
  const all = compilePatterns(GLOBS.map(glob));
  const part = fc.stringMatching(/^[a-z.é-]{1,6}$/);
  const made = fc
    .constantFrom(...GLOBS)
    .chain((pattern) =>
      fc.array(part, { minLength: 40, maxLength: 40 }).map((parts) => ({ pattern, path: pathFor(pattern, parts) })),
    );
  fc.assert(
    fc.property(made, ({ pattern, path }) => {
      assert.ok(all.matchesPath(path), path);
      assert.ok(compilePatterns([glob(pattern)]).matchesPath(path), path);
      assert.ok(all.mayMatchName(path.slice(path.lastIndexOf('/') + 1)), path);
    }),
    { numRuns: 2000 },
  );
});

test('what is only nearly named by a pattern does not match', () => {
  const set = compilePatterns(GLOBS.filter((pattern) => pattern !== '**/[ab]?').map(glob));
  for (const path of [
    'etc/os-releas',
    'a/etc/os-release',
    'package.jsonx',
    'xpackage.json',
    'status.d',
    'status.d/a/b',
  ])
    assert.equal(set.matchesPath(path), false, path);
  for (const path of ['', '/', 'a', 'b/a', 'xstatus.d/a', 'lib/modules.ko', 'q', 'a/q/b/c', 'vmlinuzx'])
    assert.equal(set.matchesPath(path), false, path);
});

test('all below a folder, at any depth', () => {
  const set = compilePatterns([glob('app/**')]);
  for (const path of ['app/x', 'app/a/b/c']) assert.equal(set.matchesPath(path), true, path);
  for (const path of ['x/app/y', 'apps/x', 'x']) assert.equal(set.matchesPath(path), false, path);
});

test('kinds match whatever the path', () => {
  const set = compilePatterns([kind('elf')]);
  assert.equal(set.matches({ path: 'a', kind: 'elf', size: 1 }), true);
  assert.equal(set.matches({ path: 'elf', kind: 'text', size: 1 }), false);
});

/** Wildcards replaced by some of `parts`, the first alternatives by those they start with. */
function pathFor(pattern: string, parts: readonly string[]): string {
  let next = 0;
  const part = (): string => (parts[next++] ?? 'z').replaceAll('/', '');
  return pattern
    .replace(/\{([^{}]*)\}/g, (_, list: string) => list.split(',')[part().length % list.split(',').length] ?? '')
    .replace('[-._]', '-')
    .replace('[ab]', 'b')
    .replace(/\*\*\//g, () => (part().length % 2 === 0 ? '' : `${part()}/${part()}/`))
    .replace(/\*/g, part)
    .replace('?', 'y');
}

const bounds = { largest: 100, outside: ['node_modules', 'usr/share'] };

test('bounds leave out large files and folders', () => {
  const set = compilePatterns([bounded(kind('script'), bounds), bounded(glob('**/*.py'), bounds), glob('etc/*')]);
  const matches = (path: string, size = 1, fileKind: 'script' | 'text' = 'script') =>
    set.matches({ path, size, kind: fileKind });
  assert.ok(matches('run.sh') && matches('usr/bin/x') && matches('srv/a.py', 100, 'text'));
  assert.ok(matches('srv/usr/share/x'), 'a folder with a slash counts from the root');
  assert.ok(!matches('run.sh', 101) && !matches('a/node_modules/b/x') && !matches('usr/share/x'));
  assert.ok(!matches('srv/a.txt', 1, 'text'));
  assert.ok(matches('etc/passwd', 1_000, 'text'));
});

test('bounded patterns take no part in following links', () => {
  const set = compilePatterns([bounded(glob('**/*.py'), bounds), glob('etc/*')]);
  assert.ok(!set.matchesPath('srv/a.py') && set.matchesPath('etc/passwd'));
  assert.ok(set.mayMatchName('a.py'));
});
