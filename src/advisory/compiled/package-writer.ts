import { type AppendFile, append } from './append-file.ts';
import { type ByteWriter, byteWriter, putBytes, putNumber, putText, putUint32, writtenBytes } from './byte-writer.ts';
import { hashOf, hashTableBytes } from './hash-table.ts';
import type { Trailer } from './layout.ts';
import { PACKAGES_TOGETHER, type PackageName } from './package-index.ts';

/** All packages in their order, sorted by ecosystem and name. */
export interface SortedPackages {
  readonly packages: readonly PackageName[];
  readonly ecosystems: Trailer['ecosystems'];
}

/** The statements of all packages, one package's after the other's. */
export interface PackageStatements {
  /** Where those of each package start, and the end of all. */
  readonly starts: Uint32Array;
  readonly records: Uint32Array;
  readonly shapes: Uint32Array;
}

/** Appends names and statements. Returns where each block starts. */
export function appendPackages(file: AppendFile, sorted: SortedPackages, statements: PackageStatements): ByteWriter {
  const base = file.size;
  const starts = byteWriter(4096);
  const names = byteWriter(4096);
  const places = byteWriter(4096);
  let first = 0;
  for (const ecosystem of sorted.ecosystems) {
    const end = first + ecosystem.packages;
    for (; first < end; first = Math.min(end, first + PACKAGES_TOGETHER)) {
      names.length = 0;
      places.length = 0;
      let previous = '';
      for (let number = first; number < Math.min(end, first + PACKAGES_TOGETHER); number++) {
        const name = sorted.packages[number]?.name ?? '';
        const before = places.length;
        putPlaces(places, number, statements);
        putName(names, previous, name);
        putNumber(names, places.length - before);
        previous = name;
      }
      putUint32(starts, file.size - base);
      putBytes(names, writtenBytes(places));
      append(file, writtenBytes(names));
    }
  }
  return starts;
}

export function packageTable({ packages, ecosystems }: SortedPackages): ByteWriter {
  const indexes = new Map(ecosystems.map(({ name }, index) => [name, index]));
  const hashes = packages.map(({ ecosystem, name }) => hashOf(name, indexes.get(ecosystem) ?? 0));
  return hashTableBytes(Uint32Array.from(hashes), Uint32Array.from(packages.keys()));
}

function putPlaces(writer: ByteWriter, number: number, { starts, records, shapes }: PackageStatements): void {
  let record = 0;
  for (let index = starts[number] ?? 0; index < (starts[number + 1] ?? 0); index++) {
    const next = records[index] ?? 0;
    const shape = shapes[index] ?? 0;
    putNumber(writer, (next - record) * 2 + (shape > 0 ? 1 : 0));
    if (shape > 0) putNumber(writer, shape);
    record = next;
  }
}

function putName(writer: ByteWriter, previous: string, name: string): void {
  let shared = 0;
  while (shared < name.length && shared < previous.length && name[shared] === previous[shared]) shared++;
  // Half a surrogate pair cannot be stored.
  if (shared > 0 && (name.charCodeAt(shared - 1) & 0xfc00) === 0xd800) shared--;
  putNumber(writer, shared);
  putText(writer, name.slice(shared));
}
