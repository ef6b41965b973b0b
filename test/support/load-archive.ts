import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { sha256 } from '../../src/base/digest.ts';
import type { Image, Layer } from '../../src/image/image.ts';
import type { LoadOptions } from '../../src/image/source.ts';
import { archive } from '../../src/image/sources/archive.ts';
import { loadOptions } from './load-options.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Puts an archive down and loads it. */
export async function loadArchiveBytes(
  test: TestContext,
  bytes: Uint8Array,
  options: Partial<LoadOptions> = {},
): Promise<Image> {
  return archive.load(writeArchive(test, bytes), loadOptions(temporaryFolder(test), options));
}

/** Puts an archive down in a folder of its own; returns its path. */
export function writeArchive(test: TestContext, bytes: Uint8Array): string {
  const path = join(temporaryFolder(test), 'image.tar');
  writeFileSync(path, bytes);
  return path;
}

/** Hash of the bytes in the file that the layer's content points at. */
export function storedDigest({ content }: Layer): string {
  assert.ok(content.kind === 'file');
  return sha256(readFileSync(content.path).subarray(content.offset, content.offset + content.size));
}
