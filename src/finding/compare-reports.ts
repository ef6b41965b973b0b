import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import type { Package } from '../inventory/package.ts';
import { comparableName, comparableVersion } from './comparable.ts';
import { type Reason, reasonForOurs, reasonForTheirs } from './difference-reasons.ts';
import type { Finding } from './finding.ts';
import type { MatchInput, MatchOptions } from './match.ts';
import type { OtherFinding, OtherReport } from './other-report.ts';

/** How another scanner's findings differ from ours. */
export interface Comparison {
  readonly scanner: OtherReport['scanner'];
  /** Pairs of package and vulnerability that both name. */
  readonly same: number;
  /** Of these, how many the other scanner lists under another name than ours. */
  readonly otherNames: number;
  readonly onlyOurs: readonly OurDifference[];
  readonly onlyTheirs: readonly TheirDifference[];
}

export interface OurDifference extends Reason {
  readonly finding: Finding;
}

export interface TheirDifference extends Reason {
  readonly other: OtherFinding;
}

export interface CompareOptions extends MatchOptions {
  readonly store: AdvisoryStore;
  readonly findings: readonly Finding[];
  /** Findings that VEX statements or exceptions took out of the report, with who says so. */
  readonly suppressed?: readonly { readonly finding: Finding; readonly by: string }[];
}

/** Every difference between another scanner's report on the same image and ours, each with its reason. */
export function compareReports(other: OtherReport, input: MatchInput, options: CompareOptions): Comparison {
  const packages = new Map(input.packages.map((found) => [found.purl, found]));
  const ours = options.findings.filter(({ vulnerability }) => vulnerability !== undefined);
  const ourKeys = indexByKeys(ours, (finding) => keysOfOurs(finding, packages));
  const theirKeys = indexByKeys(other.findings, keysOfTheirs);
  const same = ours.filter((finding) => keysOfOurs(finding, packages).some((key) => theirKeys.has(key)));
  const context = { ...options, input, packages, ours, others: other.findings };
  return {
    scanner: other.scanner,
    same: same.length,
    otherNames: same.filter((finding) => isUnderOtherName(finding, { packages, theirKeys })).length,
    onlyOurs: ours
      .filter((finding) => !keysOfOurs(finding, packages).some((key) => theirKeys.has(key)))
      .map((finding) => ({ finding, ...reasonForOurs(finding, context) })),
    onlyTheirs: other.findings
      .filter((each) => !keysOfTheirs(each).some((key) => ourKeys.has(key)))
      .map((each) => ({ other: each, ...reasonForTheirs(each, context) })),
  };
}

function keysOfOurs(finding: Finding, packages: ReadonlyMap<string, Package>): string[] {
  const found = packages.get(finding.package ?? '');
  if (!found) return [];
  return keys(found, finding.vulnerability?.ids ?? []);
}

function keysOfTheirs(other: OtherFinding): string[] {
  return keys(other, other.ids);
}

function keys({ name, version }: Pick<Package, 'name' | 'version'>, ids: readonly string[]): string[] {
  const own = `${comparableName(name)}\n${comparableVersion(version)}`;
  return ids.map((id) => `${own}\n${id}`);
}

function indexByKeys<T>(all: readonly T[], keysOf: (each: T) => readonly string[]): Map<string, T> {
  return new Map(all.flatMap((each) => keysOf(each).map((key): [string, T] => [key, each])));
}

function isUnderOtherName(
  finding: Finding,
  from: { readonly packages: ReadonlyMap<string, Package>; readonly theirKeys: ReadonlyMap<string, OtherFinding> },
): boolean {
  const primary = finding.vulnerability?.ids[0];
  return !keysOfOurs(finding, from.packages).some((key) => from.theirKeys.get(key)?.ids[0] === primary);
}
