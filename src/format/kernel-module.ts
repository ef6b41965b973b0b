import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { bufferOf } from './byte-fields.ts';
import { elfSection, readElf } from './elf/elf.ts';
import type { RandomAccess } from './random-access.ts';

/**
 * The `key=value` texts of a kernel module (section `.modinfo`): name, version, license, vermagic … The first of each key.
 * @throws FormatError when it is no ELF file, or has no such section.
 */
export function readKernelModule(source: RandomAccess): ReadonlyMap<string, string> {
  const section = elfSection(readElf(source), '.modinfo');
  if (!section) throw new FormatError('a kernel module without .modinfo section');
  const bytes = source.readAt(section.offset, Math.min(section.size, limits.executableNote));
  const fields = new Map<string, string>();
  for (const text of bufferOf(bytes).toString('utf8').split('\0')) {
    const equals = text.indexOf('=');
    const key = text.slice(0, Math.max(0, equals));
    if (key !== '' && !fields.has(key)) fields.set(key, text.slice(equals + 1, equals + 1 + limits.executableString));
  }
  return fields;
}
