import type { SbomInput } from '../sbom.ts';
import { type CycloneDxVersion, cycloneDxDocument } from './cyclonedx-document.ts';

/** The bill of materials as CycloneDX JSON. The same input gives the same bytes. */
export function writeCycloneDxJson(input: SbomInput, version: CycloneDxVersion = '1.6'): string {
  return `${JSON.stringify(cycloneDxDocument(input, version), null, 2)}\n`;
}
