import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../base/errors.ts';
import { folderFiles } from '../archive/folder-files.ts';
import { loadLayout } from '../archive/layout.ts';
import { guessedLocation, locationOf } from '../archive/location.ts';
import type { ImageSource } from '../source.ts';

/** OCI image layout folders: `path`, `path:tag` or `path@digest`. */
export const oci: ImageSource = {
  name: 'oci',

  accepts(input) {
    const { path } = guessedLocation(input);
    return ['oci-layout', 'index.json'].some((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isFile());
  },

  async load(input, { reference, platform }) {
    const { path, image } = locationOf(input);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError('no-such-file', `there is no folder ${path}`);
    }
    const files = folderFiles(path);
    const index = files.locateUnique('index.json');
    if (!index) throw new UsageError('unsupported-image', `${path} is no OCI layout: it has no index.json`);
    return loadLayout(files, index, {
      path,
      source: 'oci',
      ...(image === undefined ? {} : { image }),
      ...(reference === undefined ? {} : { reference }),
      ...(platform === undefined ? {} : { platform }),
    });
  },
};
