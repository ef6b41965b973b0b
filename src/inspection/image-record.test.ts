import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildImage } from '../../test/support/build-image.ts';
import { writeLayout } from '../../test/support/place-image.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { loadImage } from '../image/load-image.ts';
import { recordName } from './image-record.ts';

test('the record of an image is another where something was brought to hold against it', async (context) => {
  const folder = temporaryFolder(context);
  const path = writeLayout(folder, [{ image: buildImage({ layers: [{ a: 'b' }] }), tag: 'x' }]);
  const image = await loadImage(`oci:${path}:x`, {
    platform: 'linux/amd64',
    signal: new AbortController().signal,
    registry: {},
    temporaryFolder: folder,
    environment: {},
  });
  const name = (brought: string | undefined) => recordName(image, { verify: 'needed', buildId: 'abcdef01', brought });
  const names = [name(undefined), name('sha256:1 '), name('sha256:2 '), name(' sha256:1')];
  assert.ok(names.every((one) => one !== undefined));
  assert.equal(new Set(names).size, names.length);
  assert.equal(name('sha256:1 '), names[1]);
});
