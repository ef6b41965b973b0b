import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { KeptFile } from '../filesystem/file.ts';

/** The text in which a package describes itself; '' when there is no such file. @throws FormatError over `limits.packageDescription`. */
export function descriptionText(file: KeptFile | undefined): string {
  if (!file) return '';
  if (file.size <= limits.packageDescription) return file.text();
  throw new FormatError(`${file.size} bytes are more than a package's description has (${limits.packageDescription})`);
}
