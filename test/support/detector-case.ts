import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildElf } from './build-elf.ts';
import { type BuiltImage, buildImage, type FileSpec } from './build-image.ts';
import type { TarEntry } from './tar-writer.ts';

/** What `image.json` of a detector's fixture may say; everything is optional. */
interface CaseFile {
  readonly name?: string;
  readonly config?: object;
  readonly history?: readonly object[];
  /** Octal, by path; a path that ends in `/` is a folder of the last layer. */
  readonly modes?: Readonly<Record<string, string>>;
  readonly links?: Readonly<Record<string, string>>;
  /** Paths that a layer removes, by its number. */
  readonly whiteouts?: Readonly<Record<string, readonly string[]>>;
  /** Inert ELF files with these strings, in the last layer. */
  readonly programs?: Readonly<Record<string, { readonly strings?: readonly string[] }>>;
  /** What no folder holds, by layer and path: device nodes, odd paths, times, attributes in hex, programs of lower layers. */
  readonly entries?: Readonly<Record<string, Readonly<Record<string, CaseEntry>>>>;
}

interface CaseEntry extends Pick<TarEntry, 'type' | 'link' | 'mtime' | 'device' | 'uid' | 'gid'> {
  readonly body?: string;
  /** Makes it an inert ELF file with these strings, and then these bytes. */
  readonly strings?: readonly string[];
  readonly hex?: string;
  /** Octal. */
  readonly mode?: string;
  /** Of the `security.capability` attribute. */
  readonly capability?: string;
}

type Files = Record<string, FileSpec | readonly string[]>;

/** The image of a fixture folder: `root/` or `layers/<number>/`, and `image.json`; and what its users call it. */
export function detectorCase(folder: string): { image: BuiltImage; name: string } {
  const path = join(folder, 'image.json');
  const told: CaseFile = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  const numbered = join(folder, 'layers');
  const roots = existsSync(numbered)
    ? readdirSync(numbered)
        .sort()
        .map((name) => join(numbered, name))
    : [join(folder, 'root')];
  const layers = roots.map((root) => filesBelow(root, told.modes ?? {}));
  const last = layers.at(-1) ?? {};
  for (const [at, { strings = [] }] of Object.entries(told.programs ?? {})) {
    last[at] = { body: stringsElf(strings), mode: Number.parseInt(told.modes?.[at] ?? '755', 8) };
  }
  for (const [at, mode] of Object.entries(told.modes ?? {})) {
    if (at.endsWith('/')) last[at] = { mode: Number.parseInt(mode, 8) };
  }
  for (const [at, link] of Object.entries(told.links ?? {})) last[at] = { link };
  for (const [index, remove] of Object.entries(told.whiteouts ?? {})) {
    const layer = layers[Number(index)];
    if (layer) layer.remove = remove;
  }
  for (const [index, entries] of Object.entries(told.entries ?? {})) {
    const layer = layers[Number(index)];
    for (const [at, entry] of Object.entries(entries)) if (layer) layer[at] = entryOf(entry);
  }
  const image = buildImage({
    layers,
    config: told.config ?? {},
    ...(told.history ? { document: { history: told.history } } : {}),
  });
  return { image, name: told.name ?? 'example/app:1' };
}

function entryOf({ mode, capability, strings, hex, ...entry }: CaseEntry): FileSpec {
  return {
    ...entry,
    ...(strings ? { body: stringsElf(strings, hex), mode: 0o755 } : {}),
    ...(mode === undefined ? {} : { mode: Number.parseInt(mode, 8) }),
    ...(capability === undefined ? {} : { xattrs: { 'security.capability': Buffer.from(capability, 'hex') } }),
  };
}

/** An ELF file that returns at once and holds these strings, and then these bytes. */
export function stringsElf(strings: readonly string[], hex = ''): Uint8Array {
  const bytes = Buffer.concat([Buffer.from(`${strings.join('\0')}\0`), Buffer.from(hex, 'hex')]);
  return buildElf({ bits: 64, littleEndian: true, type: 2, parts: [{ name: '.rodata', type: 1, bytes }] }).file;
}

function filesBelow(root: string, modes: Readonly<Record<string, string>>): Files {
  const files: Files = {};
  if (!existsSync(root)) return files;
  for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = statSync(join(root, path));
    // Git keeps no empty folders, and one such file is no part of the image.
    if (!stat.isFile() || path.endsWith('.gitkeep')) continue;
    const mode = modes[path] === undefined ? (stat.mode & 0o111 ? 0o755 : 0o644) : Number.parseInt(modes[path], 8);
    files[path] = { body: readFileSync(join(root, path)), mode };
  }
  return files;
}
