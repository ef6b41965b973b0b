import { limits } from '../base/limits.ts';
import { bufferOf, readAddress, viewOf } from './byte-fields.ts';
import type { RandomAccess } from './random-access.ts';

/** What the Go linker writes into every program (debug/buildinfo). */
export type GoBuildInfo = {
  /** `go1.22.3`, `go1.22.3 X:boringcrypto`, `devel go1.23-…`. */
  readonly goVersion: string;
  /** Package path of the program's main package. */
  readonly path?: string;
  readonly main?: GoModule;
  readonly dependencies: readonly GoModule[];
  /** `-ldflags`, `vcs.revision`, `GOOS`, `GOARCH` … as key and value. */
  readonly settings: readonly (readonly [key: string, value: string])[];
  /** The list of modules is there and cannot be read. */
  readonly modulesDamaged?: true;
};

export type GoModule = {
  readonly path: string;
  /** `v1.2.3`, or `(devel)`. */
  readonly version: string;
  /** What was built instead of it. */
  readonly replacedBy?: { readonly path: string; readonly version: string };
};

/** Where the build info may lie, and how addresses lead to file offsets. */
export interface GoSearch {
  readonly places: readonly { readonly offset: number; readonly size: number }[];
  fileOffset(address: number): number | undefined;
}

const MAGIC = Buffer.from('\xff Go buildinf:', 'latin1');
const ALIGNMENT = 16;
const BIG_ENDIAN = 1;
const INLINE = 2;
const MOST_SETTINGS = 200;

/** The build info of a Go program; undefined when the places hold none. */
export function readGoBuildInfo(source: RandomAccess, search: GoSearch): GoBuildInfo | undefined {
  for (const { offset, size } of search.places) {
    const at = findMagic(source.readAt(offset, size));
    if (at === undefined) continue;
    const texts = readTexts(source, { at: offset + at, search });
    if (!texts?.goVersion) continue;
    const info = { goVersion: texts.goVersion, ...parseModuleInfo(texts.modules ?? '') };
    return texts.modules === undefined ? { ...info, modulesDamaged: true } : info;
  }
  return undefined;
}

function findMagic(bytes: Uint8Array): number | undefined {
  const buffer = bufferOf(bytes);
  for (let at = buffer.indexOf(MAGIC); at >= 0; at = buffer.indexOf(MAGIC, at + ALIGNMENT)) {
    if (at % ALIGNMENT === 0) return at;
  }
  return undefined;
}

interface Texts {
  readonly goVersion: string;
  /** Undefined when damaged, '' for programs built without modules. */
  readonly modules: string | undefined;
}

function readTexts(source: RandomAccess, { at, search }: { at: number; search: GoSearch }): Texts | undefined {
  const header = source.readAt(at, 32).slice();
  if (header.length < 32) return undefined;
  const [pointerSize = 0, flags = 0] = [header[14], header[15]];
  if (flags & INLINE) {
    const goVersion = readInline(source, at + 32);
    const modules = goVersion && readInline(source, goVersion.end);
    return goVersion
      ? { goVersion: textOf(goVersion.bytes), modules: modules && moduleText(modules.bytes) }
      : undefined;
  }
  if (pointerSize !== 4 && pointerSize !== 8) return undefined;
  // Before Go 1.18: two pointers to string headers, each a pointer and a length.
  const form: PointerForm = { size: pointerSize, littleEndian: (flags & BIG_ENDIAN) === 0 };
  const goVersion = readPointed(source, { address: readPointer(header, 16, form), form, search });
  const modules = readPointed(source, { address: readPointer(header, 16 + pointerSize, form), form, search });
  return goVersion ? { goVersion: textOf(goVersion), modules: modules && moduleText(modules) } : undefined;
}

