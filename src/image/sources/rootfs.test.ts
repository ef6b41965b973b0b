import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { loadOptions } from '../../../test/support/load-options.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { UsageError } from '../../base/errors.ts';
import { rootfs } from './rootfs.ts';

test('a folder is an image of one layer, whose digest stays the same whatever the path to it', async (t) => {
  const folder = temporaryFolder(t);
  const link = join(temporaryFolder(t), 'link');
  symlinkSync(folder, link);
  assert.equal(await rootfs.accepts(folder), true);
  const image = await rootfs.load(folder, loadOptions('/nowhere', { platform: 'linux/riscv64', reference: 'x:1' }));
  assert.deepEqual(
    image.layers.map(({ content }) => content),
    [{ kind: 'folder', path: folder }],
  );
  assert.deepEqual([image.name, image.references, image.platform.architecture], ['x:1', ['x:1'], 'riscv64']);
  assert.equal((await rootfs.load(link, loadOptions('/nowhere'))).digest, image.digest);
});

test('what is no folder is refused', async () => {
  assert.equal(await rootfs.accepts('/etc/passwd'), false);
  await assert.rejects(rootfs.load('/nowhere', loadOptions('/nowhere')), (error) => error instanceof UsageError);
});
