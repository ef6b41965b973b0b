import { spool } from '../archive/spool.ts';
import type { ImageSource } from '../source.ts';
import { loadArchive } from './archive.ts';

/** An image archive from standard input: `docker save x | tidewaiter scan -`. */
export const stdin: ImageSource = {
  name: '-',

  accepts: (input) => input === '-',

  async load(_input, options) {
    const { temporaryFolder: folder, signal, reference, platform } = options;
    const path = await spool(process.stdin, { folder, signal });
    return loadArchive(path, options, {
      path: 'standard input',
      source: 'archive',
      ...(reference === undefined ? {} : { reference }),
      ...(platform === undefined ? {} : { platform }),
    });
  },
};
