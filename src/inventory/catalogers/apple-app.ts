import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { binaryPropertyTexts, isBinaryPropertyList } from '../../format/binary-property-list.ts';
import { childElements, parseXml } from '../../format/xml.ts';
import type { Cataloger } from '../cataloger.ts';

/** Application bundles of macOS. */
export const appleApp: Cataloger = {
  name: 'apple-app',
  version: 1,
  reads: [glob('**/*.app/Contents/Info.plist')],

  *catalog(file) {
    const isBinary = isBinaryPropertyList(file.readAt(0, 8));
    const entries = isBinary ? binaryList(file) : propertyList(file);
    const name = entries.get('CFBundleName') ?? entries.get('CFBundleDisplayName') ?? entries.get('CFBundleExecutable');
    if (!name) throw new FormatError('an application bundle without a name');
    yield {
      type: 'generic',
      name,
      version: entries.get('CFBundleShortVersionString') ?? entries.get('CFBundleVersion') ?? '',
      ownsBelow: [file.path.slice(0, -'/Contents/Info.plist'.length)],
    };
  },
};

function binaryList(file: KeptFile): Map<string, string> {
  if (file.size > limits.packageDescription) throw new FormatError(`a property list of ${file.size} bytes`);
  return binaryPropertyTexts(file.bytes());
}

/** Keys of the list's outermost dictionary, with their texts. */
function propertyList(file: KeptFile): Map<string, string> {
  const dictionary = childElements(parseXml(file.bytes(), limits.packageDescription)).find(
    ({ name }) => name === 'dict',
  );
  const entries = new Map<string, string>();
  let key: string | undefined;
  for (const element of dictionary ? childElements(dictionary) : []) {
    if (element.name === 'key') key = element.text.trim();
    else {
      if (key !== undefined && element.name === 'string') entries.set(key, element.text.trim());
      key = undefined;
    }
  }
  return entries;
}
