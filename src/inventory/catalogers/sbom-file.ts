import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import type { Package } from '../package.ts';
import { splitFullName } from '../package-name.ts';
import { parsePackageUrl } from '../package-url.ts';
import { readSbom } from '../sbom-reader.ts';

/** Packages named by bills of materials that lie in the image. */
export const sbomFile: Cataloger = {
  name: 'sbom-file',
  version: 1,
  reads: [
    glob('**/*.{spdx,spdx.json,cdx,cdx.json,cdx.xml}'),
    glob('**/{bom,sbom}.{json,xml}'),
    glob('**/*.dist-info/sboms/*'),
  ],
  *catalog(file) {
    // Bitnami's have a cataloger of their own, which knows what they leave out.
    if (/(?:^|\/)opt\/bitnami\/(?:[^/]+\/)*\.spdx-[^/]*$/.test(file.path)) return;
    // `bom.json` is also a name for other things.
    if (/(?:^|\/)s?bom\.(?:json|xml)$/.test(file.path) && !looksLikeSbom(file.readAt(0, 4096))) return;
    if (file.size > limits.sbomInImage)
      throw new FormatError(`bill of materials is larger than ${limits.sbomInImage} bytes`);
    for (const found of readSbom(file.bytes()).packages) yield foundPackage(found);
  },
};

function looksLikeSbom(sample: Uint8Array): boolean {
  return /CycloneDX|cyclonedx\.org\/schema|"?spdxVersion|"?SPDXID/.test(Buffer.from(sample).toString('latin1'));
}

/** The locations that it tells are those of another machine: the package is where its bill of materials lies. */
function foundPackage(found: Package): FoundPackage {
  const { purl, locations: _locations, foundBy: _foundBy, ...facts } = found;
  const { namespace, qualifiers, subpath } = parsePackageUrl(purl);
  const holdsNamespace = splitFullName(found.type, found.name).namespace !== undefined;
  // The version and the architecture give these again.
  const extra = [...qualifiers].filter(([key]) => key !== 'arch' && key !== 'epoch');
  return {
    ...facts,
    ...(namespace && !holdsNamespace ? { namespace } : {}),
    ...(extra.length > 0 ? { qualifiers: Object.fromEntries(extra) } : {}),
    ...(subpath ? { subpath } : {}),
  };
}
