import type { Problem } from '../base/problem.ts';
import { createTurn } from '../base/turns.ts';
import type { FilePattern } from '../filesystem/file.ts';
import type { LayerIndex } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';
import type { Tap } from '../filesystem/tap.ts';
import type { Account } from './account.ts';
import type { Cataloger } from './cataloger.ts';
import { findLostPackages } from './database-history.ts';
import { findEarlierModes } from './earlier-modes.ts';
import { joinSightings } from './join-sightings.ts';
import { detectOperatingSystem, type OperatingSystem, osFiles } from './operating-system.ts';
import { determineOwnership, type Ownership } from './ownership.ts';
import type { Package } from './package.ts';
import { runCatalogers } from './run-catalogers.ts';
import { isSystemPackage, type Sighting } from './sighting.ts';
import { takeAccount } from './take-account.ts';

/** What is installed in an image, and whose every file is. */
export interface Inventory {
  readonly os?: OperatingSystem;
  /** Sorted by package URL. */
  readonly packages: readonly Package[];
  /** Absent where there were no files to look at: bills of materials. */
  readonly account?: Account;
}

/** The inventory with what later stages need of it and reports do not. */
export interface TakenInventory {
  readonly inventory: Inventory & { readonly account: Account };
  readonly ownership: Ownership;
  readonly sightings: readonly Sighting[];
  readonly problems: readonly Problem[];
}

/** Reads the inventory out of the merged tree; the layers tell what it has lost. Throws what the signal is aborted with. */
export async function takeInventory(
  { tree, layers }: { readonly tree: MergedTree; readonly layers: readonly LayerIndex[] },
  { catalogers, signal }: { readonly catalogers: readonly Cataloger[]; readonly signal?: AbortSignal },
): Promise<TakenInventory> {
  const turn = createTurn(signal);
  const os = detectOperatingSystem(tree);
  const { sightings, problems } = await runCatalogers(tree, catalogers, { os, turn });
  await turn();
  const ownership = determineOwnership(tree, sightings, findEarlierModes(layers, tree));
  await turn();
  const hasSystem = sightings.some(isSystemPackage);
  const systemOwner = (path: string): Sighting | undefined => {
    const owner = hasSystem ? ownership.ownerOf(path) : undefined;
    return owner && isSystemPackage(owner) ? owner : undefined;
  };
  const packages = joinSightings(sightings, systemOwner);
  const account = takeAccount(tree, ownership);
  const lost = await findLostPackages(layers, { tree, sightings, ownership });
  return {
    inventory: { ...(os ? { os } : {}), packages, account },
    ownership,
    sightings,
    problems: [...problems, ...ownership.problems, ...lost],
  };
}

/** What the pass must keep and show for these catalogers. */
export function inventoryNeeds(catalogers: readonly Cataloger[]): { keeps: FilePattern[]; taps: Tap[] } {
  const keeps = [...osFiles, ...catalogers.flatMap(({ reads, alsoNeeds }) => [...reads, ...(alsoNeeds ?? [])])];
  const taps = new Map(catalogers.flatMap(({ taps }) => taps ?? []).map((tap) => [tap.name, tap]));
  return { keeps: unique(keeps.filter((pattern) => !('noted' in pattern))), taps: [...taps.values()] };
}

function unique(patterns: readonly FilePattern[]): FilePattern[] {
  return [...new Map(patterns.map((pattern) => [JSON.stringify(pattern), pattern])).values()];
}
