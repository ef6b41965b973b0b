import type { FeedStatus } from '../advisory/advisory-store.ts';
import type { Digest } from '../base/digest.ts';
import type { JsonObject } from '../base/json.ts';
import { printable } from '../base/printable.ts';
import type { Problem } from '../base/problem.ts';
import type { PlanStep } from '../behavior/startup-plan.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { Finding } from '../finding/finding.ts';
import type { SuppressedFinding } from '../finding/suppression.ts';
import { countBaseLayers } from '../image/base-layers.ts';
import type { ImageConfig, Layer } from '../image/image.ts';
import type { Inspection, PlatformVerdict } from '../inspection/inspection.ts';
import type { Account, UnaccountedFile } from '../inventory/account.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';
import type { Verdict } from '../verdict/judge.ts';

/** The whole inspection as JSON, described by docs/report.schema.json. Paths are absolute; layers count from 0. */
export interface Report {
  readonly schemaVersion: '1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly image: {
    readonly name: string;
    readonly digest: Digest;
    /** `os/architecture[/variant]`. */
    readonly platform: string;
    readonly config: ImageConfig;
    readonly layers: readonly ReportLayer[];
    /** How many of the lowest layers came with the image that this one was built on, where its history tells. */
    readonly baseLayers?: number;
  };
  readonly os?: OperatingSystem;
  readonly inventory: { readonly packages: readonly ReportPackage[]; readonly account?: ReportAccount };
  readonly startup?: StartupSummary;
  readonly trust?: JsonObject;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly advisories?: { readonly feeds: readonly FeedStatus[] };
  readonly problems: readonly Problem[];
  readonly platforms?: readonly PlatformVerdict[];
  readonly verdict: Verdict;
}

export type ReportLayer = Pick<Layer, 'digest' | 'diffID' | 'createdBy'> & { readonly size?: number };

export type ReportPackage = Pick<
  Package,
  | 'purl'
  | 'type'
  | 'name'
  | 'version'
  | 'architecture'
  | 'source'
  | 'licenses'
  | 'supplier'
  | 'cpes'
  | 'locations'
  | 'foundBy'
  | 'partOf'
>;

/** Whose every file is, in numbers, with the files that nobody vouches for. */
export interface ReportAccount extends Pick<Account, 'files' | 'executables' | 'modified'> {
  readonly unaccounted: readonly (Omit<UnaccountedFile, 'mode'> & { readonly mode: string })[];
}

const LONGEST_EXCERPT = 400;

/** An inspection as its report. The stages have sorted their results: the order stays. */
export function makeReport(inspection: Inspection, tool: Report['tool']): Report {
  const { image, inventory, startup, findings, suppressed, advisories, problems, platforms, verdict } = inspection;
  const baseLayers = countBaseLayers(image.config.history);
  const { os: system, architecture, variant } = image.platform;
  return {
    schemaVersion: '1',
    tool,
    image: {
      name: image.name,
      digest: image.digest,
      platform: [system, architecture, ...(variant ? [variant] : [])].join('/'),
      config: image.config,
      layers: image.layers.map(reportLayer),
      ...(baseLayers === undefined ? {} : { baseLayers }),
    },
    ...(inventory.os ? { os: inventory.os } : {}),
    inventory: {
      packages: inventory.packages.map(reportPackage),
      ...(inventory.account ? { account: reportAccount(inventory.account) } : {}),
    },
    ...(startup ? { startup: reportStartup(startup) } : {}),
    findings: findings.map(reportFinding),
    suppressed: suppressed.map(({ finding, by }) => ({ finding: reportFinding(finding), by })),
    ...(advisories ? { advisories: { feeds: advisories.feeds } } : {}),
    problems: problems.map(withAbsolutePath),
    ...(platforms ? { platforms } : {}),
    verdict,
  };
}

/** Steps as the plan has them: its walk has bounded how deep they go. */
function reportStartup(startup: StartupSummary): StartupSummary {
  const withPlace = <Item extends { readonly place?: { readonly path?: string } }>(item: Item): Item =>
    item.place === undefined ? item : { ...item, place: withAbsolutePath(item.place) };
  const step = (one: PlanStep): PlanStep => ({ ...withPlace(withAbsolutePath(one)), steps: one.steps.map(step) });
  return { ...startup, steps: startup.steps.map(step), privileges: startup.privileges.map(withPlace) };
}

function reportAccount({ files, executables, modified, unaccounted }: Account): ReportAccount {
  return {
    files,
    executables,
    modified: modified.map(withAbsolutePath),
    unaccounted: unaccounted.map((file) => ({ ...withAbsolutePath(file), mode: octal(file.mode) })),
  };
}

function reportLayer({ digest, diffID, size, createdBy }: Layer): ReportLayer {
  return {
    ...(digest ? { digest } : {}),
    ...(diffID ? { diffID } : {}),
    ...(size >= 0 ? { size } : {}),
    ...(createdBy === undefined ? {} : { createdBy }),
  };
}

function reportPackage(found: Package): ReportPackage {
  const { purl, type, name, version, architecture, source, licenses, supplier, cpes, locations, foundBy, partOf } =
    found;
  return {
    purl,
    type,
    name,
    version,
    ...(architecture ? { architecture } : {}),
    ...(source ? { source: { name: source.name, version: source.version } } : {}),
    licenses,
    ...(supplier ? { supplier } : {}),
    ...(cpes && cpes.length > 0 ? { cpes } : {}),
    locations: locations.map(({ path, layer }) => ({ path: `/${path}`, layer })),
    foundBy,
    ...(partOf ? { partOf } : {}),
  };
}

function reportFinding(finding: Finding): Finding {
  const evidence = finding.evidence.map((piece) => ({
    ...withAbsolutePath(piece),
    ...(piece.excerpt === undefined ? {} : { excerpt: printable(piece.excerpt, LONGEST_EXCERPT) }),
  }));
  return { ...finding, evidence };
}

function withAbsolutePath<Item extends { readonly path?: string }>(item: Item): Item {
  return item.path === undefined ? item : { ...item, path: `/${item.path}` };
}

function octal(mode: number): string {
  return (mode & 0o7777).toString(8).padStart(4, '0');
}
