import { FormatError } from '../../base/errors.ts';
import { asObject, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredAddress, declaredLicenses, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Extensions of Visual Studio Code and its relatives: code-server, openvscode-server, remote servers. */
export const vscodeExtension: Cataloger = {
  name: 'vscode-extension',
  version: 1,
  reads: [glob('**/extensions/*/package.json')],
  *catalog(file) {
    const text = descriptionText(file);
    // Other software has folders of this name; only extensions say which editor they are for.
    if (!text.includes('"vscode"')) return;
    const manifest = asObject(parseJson(text));
    if (asObject(manifest?.engines)?.vscode === undefined) return;
    const publisher = declaredWord(manifest?.publisher);
    const name = declaredWord(manifest?.name);
    if (!publisher || !name) throw new FormatError('the extension has no publisher and name');
    const platform = declaredWord(asObject(manifest?.__metadata)?.targetPlatform);
    yield {
      type: 'vscode-extension',
      name: `${publisher}/${name}`,
      version: declaredWord(manifest?.version) ?? '',
      ...whatIsSet({
        qualifiers: platform && platform !== 'undefined' && platform !== 'universal' ? { platform } : undefined,
        licenses: declaredLicenses(manifest?.license),
        supplier: publisher,
        homepage: declaredAddress(manifest?.homepage),
      }),
      ownsBelow: [folderOf(file.path)],
    };
  },
};
