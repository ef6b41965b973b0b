import { limits } from '../../base/limits.ts';
import { CARGO_AUDIT_SECTION, parseCargoAudit } from '../../format/cargo-auditable.ts';
import type { GoBuildInfo } from '../../format/go-build-info.ts';
import { PE_DIRECTORY, type PeFile, peArchitecture, peFileOffset, readPe } from '../../format/pe/pe.ts';
import { readPeVersion } from '../../format/pe/version-resource.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { collectDamage } from './damage.ts';
import type { ExecutableFacts } from './facts.ts';
import { goFacts } from './go-facts.ts';

/** Initialized data that is readable and writable. */
const DATA = 0xc0000040;
const GO_SEARCH = 64 * 1024;
const VERSION_FIELDS = [
  ...['CompanyName', 'ProductName', 'FileDescription', 'InternalName', 'OriginalFilename'],
  ...['FileVersion', 'ProductVersion', 'Assembly Version'],
];

/** Undefined for plain DOS programs. @throws FormatError when the headers are damaged. */
export function peFacts(source: RandomAccess): ExecutableFacts | undefined {
  const pe = readPe(source);
  if (!pe) return undefined;
  const damage = collectDamage();
  const go = readGo(source, pe);
  const audit = pe.sections.find(({ name }) => name === CARGO_AUDIT_SECTION);
  const crates = audit && damage.attempt('crates', () => parseCargoAudit(contentOf(source, audit)));
  const version = damage.attempt('version', () => readVersion(source, pe));
  return {
    format: 'pe',
    role: pe.isLibrary ? 'library' : 'program',
    architecture: peArchitecture(pe.machine),
    ...(go ? { go } : {}),
    ...(crates ? { crates } : {}),
    ...(version ? { version } : {}),
    ...((pe.directories[PE_DIRECTORY.dotnet]?.size ?? 0) > 0 ? { dotnet: true } : {}),
    ...(damage.found.length > 0 ? { damaged: damage.found } : {}),
  };
}

function readVersion(source: RandomAccess, pe: PeFile): { [key: string]: string } | undefined {
  const strings = readPeVersion(source, pe);
  return (
    strings &&
    Object.fromEntries(VERSION_FIELDS.flatMap((key) => (strings.has(key) ? [[key, strings.get(key) ?? '']] : [])))
  );
}

function readGo(source: RandomAccess, pe: PeFile): GoBuildInfo | undefined {
  const named = pe.sections.find(({ name }) => name === '.go.build' || name === '.go.buildinfo');
  const data = pe.sections.find(({ characteristics, size }) => size > 0 && (characteristics & DATA) >>> 0 === DATA);
  const place = named ?? data;
  if (!place) return undefined;
  return goFacts(source, {
    places: [{ offset: place.offset, size: Math.min(place.size, GO_SEARCH) }],
    fileOffset: (address) => peFileOffset(pe, address - pe.imageBase),
  });
}

/** Sections are padded to the file alignment; the size in memory is that of the content. */
function contentOf(source: RandomAccess, section: PeFile['sections'][number]): Uint8Array {
  const size = section.memorySize > 0 ? Math.min(section.size, section.memorySize) : section.size;
  return source.readAt(section.offset, Math.min(size, limits.executableInventory));
}
