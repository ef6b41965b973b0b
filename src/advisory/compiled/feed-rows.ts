import { FormatError } from '../../base/errors.ts';
import type { Advisory } from '../advisory.ts';
import { compareText } from '../compare-text.ts';
import { hashOf } from './hash-table.ts';
import type { PackageName } from './package-index.ts';
import type { SortedPackages } from './package-writer.ts';
import type { AdvisoryEncoder } from './record-writer.ts';
import { type RowArena, rowArena } from './row-arena.ts';
import { ownCopy } from './string-table.ts';

/** All advisories of a feed, encoded, before they are sorted and their packages numbered. */
export interface FeedRows {
  readonly arena: RowArena;
  /** One for each row. */
  readonly ids: string[];
  readonly packages: PackageName[];
  /** Hashes of ids and aliases, and the rows that have them. */
  readonly nameHashes: number[];
  readonly nameRows: number[];
  statements: number;
  ranges: number;
  /** Advisories over a limit, which were left out. */
  refused: number;
}

/** Ecosystem to name to the number of a package. */
type PackageNumbers = Map<string, Map<string, number>>;

/** Numbers of a row: how many shapes, where each starts; how many pairs, then package and shape of each. */
export async function gatherRows(
  advisories: Iterable<Advisory> | AsyncIterable<Advisory>,
  encode: AdvisoryEncoder,
): Promise<FeedRows> {
  const rows: FeedRows = {
    arena: rowArena(),
    ids: [],
    packages: [],
    nameHashes: [],
    nameRows: [],
    statements: 0,
    ranges: 0,
    refused: 0,
  };
  const numbers: PackageNumbers = new Map();
  for await (const advisory of advisories) {
    try {
      addRow(rows, advisory, { encode, numbers });
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      rows.refused++;
    }
  }
  return rows;
}

/** Rows in the order of their ids; those with the same id as they came. */
export function sortedRows({ ids }: FeedRows): Uint32Array {
  return Uint32Array.from(ids.keys()).sort((a, b) => compareText(ids[a] ?? '', ids[b] ?? '') || a - b);
}

/** The packages in their final order, and the final number of each that was gathered. */
export function sortPackages({ packages }: FeedRows): SortedPackages & { readonly numbers: Uint32Array } {
  const order = Uint32Array.from(packages.keys()).sort((a, b) => comparePackages(packages[a], packages[b]));
  const numbers = new Uint32Array(packages.length);
  const sorted: PackageName[] = [];
  const ecosystems = new Map<string, number>();
  for (const gathered of order) {
    const name = packages[gathered];
    if (!name) continue;
    numbers[gathered] = sorted.length;
    sorted.push(name);
    ecosystems.set(name.ecosystem, (ecosystems.get(name.ecosystem) ?? 0) + 1);
  }
  return { packages: sorted, numbers, ecosystems: [...ecosystems].map(([name, count]) => ({ name, packages: count })) };
}

function addRow(
  rows: FeedRows,
  advisory: Advisory,
  { encode, numbers }: { encode: AdvisoryEncoder; numbers: PackageNumbers },
): void {
  const { bytes, shapeStarts, shapes } = encode(advisory);
  const pairs = advisory.affected.flatMap(({ ecosystem, name }, index) => [
    numberOfPackage(rows, { ecosystem, name }, numbers),
    shapes[index] ?? 0,
  ]);
  const row = rows.arena.add({ bytes, numbers: [shapeStarts.length, ...shapeStarts, shapes.length, ...pairs] });
  rows.ids.push(ownCopy(advisory.id));
  for (const name of new Set([advisory.id, ...advisory.aliases])) {
    rows.nameHashes.push(hashOf(name, 0));
    rows.nameRows.push(row);
  }
  rows.statements += shapes.length;
  rows.ranges += advisory.affected.reduce((sum, { ranges }) => sum + ranges.length, 0);
}

function numberOfPackage({ packages }: FeedRows, { ecosystem, name }: PackageName, numbers: PackageNumbers): number {
  const known = numbers.get(ecosystem)?.get(name);
  if (known !== undefined) return known;
  // Only what files give back tells packages apart.
  const own = { ecosystem: ownCopy(ecosystem), name: ownCopy(name) };
  const siblings = numbers.get(own.ecosystem) ?? new Map<string, number>();
  numbers.set(own.ecosystem, siblings);
  const number = siblings.get(own.name) ?? packages.length;
  siblings.set(own.name, number);
  if (number === packages.length) packages.push(own);
  return number;
}

function comparePackages(a: PackageName | undefined, b: PackageName | undefined): number {
  return compareText(a?.ecosystem ?? '', b?.ecosystem ?? '') || compareText(a?.name ?? '', b?.name ?? '');
}
