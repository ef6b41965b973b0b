import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { CARGO_AUDIT_SECTION, parseCargoAudit } from '../../format/cargo-auditable.ts';
import type { GoBuildInfo } from '../../format/go-build-info.ts';
import { type MachoFile, machoArchitecture, machoFileOffset, readMacho } from '../../format/macho/macho.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { collectDamage } from './damage.ts';
import type { ExecutableFacts } from './facts.ts';
import { goFacts } from './go-facts.ts';

const READ_WRITE = 3;
const GO_SEARCH = 64 * 1024;
const ROLES = new Map<number, ExecutableFacts['role']>([
  [1, 'object'],
  [2, 'program'],
  [6, 'library'],
  [8, 'library'],
]);

/** Facts of the first image in the file; a fat file is built from one source for several processors. */
export function machoFacts(source: RandomAccess): ExecutableFacts {
  const images = readMacho(source);
  const [first] = images;
  if (!first) throw new FormatError('a fat Mach-O file without any image');
  const damage = collectDamage();
  const go = firstDefined(images, readGo);
  const audit = first.sections.find(({ name }) => name === CARGO_AUDIT_SECTION);
  const crates =
    audit &&
    damage.attempt('crates', () =>
      parseCargoAudit(first.source.readAt(audit.offset, Math.min(audit.size, limits.executableInventory))),
    );
  return {
    format: 'macho',
    role: ROLES.get(first.type) ?? 'other',
    architecture: machoArchitecture(first.cpu),
    ...(images.length > 1 ? { architectures: images.map(({ cpu }) => machoArchitecture(cpu)) } : {}),
    ...(first.libraries.length > 0 ? { needed: first.libraries } : {}),
    ...(first.id !== undefined ? { soname: first.id } : {}),
    ...(first.rpaths.length > 0 ? { rpath: first.rpaths.join(':') } : {}),
    ...(first.uuid !== undefined ? { buildId: first.uuid } : {}),
    ...(go ? { go } : {}),
    ...(crates ? { crates } : {}),
    ...(damage.found.length > 0 ? { damaged: damage.found } : {}),
  };
}

function firstDefined<T, R>(items: readonly T[], read: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = read(item);
    if (result !== undefined) return result;
  }
  return undefined;
}

function readGo(image: MachoFile): GoBuildInfo | undefined {
  const section = image.sections.find(({ name }) => name === '__go_buildinfo');
  const place = section ?? image.segments.find(({ protection, size }) => size > 0 && protection === READ_WRITE);
  if (!place) return undefined;
  return goFacts(image.source, {
    places: [{ offset: place.offset, size: Math.min(place.size, GO_SEARCH) }],
    fileOffset: (address) => machoFileOffset(image, address),
  });
}
