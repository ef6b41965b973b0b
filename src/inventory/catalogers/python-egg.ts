import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import { openZip } from '../../format/zip/archive.ts';
import type { Cataloger } from '../cataloger.ts';
import { describeDistribution } from '../python-metadata.ts';

/** Python distributions in zipped eggs, which the interpreter imports from as they are. */
export const pythonEgg: Cataloger = {
  name: 'python-egg',
  version: 1,
  reads: [glob('**/*.egg')],
  *catalog(file) {
    const archive = openZip(file);
    const metadata = archive.entries.find(({ name }) => name === 'EGG-INFO/PKG-INFO');
    if (!metadata) throw new FormatError('an egg without EGG-INFO/PKG-INFO');
    const text = Buffer.from(archive.read(metadata, limits.packageDescription)).toString('utf8');
    yield { ...describeDistribution(text), owns: () => [{ path: file.path }] };
  },
};
