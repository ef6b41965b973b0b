import { FormatError } from '../../base/errors.ts';
import { asObject, asText, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { readCycloneDx } from './cyclonedx.ts';
import { cycloneDxXmlToJson } from './cyclonedx-xml.ts';
import type { SbomDocument } from './document.ts';
import { readSpdx } from './spdx.ts';
import { spdxTagValueToJson } from './spdx-tag-value.ts';
import { readSyft } from './syft.ts';

/**
 * Reads a bill of materials: CycloneDX 1.2 to 1.7 (JSON, XML), SPDX 2.2 and 2.3 (JSON, tag-value), Syft's JSON.
 * @throws FormatError when it is none of these, damaged or too large.
 */
export function parseSbom(input: string | Uint8Array): SbomDocument {
  if (input.length > limits.sbom) throw new FormatError('bill of materials is too large');
  const text = (typeof input === 'string' ? input : Buffer.from(input).toString('utf8')).replace(/^\ufeff/, '');
  const start = text.slice(0, 4_096).trimStart();
  if (start.startsWith('{')) return readJson(text);
  if (start.startsWith('<')) return readCycloneDx(cycloneDxXmlToJson(text));
  if (/^SPDXVersion:/m.test(start)) return readSpdx(spdxTagValueToJson(text));
  throw new FormatError('not a bill of materials that can be read');
}

function readJson(text: string): SbomDocument {
  const root = asObject(parseJson(text)) ?? {};
  if (root.bomFormat === 'CycloneDX') return readCycloneDx(root);
  if (asText(root.spdxVersion)?.startsWith('SPDX-2.')) return readSpdx(root);
  if (Array.isArray(root.artifacts) && asObject(root.descriptor)?.name === 'syft') return readSyft(root);
  if (root['@context'] !== undefined) throw new FormatError('SPDX 3 cannot be read yet');
  throw new FormatError('not a bill of materials that can be read');
}
