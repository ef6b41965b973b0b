import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import type { KeptFile } from '../../filesystem/file.ts';
import type { AuditedCrate } from '../../format/cargo-auditable.ts';
import type { GoBuildInfo, GoModule } from '../../format/go-build-info.ts';
import type { NativeImageComponent } from '../../format/graalvm-sbom.ts';

/** What the pass notes of an executable, library or object file. What is empty or false is left out. */
export type ExecutableFacts = {
  readonly format: 'elf' | 'pe' | 'macho';
  readonly role: 'program' | 'library' | 'object' | 'other';
  /** As Go and OCI platforms name it; the first when there are several. */
  readonly architecture: string;
  /** All of them, when there are several in one file. */
  readonly architectures?: readonly string[];
  /** The loader that the file asks for: PT_INTERP. */
  readonly interpreter?: string;
  /** Libraries that it loads, in order, as written. */
  readonly needed?: readonly string[];
  readonly soname?: string;
  /** Search paths for libraries, as written. */
  readonly rpath?: string;
  readonly runpath?: string;
  /** GNU build id or Mach-O UUID, hex. */
  readonly buildId?: string;
  /** A program that needs neither loader nor libraries. */
  readonly static?: true;
  /** Without a symbol table. */
  readonly stripped?: true;
  /** ELF section headers that are there and cannot be read: the file runs, but tools see nothing in it. */
  readonly badSections?: true;
  readonly go?: GoBuildInfo;
  readonly crates?: readonly AuditedCrate[];
  /** The JSON of the ELF package note: its text fields. */
  readonly packageNote?: PackageNote;
  /** Strings of the Windows version resource. */
  readonly version?: { readonly [key: string]: string };
  /** Holds managed .NET code. */
  readonly dotnet?: true;
  readonly nativeImage?: readonly NativeImageComponent[];
  /** Parts that are there and cannot be read, with the reason. */
  readonly damaged?: readonly { readonly part: ExecutablePart; readonly reason: string }[];
};

export type ExecutablePart = 'dynamic' | 'crates' | 'packageNote' | 'version' | 'nativeImage';

/** Text fields of a package note (UAPI "Package Metadata for Executable Files"), and some that vendors add. */
export type PackageNote = { readonly [key: string]: string };

/** The tap's name, for `noted()`. */
export const EXECUTABLE_TAP = 'executable';

/** The facts that the pass noted of the file; undefined when it is no executable. */
export function executableFacts(file: Pick<KeptFile, 'note'>): ExecutableFacts | undefined {
  const note = asObject(file.note(EXECUTABLE_TAP));
  const known = note && parsed.get(note);
  if (known) return known;
  const facts = note && parseFacts(note);
  if (note && facts) parsed.set(note, facts);
  return facts;
}

/** Several catalogers ask for the facts of the same file. */
const parsed = new WeakMap<JsonObject, ExecutableFacts>();

function parseFacts(note: JsonObject): ExecutableFacts | undefined {
  const format = oneOf(note.format, ['elf', 'pe', 'macho'] as const);
  if (!format) return undefined;
  const go = goBuildInfo(note.go);
  return {
    format,
    role: oneOf(note.role, ['program', 'library', 'object'] as const) ?? 'other',
    architecture: asText(note.architecture) ?? '',
    ...textLists(note, ['architectures', 'needed']),
    ...textFields(note, ['interpreter', 'soname', 'rpath', 'runpath', 'buildId']),
    ...marks(note, ['static', 'stripped', 'badSections', 'dotnet']),
    ...(go ? { go } : {}),
    ...(note.crates ? { crates: asList(note.crates).flatMap(auditedCrate) } : {}),
    ...(note.packageNote ? { packageNote: textMap(note.packageNote) } : {}),
    ...(note.version ? { version: textMap(note.version) } : {}),
    ...(note.nativeImage ? { nativeImage: asList(note.nativeImage).flatMap(nativeImageComponent) } : {}),
    ...(note.damaged ? { damaged: asList(note.damaged).flatMap(damagedPart) } : {}),
  };
}

function oneOf<T extends string>(value: Json | undefined, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

function texts(value: Json | undefined): string[] {
  return asList(value).flatMap((item) => asText(item) ?? []);
}

function textMap(value: Json | undefined): { [key: string]: string } {
  const entries = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(entries.flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
}

function textFields<K extends string>(
  note: { readonly [key: string]: Json },
  keys: readonly K[],
): { [key in K]?: string } {
  const fields: { [key in K]?: string } = {};
  for (const key of keys) {
    const text = asText(note[key]);
    if (text !== undefined) fields[key] = text;
  }
  return fields;
}

function textLists<K extends string>(
  note: { readonly [key: string]: Json },
  keys: readonly K[],
): { [key in K]?: string[] } {
  const fields: { [key in K]?: string[] } = {};
  for (const key of keys) if (note[key]) fields[key] = texts(note[key]);
  return fields;
}

function marks<K extends string>(note: { readonly [key: string]: Json }, keys: readonly K[]): { [key in K]?: true } {
  const fields: { [key in K]?: true } = {};
  for (const key of keys) if (note[key] === true) fields[key] = true;
  return fields;
}

function goBuildInfo(value: Json | undefined): GoBuildInfo | undefined {
  const info = asObject(value);
  const goVersion = asText(info?.goVersion);
  if (!info || !goVersion) return undefined;
  const [main] = goModule(info.main);
  return {
    goVersion,
    ...textFields(info, ['path']),
    ...(main ? { main } : {}),
    dependencies: asList(info.dependencies).flatMap(goModule),
    settings: asList(info.settings).flatMap((setting) => {
      const [key, text] = texts(setting);
      return key === undefined || text === undefined ? [] : [[key, text] as const];
    }),
    ...marks(info, ['modulesDamaged']),
  };
}

function goModule(value: Json | undefined): GoModule[] {
  const module = asObject(value);
  const path = asText(module?.path);
  if (!module || path === undefined) return [];
  const replaced = asObject(module.replacedBy);
  const replacedBy = { path: asText(replaced?.path) ?? '', version: asText(replaced?.version) ?? '' };
  return [{ path, version: asText(module.version) ?? '', ...(replaced ? { replacedBy } : {}) }];
}

function auditedCrate(value: Json): AuditedCrate[] {
  const crate = asObject(value);
  if (!crate) return [];
  const { name = '', version = '', source = '' } = textFields(crate, ['name', 'version', 'source']);
  return [{ name, version, source, ...marks(crate, ['build', 'root']) }];
}

function nativeImageComponent(value: Json): NativeImageComponent[] {
  const component = asObject(value);
  if (!component) return [];
  const { group = '', name = '', version = '' } = textFields(component, ['group', 'name', 'version']);
  return [{ group, name, version, ...textLists(component, ['licenses']) }];
}

const PARTS = ['dynamic', 'crates', 'packageNote', 'version', 'nativeImage'] as const;

function damagedPart(value: Json): { part: ExecutablePart; reason: string }[] {
  const damage = asObject(value);
  const part = oneOf(damage?.part, PARTS);
  return part ? [{ part, reason: asText(damage?.reason) ?? '' }] : [];
}
