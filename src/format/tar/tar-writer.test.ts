import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { tarFiles } from './tar-files.ts';
import { tarEnd, tarHeader, tarPadding } from './tar-writer.ts';

const name = fc.stringMatching(/^[A-Za-z0-9%~._-]{1,240}$/);
const archive = fc.array(fc.record({ name, body: fc.uint8Array({ maxLength: 1100 }) }, { noNullPrototype: true }), {
  minLength: 1,
  maxLength: 8,
});

test('what is written is read back, whatever the length of names and bodies', async () => {
  await fc.assert(
    fc.asyncProperty(archive, async (files) => {
      const read: { name: string; body: Uint8Array }[] = [];
      for await (const file of tarFiles([tarOf(files)], { wanted: () => true, largest: 2000 })) {
        read.push({ name: file.name, body: Uint8Array.from(file.bytes) });
      }
      assert.deepEqual(read, files);
    }),
    { numRuns: 60 },
  );
});

test('GNU tar lists it', { skip: spawnSync('tar', ['--version']).status === 0 ? false : 'needs tar' }, () => {
  const files = ['a.json', `${'long~'.repeat(40)}.feed`].map((name) => ({ name, body: Buffer.from('body') }));
  const listed = execFileSync('tar', ['-tf', '-'], { input: tarOf(files), encoding: 'utf8' });
  assert.deepEqual(
    listed.trim().split('\n'),
    files.map((file) => file.name),
  );
});

function tarOf(files: readonly { name: string; body: Uint8Array }[]): Buffer {
  const blocks = files.flatMap(({ name, body }) => [
    tarHeader({ name, size: body.length, mtime: 1_700_000_000 }),
    body,
    tarPadding(body.length),
  ]);
  return Buffer.concat([...blocks, tarEnd]);
}
