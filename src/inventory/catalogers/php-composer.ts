import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredLicenses, declaredLine, declaredWord, whatIsSet } from '../declared.ts';
import { folderOf, isBelow, pathFrom } from '../folder-path.ts';

/** PHP: what composer installed into a vendor folder. */
export const phpComposer: Cataloger = {
  name: 'php-composer',
  version: 1,
  reads: [glob('**/installed.json')],

  *catalog(file) {
    const packages = packagesOf(file);
    for (const item of packages) {
      const record = asObject(item);
      const name = declaredWord(record?.name);
      if (!record || !name?.includes('/')) continue;
      yield found(record, { name, file });
    }
  },
};

/** Version 1 is a list, version 2 an object that holds it. Other tools write files of this name too. */
function packagesOf(file: KeptFile): readonly Json[] {
  const isComposers = file.path.endsWith('composer/installed.json');
  try {
    const document = parseJson(file.text());
    return asList(asObject(document)?.packages ?? document);
  } catch (error) {
    if (error instanceof FormatError && !isComposers) return [];
    throw error;
  }
}

function found(record: JsonObject, { name, file }: { name: string; file: KeptFile }): FoundPackage {
  const folder = installFolder(record, { name, file });
  return {
    type: 'composer',
    name,
    version: declaredWord(record.version) ?? '',
    ...whatIsSet({
      licenses: declaredLicenses(record.license),
      supplier: declaredLine(asObject(asList(record.authors)[0])?.name),
      homepage: declaredAddress(record.homepage),
      ownsBelow: folder === undefined ? undefined : [folder],
    }),
  };
}

/** Version 2 says where, relative to its own folder; metapackages are nowhere. Version 1 leaves it to the default. */
function installFolder(record: JsonObject, { name, file }: { name: string; file: KeptFile }): string | undefined {
  const own = folderOf(file.path);
  const told = record['install-path'];
  if (told !== undefined) return typeof told === 'string' ? belowVendor(pathFrom(own, told), own) : undefined;
  return asText(record.type) === 'metapackage' ? undefined : belowVendor(pathFrom(own, `../${name}`), own);
}

/** A folder that holds the vendor folder itself would claim files that are not the package's. */
function belowVendor(folder: string | undefined, own: string): string | undefined {
  return folder && folder !== own && !isBelow(own, folder) ? folder : undefined;
}
