import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import { childElements, childText, parseXml, type XmlElement } from '../../format/xml.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredLine, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { folderOf } from '../folder-path.ts';

/** .NET: packages unpacked in NuGet's folder, as restoring a project leaves them. */
export const nugetFolder: Cataloger = {
  name: 'nuget-folder',
  version: 1,
  reads: [glob('**/.nuget/packages/*/*/*.nuspec'), glob('usr/share/dotnet/sdk/NuGetFallbackFolder/*/*/*.nuspec')],

  *catalog(file) {
    const [metadata] = childElements(parseXml(file.bytes(), limits.descriptor), 'metadata');
    const name = declaredWord(metadata && childText(metadata, 'id'));
    const version = declaredWord(metadata && childText(metadata, 'version'));
    if (!metadata || !name || !version) throw new FormatError('nuspec names no package');
    yield {
      type: 'nuget',
      name,
      // What follows + is about the build; NuGet takes versions that differ in it as equal.
      version: version.replace(/\+.*$/s, ''),
      ...whatIsSet({
        licenses: licensesOf(metadata),
        supplier: declaredLine(childText(metadata, 'authors')),
        homepage: declaredAddress(childText(metadata, 'projectUrl')),
      }),
      ownsBelow: [folderOf(file.path)],
    } satisfies FoundPackage;
  },
};

/** Put there by NuGet itself where the licence stands in the newer field. */
const NO_ADDRESS = 'https://aka.ms/deprecateLicenseUrl';

function licensesOf(metadata: XmlElement): readonly string[] {
  const [license] = childElements(metadata, 'license');
  if (license?.attributes.type === 'expression') return declaredLines([license.text]);
  const address = childText(metadata, 'licenseUrl');
  return license || address === NO_ADDRESS ? [] : declaredLines([address]);
}
