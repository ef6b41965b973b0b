import { gunzipSync } from 'node:zlib';
import { FormatError, messageOf } from '../base/errors.ts';
import { asList, asObject, asText, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { viewOf } from './byte-fields.ts';
import type { ElfDynamic } from './elf/dynamic.ts';
import { type ElfFile, elfFileOffset } from './elf/elf.ts';
import { elfExportedAddress } from './elf/symbols.ts';
import type { RandomAccess } from './random-access.ts';

/** A Java library compiled into a native image. */
export type NativeImageComponent = {
  readonly group: string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly string[];
};

/**
 * The libraries that a GraalVM native image says it holds: CycloneDX JSON, gzipped, where the exported symbol `sbom`
 * points, as long as the number at `sbom_length` says. Undefined when the file exports no such symbols.
 * @throws FormatError when the SBOM is damaged or larger than the limit.
 */
export function readNativeImageSbom(
  source: RandomAccess,
  { elf, dynamic }: { elf: ElfFile; dynamic: ElfDynamic },
): NativeImageComponent[] | undefined {
  const find = (name: string) => elfFileOffset(elf, elfExportedAddress(source, { elf, dynamic, name }) ?? -1);
  const lengthAt = find('sbom_length');
  const start = lengthAt === undefined ? undefined : find('sbom');
  if (lengthAt === undefined || start === undefined) return undefined;
  const length = source.readAt(lengthAt, 4);
  if (length.length < 4) return undefined;
  const size = Math.min(viewOf(length).getUint32(0, elf.littleEndian), limits.executableInventory);
  const compressed = source.readAt(start, size);
  // Other programs may export these names too.
  if (compressed[0] !== 0x1f || compressed[1] !== 0x8b) return undefined;
  return asList(asObject(parseJson(inflate(compressed)))?.components).flatMap((value) => {
    const component = asObject(value);
    const name = asText(component?.name);
    if (!name || component?.type !== 'library') return [];
    const licenses = asList(component.licenses).flatMap((license) => {
      const choice = asObject(license);
      const named = asObject(choice?.license);
      return asText(choice?.expression) ?? asText(named?.id) ?? asText(named?.name) ?? [];
    });
    return {
      group: asText(component.group) ?? '',
      name,
      version: asText(component.version) ?? '',
      ...(licenses.length > 0 ? { licenses } : {}),
    };
  });
}

function inflate(compressed: Uint8Array): string {
  try {
    return gunzipSync(compressed, { maxOutputLength: limits.executableInventory }).toString('utf8');
  } catch (error) {
    throw new FormatError(`gzip: ${messageOf(error)}`);
  }
}
