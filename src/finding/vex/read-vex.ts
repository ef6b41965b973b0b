import { FormatError } from '../../base/errors.ts';
import { asObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { isCsaf, readCsafVex } from './csaf.ts';
import { isCycloneDx, readCycloneDxVex } from './cyclonedx.ts';
import { isOpenVex, readOpenVex } from './openvex.ts';
import type { VexStatement } from './statement.ts';

/**
 * The statements of a VEX document: OpenVEX, CSAF 2.0 or CycloneDX, told apart by what they say they are.
 * @throws FormatError for anything else, or where it is damaged.
 */
export function readVex(text: string, source: string): VexStatement[] {
  if (text.length > limits.vexDocument) throw new FormatError('a VEX document that is too large');
  const document = asObject(parseJson(text));
  if (document && isOpenVex(document)) return readOpenVex(document, source);
  if (document && isCsaf(document)) return readCsafVex(document, source);
  if (document && isCycloneDx(document)) return readCycloneDxVex(document, source);
  throw new FormatError('neither OpenVEX, CSAF 2.0 nor CycloneDX');
}
