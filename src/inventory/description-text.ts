import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import type { KeptFile } from '../filesystem/file.ts';

/** The text of a file that describes one package; '' when there is none. @throws FormatError over `limits.packageDescription`. */
export function descriptionText(file: KeptFile | undefined): string {
  if (!file) return '';
  if (file.size > limits.packageDescription) throw new FormatError(`a package description of ${file.size} bytes`);
  return file.text();
}
