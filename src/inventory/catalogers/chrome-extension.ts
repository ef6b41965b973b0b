import { FormatError } from '../../base/errors.ts';
import { asObject, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredAddress, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Extensions installed in a profile of Chrome or Chromium. */
export const chromeExtension: Cataloger = {
  name: 'chrome-extension',
  version: 1,
  reads: [glob('**/Extensions/*/*/manifest.json')],
  *catalog(file) {
    // Extensions/<id>/<version>_<n>/manifest.json; the id is a hash written in the letters a to p.
    const id = file.path.split('/').at(-3) ?? '';
    if (!/^[a-p]{32}$/.test(id)) return;
    const manifest = asObject(parseJson(descriptionText(file)));
    const version = declaredWord(manifest?.version);
    if (!version || !/^\d+(?:\.\d+){0,3}$/.test(version)) throw new FormatError('the extension has no version');
    yield {
      type: 'chrome-extension',
      name: id,
      version,
      ...whatIsSet({ homepage: declaredAddress(manifest?.homepage_url) }),
      ownsBelow: [folderOf(file.path)],
    };
  },
};
