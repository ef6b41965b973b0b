import { FormatError } from '../../base/errors.ts';
import { glob } from '../../filesystem/file.ts';
import { firstField, metadataFields } from '../../format/metadata-fields.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredAddress, declaredLine, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { nameOf, pathFrom } from '../folder-path.ts';

/** Haskell libraries registered with GHC, by the distribution, cabal or stack. */
export const haskell: Cataloger = {
  name: 'haskell',
  version: 1,
  reads: [glob('**/package.conf.d/*.conf'), glob('**/{package.db,pkgdb}/*.conf')],
  *catalog(file) {
    const fields = metadataFields(descriptionText(file), 'end of text');
    // A public library inside another package registers as z-<package>-z-<library>, and names the package apart.
    const name = declaredWord(firstField(fields, 'package-name') ?? firstField(fields, 'name'));
    const version = declaredWord(firstField(fields, 'version'));
    if (!name || !version) throw new FormatError('the registration has no name and version');
    const folders = [...(fields.get('import-dirs') ?? []), ...(fields.get('library-dirs') ?? [])].map((written) =>
      pathFrom('', written.replace(/^"|"$/g, '')),
    );
    yield {
      type: 'hackage',
      name,
      version,
      ...whatIsSet({
        licenses: declaredLines([firstField(fields, 'license')]),
        supplier: declaredLine(firstField(fields, 'maintainer') || firstField(fields, 'author')),
        homepage: declaredAddress(firstField(fields, 'homepage')),
        // Only a folder that bears the package's name is its own: the registration may claim any.
        ownsBelow: [...new Set(folders)].filter((path): path is string => isOwn(path, `${name}-${version}`)),
      }),
      owns: () => [{ path: file.path }],
    };
  },
};

function isOwn(path: string | undefined, fullName: string): boolean {
  return path !== undefined && nameOf(path).startsWith(fullName);
}