function readInline(source: RandomAccess, at: number): { bytes: Uint8Array; end: number } | undefined {
  const prefix = source.readAt(at, 10);
  let length = 0;
  for (const [i, byte] of prefix.entries()) {
    length += (byte & 0x7f) * 2 ** (7 * i);
    if (byte & 0x80) continue;
    if (length > limits.executableModules) return undefined;
    const start = at + i + 1;
    const bytes = source.readAt(start, length).slice();
    return bytes.length === length ? { bytes, end: start + length } : undefined;
  }
  return undefined;
}

interface PointerForm {
  readonly size: 4 | 8;
  readonly littleEndian: boolean;
}

function readPointer(bytes: Uint8Array, at: number, { size, littleEndian }: PointerForm): number {
  const view = viewOf(bytes);
  return size === 8 ? readAddress(view, at, littleEndian) : view.getUint32(at, littleEndian);
}

function readPointed(
  source: RandomAccess,
  { address, form, search }: { address: number; form: PointerForm; search: GoSearch },
): Uint8Array | undefined {
  const at = search.fileOffset(address);
  if (at === undefined) return undefined;
  const header = source.readAt(at, form.size * 2).slice();
  if (header.length < form.size * 2) return undefined;
  const start = search.fileOffset(readPointer(header, 0, form));
  const length = readPointer(header, form.size, form);
  if (length === 0) return header.subarray(0, 0);
  if (start === undefined || length > limits.executableModules) return undefined;
  const bytes = source.readAt(start, length).slice();
  return bytes.length === length ? bytes : undefined;
}

/** The module text stands between two marks of 16 bytes, by which it is found in a running process. */
function moduleText(bytes: Uint8Array): string {
  return bytes.length >= 33 && bytes[bytes.length - 17] === 0x0a ? textOf(bytes.subarray(16, bytes.length - 16)) : '';
}

function textOf(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('utf8');
}

/** Lines of tab-separated fields (runtime/debug.BuildInfo): path, mod, dep, =>, build. Other lines are skipped. */
function parseModuleInfo(text: string): Omit<GoBuildInfo, 'goVersion'> {
  const info: { path?: string; main?: GoModule } = {};
  const dependencies: GoModule[] = [];
  const settings: [string, string][] = [];
  for (const line of linesOf(text)) {
    const [kind, first = '', version = ''] = line.split('\t');
    if (kind === 'path') info.path = first;
    else if (kind === 'mod' && first) info.main = { path: first, version };
    else if (kind === 'dep' && first && dependencies.length < limits.packagesPerFile)
      dependencies.push({ path: first, version });
    else if (kind === '=>' && first) {
      const replacedBy = { path: first, version };
      const last = dependencies.pop();
      if (last) dependencies.push({ ...last, replacedBy });
      else if (info.main) info.main = { ...info.main, replacedBy };
    } else if (kind === 'build' && settings.length < MOST_SETTINGS) {
      const setting = parseSetting(line.slice('build\t'.length));
      if (setting) settings.push(setting);
    }
  }
  return { ...info, dependencies, settings };
}

/** One at a time: a text of line breaks alone must not become millions of strings. */
function* linesOf(text: string): Iterable<string> {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf('\n', start);
    yield end < 0 ? text.slice(start) : text.slice(start, end);
    if (end < 0) return;
    start = end + 1;
  }
}

/** `key=value`, where each may be quoted as in Go source. */
function parseSetting(text: string): [string, string] | undefined {
  const quotedKey = /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0];
  const equals = quotedKey ? quotedKey.length : text.indexOf('=');
  if (equals <= 0 || text[equals] !== '=') return undefined;
  return [unquote(text.slice(0, equals)), unquote(text.slice(equals + 1))];
}

const ESCAPES = new Map([...'abfnrtv'].map((letter, i) => [letter, '\x07\b\f\n\r\t\v'.charAt(i)]));

function unquote(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g, (_, hex, short, long, letter) => {
      if (letter !== undefined) return ESCAPES.get(letter) ?? letter;
      const code = Number.parseInt(hex ?? short ?? long, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    });
}
