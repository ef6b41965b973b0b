/** A bill of materials, whatever its format. Texts are as written: unchecked, and bounded only by the document's size. */
export interface SbomDocument {
  readonly format: 'cyclonedx' | 'spdx' | 'syft';
  readonly version: string;
  /** What the document describes, where it is not one of the components. */
  readonly subject?: { readonly name: string; readonly digest?: string };
  readonly components: readonly SbomComponent[];
}

export interface SbomComponent {
  readonly kind: 'package' | 'operating-system';
  readonly group?: string;
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly purl?: string;
  readonly cpes: readonly string[];
  readonly licenses: readonly string[];
  readonly supplier?: string;
  readonly homepage?: string;
  /** CycloneDX properties by name; what other formats say elsewhere is filed under the names that we use there. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  readonly locations: readonly { readonly path: string; readonly layer?: number }[];
}

/** `sha256:…` or `sha512:…` when the text is one. */
export function asDigestText(text: string | undefined): string | undefined {
  return text !== undefined && /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(text) ? text : undefined;
}
