import { asObject, type JsonObject, parseJson } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { bufferOf, textUntilNul } from '../../format/byte-fields.ts';
import { CARGO_AUDIT_SECTION, parseCargoAudit } from '../../format/cargo-auditable.ts';
import { type ElfDynamic, readElfDynamic } from '../../format/elf/dynamic.ts';
import { ELF_SEGMENT, type ElfFile, elfFileOffset, elfSection, readElf } from '../../format/elf/elf.ts';
import { elfArchitecture } from '../../format/elf/machine.ts';
import { type ElfNote, readElfNotes } from '../../format/elf/notes.ts';
import type { GoBuildInfo } from '../../format/go-build-info.ts';
import { readNativeImageSbom } from '../../format/graalvm-sbom.ts';
import type { RandomAccess } from '../../format/random-access.ts';
import { collectDamage } from './damage.ts';
import type { ExecutableFacts, PackageNote } from './facts.ts';
import { goFacts } from './go-facts.ts';

const SYMBOL_TABLE = 2;
const WRITABLE = 2;
const BUILD_ID_NOTE = 3;
const PACKAGE_NOTE = 0xcafe1a7e;
const GO_SECTION = '.go.buildinfo';
const GO_SEARCH = 64 * 1024;
const GO_SEARCH_WITHOUT_SECTIONS = 1024 * 1024;

/** @throws FormatError when the file or program headers are damaged. */
export function elfFacts(source: RandomAccess): ExecutableFacts {
  const elf = readElf(source);
  const damage = collectDamage();
  const interpreter = readInterpreter(source, elf);
  const dynamic = damage.attempt('dynamic', () => readElfDynamic(source, elf));
  const notes = readElfNotes(source, elf);
  const packageNote = damage.attempt('packageNote', () => readPackageNote(source, elf, notes));
  const go = readGo(source, elf);
  const audit = elfSection(elf, CARGO_AUDIT_SECTION);
  const crates = audit && damage.attempt('crates', () => parseCargoAudit(contentOf(source, audit)));
  const nativeImage = dynamic && damage.attempt('nativeImage', () => readNativeImageSbom(source, { elf, dynamic }));
  const facts: Writable<ExecutableFacts> = {
    format: 'elf',
    role: roleOf({ elf, dynamic, interpreter }),
    architecture: elfArchitecture(elf),
  };
  // Assigned one by one: spreading conditional objects took a third of the time spent on an ordinary file.
  if (interpreter !== undefined) facts.interpreter = interpreter;
  if (dynamic) copyDynamic(facts, dynamic);
  const buildId = notes.find(({ owner, type }) => owner === 'GNU' && type === BUILD_ID_NOTE);
  if (buildId) facts.buildId = bufferOf(buildId.content).toString('hex');
  if (facts.role === 'program' && interpreter === undefined && !facts.needed) facts.static = true;
  if (!elf.sections.some(({ type }) => type === SYMBOL_TABLE)) facts.stripped = true;
  if (elf.sectionsDamaged) facts.badSections = true;
  if (go) facts.go = go;
  if (crates) facts.crates = crates;
  if (packageNote) facts.packageNote = packageNote;
  if (nativeImage) facts.nativeImage = nativeImage;
  if (damage.found.length > 0) facts.damaged = damage.found;
  return facts;
}

type Writable<T> = { -readonly [key in keyof T]: T[key] };

function copyDynamic(facts: Writable<ExecutableFacts>, dynamic: ElfDynamic): void {
  if (dynamic.needed.length > 0) facts.needed = dynamic.needed;
  if (dynamic.soname !== undefined) facts.soname = dynamic.soname;
  if (dynamic.rpath !== undefined) facts.rpath = dynamic.rpath;
  if (dynamic.runpath !== undefined) facts.runpath = dynamic.runpath;
}

function readInterpreter(source: RandomAccess, elf: ElfFile): string | undefined {
  const segment = elf.segments.find(({ type }) => type === ELF_SEGMENT.interpreter);
  if (!segment || segment.size > limits.executableString) return undefined;
  const bytes = source.readAt(segment.offset, segment.size);
  // The kernel, too, wants the last byte to be a NUL; files of debug data have a segment without its bytes.
  return bytes.at(-1) === 0 ? textUntilNul(bytes, 0) : undefined;
}

/** Position-independent programs have the type of libraries. libc.so.6 names an interpreter, too. */
function roleOf(file: {
  elf: ElfFile;
  dynamic: ElfDynamic | undefined;
  interpreter: string | undefined;
}): ExecutableFacts['role'] {
  const { type } = file.elf;
  if (type === 'executable') return 'program';
  if (type === 'relocatable') return 'object';
  if (type !== 'shared') return 'other';
  if (file.dynamic?.isProgram) return 'program';
  return file.interpreter !== undefined && file.dynamic?.soname === undefined ? 'program' : 'library';
}

/** Most tools write a proper note; some linker scripts put the bare JSON into a section of that name. */
function readPackageNote(source: RandomAccess, elf: ElfFile, notes: readonly ElfNote[]): PackageNote | undefined {
  const note = notes.find(({ owner, type }) => owner === 'FDO' && type === PACKAGE_NOTE);
  if (note) return packageFields(note.content);
  const section = elfSection(elf, '.note.package');
  if (!section) return undefined;
  const content = contentOf(source, section);
  return content[0] === 0x7b ? packageFields(content) : undefined;
}

const PACKAGE_FIELDS = [
  ...['type', 'name', 'version', 'architecture', 'os', 'osVersion', 'osCpe', 'appCpe', 'cpe', 'purl'],
  ...['license', 'vendor', 'system', 'sourceRepo', 'commit'],
];

function packageFields(content: Uint8Array): PackageNote {
  const text = bufferOf(content).toString('utf8');
  const json: JsonObject = asObject(parseJson(text.replaceAll('\0', ''))) ?? {};
  const fields = PACKAGE_FIELDS.flatMap((key): [string, string][] => {
    const value = json[key];
    return typeof value === 'string' && value !== '' ? [[key, value.slice(0, limits.executableString)]] : [];
  });
  return Object.fromEntries(fields);
}

function readGo(source: RandomAccess, elf: ElfFile): GoBuildInfo | undefined {
  const section = elfSection(elf, GO_SECTION);
  const data = elf.segments.find(({ type, flags }) => type === ELF_SEGMENT.load && (flags & WRITABLE) !== 0);
  const place = section ?? data;
  if (!place) return undefined;
  // A section can be renamed; the linker still puts the build info near the start of the first writable segment.
  const most = section || elf.sections.length === 0 ? GO_SEARCH_WITHOUT_SECTIONS : GO_SEARCH;
  return goFacts(source, {
    places: [{ offset: place.offset, size: Math.min(place.size, most) }],
    fileOffset: (address) => elfFileOffset(elf, address),
  });
}

function contentOf(source: RandomAccess, { offset, size }: { offset: number; size: number }): Uint8Array {
  return source.readAt(offset, Math.min(size, limits.executableInventory));
}
