import { FormatError, IntegrityError, messageOf } from '../base/errors.ts';
import { readSbom } from '../inventory/sbom-reader.ts';
import { imageOfDocument, readInventoryDocument } from './inventory-document.ts';
import type { TakenImage } from './taken-image.ts';

/**
 * What a bill of materials says. No file was seen, so there is no account.
 * @throws UsageError when there is no such file.
 * @throws IntegrityError when it is no bill of materials.
 */
export function inspectSbom(path: string): TakenImage {
  return {
    ...takeSbom(path, readInventoryDocument(path)),
    problems: [
      { code: 'layer-not-inspected', message: 'only a bill of materials was read: no file of the image was seen' },
    ],
  };
}

/** The same of bytes that were read, where nobody asked for the image. @throws IntegrityError as `inspectSbom`. */
export function takeSbom(path: string, bytes: Uint8Array): TakenImage {
  try {
    const { packages, subject, os } = readSbom(bytes);
    return {
      image: imageOfDocument(bytes, { name: subject?.name || path, source: 'sbom', claimed: subject?.digest }),
      inventory: { ...(os ? { os } : {}), packages: [...packages].sort((a, b) => (a.purl < b.purl ? -1 : 1)) },
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new IntegrityError('bad-archive', `${path} is no bill of materials that can be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
