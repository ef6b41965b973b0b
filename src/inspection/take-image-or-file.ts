import { takeImage } from './inspect.ts';
import type { InspectOptions } from './inspect-options.ts';
import { settle } from './inspect-options.ts';
import { isInventoryFile, readInventoryFile } from './inspect-report.ts';
import type { TakenImage } from './taken-image.ts';

/** What is in an image, from the image itself or from a report or bill of materials of it. @throws as either. */
export async function takeImageOrFile(input: string, options: InspectOptions): Promise<TakenImage> {
  return isInventoryFile(input) ? readInventoryFile(input) : takeImage(input, settle(options));
}
