import { FormatError } from '../../base/errors.ts';
import { boundedMemo } from './bounded-memo.ts';
import {
  bytesLeft,
  type Cursor,
  cursorAt,
  narrow,
  positionOf,
  skipBytes,
  takeNumber,
  takeText,
  takeUint32,
} from './cursor.ts';
import { hashOf, openHashTable } from './hash-table.ts';
import type { Section, Trailer } from './layout.ts';
import type { PageSource } from './page.ts';
import type { StatementPlace } from './record-reader.ts';

/** Packages whose names are stored together, each as far as it differs from the one before. */
export const PACKAGES_TOGETHER = 16;
const NAMES_IN_MEMORY = 8192;

export interface PackageName {
  readonly ecosystem: string;
  readonly name: string;
}

export interface PackageIndex {
  /** Where something is said of the package, in the order of the records. @throws FormatError */
  find(ecosystem: string, name: string): readonly StatementPlace[];
  /** @throws FormatError when there is no such package. */
  nameOf(number: number): PackageName;
}

/** Packages of one ecosystem have numbers in a row, and blocks of their own. */
interface EcosystemPart {
  readonly name: string;
  readonly index: number;
  readonly firstPackage: number;
  readonly packages: number;
  readonly firstBlock: number;
}

interface StoredPackage {
  readonly name: string;
  readonly statements: Section;
}

/** @throws FormatError when the sections are not as long as the trailer says. */
export function openPackageIndex(source: PageSource, { ecosystems, counts, sections }: Trailer): PackageIndex {
  const { parts, blocks } = partsOf(ecosystems);
  const byName = new Map(parts.map((part) => [part.name, part]));
  if (sections.packageBlocks.end - sections.packageBlocks.start !== blocks * 4) {
    throw new FormatError('the list of packages is cut');
  }
  const lookup = openHashTable(source, sections.packageTable, counts.packages);
  const names = boundedMemo<number, PackageName>(NAMES_IN_MEMORY);

  const read = (part: EcosystemPart, number: number): StoredPackage => {
    const inPart = number - part.firstPackage;
    const first = inPart - (inPart % PACKAGES_TOGETHER);
    const block = part.firstBlock + first / PACKAGES_TOGETHER;
    const place = cursorAt(source, sections.packageBlocks.start + block * 4, sections.packageBlocks.end);
    const cursor = cursorAt(source, sections.packages.start + takeUint32(place), sections.packages.end);
    return takePackage(cursor, { wanted: inPart - first, count: Math.min(PACKAGES_TOGETHER, part.packages - first) });
  };
  return {
    find(ecosystem, name) {
      const part = byName.get(ecosystem);
      if (!part) return [];
      for (const number of lookup(hashOf(name, part.index))) {
        if (number < part.firstPackage || number >= part.firstPackage + part.packages) continue;
        const stored = read(part, number);
        if (stored.name === name) return takePlaces(cursorAt(source, stored.statements.start, stored.statements.end));
      }
      return [];
    },
    nameOf(number) {
      const known = names.get(number);
      if (known) return known;
      const part = parts.findLast(({ firstPackage }) => firstPackage <= number);
      if (!part || number >= part.firstPackage + part.packages) throw new FormatError(`there is no package ${number}`);
      const found = { ecosystem: part.name, name: read(part, number).name };
      names.set(number, found);
      return found;
    },
  };
}

function partsOf(ecosystems: Trailer['ecosystems']): { parts: EcosystemPart[]; blocks: number } {
  const parts: EcosystemPart[] = [];
  let firstPackage = 0;
  let blocks = 0;
  for (const { name, packages } of ecosystems) {
    parts.push({ name, index: parts.length, firstPackage, packages, firstBlock: blocks });
    firstPackage += packages;
    blocks += Math.ceil(packages / PACKAGES_TOGETHER);
  }
  return { parts, blocks };
}

/** Names and lengths of a whole block come first, then what is said of its packages. */
function takePackage(cursor: Cursor, { wanted, count }: { wanted: number; count: number }): StoredPackage {
  let name = '';
  let before = 0;
  let length = 0;
  for (let index = 0; index < count; index++) {
    if (index > wanted) {
      takeNumber(cursor);
      skipBytes(cursor, takeNumber(cursor));
      takeNumber(cursor);
      continue;
    }
    before += length;
    name = name.slice(0, takeNumber(cursor)) + takeText(cursor);
    length = takeNumber(cursor);
  }
  skipBytes(cursor, before);
  narrow(cursor, length);
  const start = positionOf(cursor);
  return { name, statements: { start, end: start + length } };
}

function takePlaces(cursor: Cursor): StatementPlace[] {
  const places: StatementPlace[] = [];
  let record = 0;
  while (bytesLeft(cursor) > 0) {
    const value = takeNumber(cursor);
    const elsewhere = value % 2;
    record += (value - elsewhere) / 2;
    places.push({ record, shape: elsewhere ? takeNumber(cursor) : 0 });
  }
  return places;
}
