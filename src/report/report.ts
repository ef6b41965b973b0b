import type { Digest } from '../base/digest.ts';
import type { JsonObject } from '../base/json.ts';
import { printable } from '../base/printable.ts';
import type { Problem } from '../base/problem.ts';
import type { FileKind } from '../filesystem/file.ts';
import type { Image, ImageConfig, Layer } from '../image/image.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Location, Package } from '../inventory/package.ts';

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
  };
  readonly os?: Pick<OperatingSystem, 'id' | 'version' | 'name' | 'endOfLife'>;
  readonly inventory: { readonly packages: readonly ReportPackage[]; readonly account?: ReportAccount };
  readonly startup?: JsonObject;
  readonly trust?: JsonObject;
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly Problem[];
  readonly verdict: ReportVerdict;
}

export type ReportLayer = Pick<Layer, 'digest' | 'diffID' | 'createdBy'> & { readonly size?: number };

export type ReportPackage = Pick<
  Package,
  'purl' | 'type' | 'name' | 'version' | 'source' | 'licenses' | 'locations' | 'foundBy'
>;

/** Whose every file is, in numbers, with the files that nobody vouches for. */
export interface ReportAccount {
  readonly files: AccountTotals;
  readonly executables: AccountTotals;
  readonly modified: readonly ModifiedFile[];
  readonly unaccounted: readonly (Omit<UnaccountedFile, 'mode'> & { readonly mode: string })[];
}

export type AccountTotals = {
  readonly [kind in 'total' | 'owned' | 'modified' | 'language' | 'debris' | 'unaccounted']: {
    readonly count: number;
    readonly bytes: number;
  };
};

/** A file that is no longer what its package installed. `expected` and `actual` are hashes, `algorithm:hex`. */
export interface ModifiedFile extends Location {
  readonly package: string;
  readonly expected?: string;
  readonly actual?: string;
}

export interface UnaccountedFile extends Location {
  readonly kind: FileKind;
  /** 0o7777 bits; the report writes them as four octal digits. */
  readonly mode: number;
  readonly size: number;
}

export interface ReportFinding {
  readonly id: string;
  readonly kind: 'vulnerability' | 'malware' | 'secret' | 'misconfiguration' | 'trust' | 'integrity' | 'license';
  readonly rule: string;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'negligible' | 'unknown';
  readonly title: string;
  /** Package URL. */
  readonly package?: string;
  readonly evidence: readonly {
    readonly path?: string;
    readonly layer?: number;
    readonly field?: string;
    readonly excerpt?: string;
  }[];
  readonly reach?: 'started' | 'loaded' | 'referenced' | 'present' | 'hidden';
  readonly hidden?: boolean;
  readonly fix?: string;
}

export interface ReportVerdict {
  readonly decision: 'pass' | 'warn' | 'fail' | 'incomplete';
  readonly reasons: readonly string[];
}

/** What a report is made from: the results of the stages, with paths as they are in the image, without leading slash. */
export interface ReportParts {
  readonly tool: Report['tool'];
  readonly image: Image;
  readonly os?: OperatingSystem | undefined;
  readonly packages: readonly Package[];
  readonly account?:
    | {
        readonly files: AccountTotals;
        readonly executables: AccountTotals;
        readonly modified: readonly ModifiedFile[];
        readonly unaccounted: readonly UnaccountedFile[];
      }
    | undefined;
  readonly startup?: JsonObject | undefined;
  readonly trust?: JsonObject | undefined;
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly Problem[];
  readonly verdict: ReportVerdict;
}

const LONGEST_EXCERPT = 400;

/** Puts the report together. The stages have sorted their results: the order stays. */
export function makeReport(parts: ReportParts): Report {
  const { tool, image, os, account, startup, trust } = parts;
  const { os: system, architecture, variant } = image.platform;
  return {
    schemaVersion: '1',
    tool: { name: tool.name, version: tool.version },
    image: {
      name: image.name,
      digest: image.digest,
      platform: [system, architecture, ...(variant ? [variant] : [])].join('/'),
      config: image.config,
      layers: image.layers.map(reportLayer),
    },
    ...(os ? { os: reportSystem(os) } : {}),
    inventory: {
      packages: parts.packages.map(reportPackage),
      ...(account
        ? {
            account: {
              files: account.files,
              executables: account.executables,
              modified: account.modified.map(withAbsolutePath),
              unaccounted: account.unaccounted.map((file) => ({ ...withAbsolutePath(file), mode: octal(file.mode) })),
            },
          }
        : {}),
    },
    ...(startup ? { startup } : {}),
    ...(trust ? { trust } : {}),
    findings: parts.findings.map(reportFinding),
    problems: parts.problems.map(withAbsolutePath),
    verdict: parts.verdict,
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

function reportSystem({ id, version, name, endOfLife }: OperatingSystem): NonNullable<Report['os']> {
  return { id, version, name, ...(endOfLife ? { endOfLife } : {}) };
}

function reportPackage({ purl, type, name, version, source, licenses, locations, foundBy }: Package): ReportPackage {
  return {
    purl,
    type,
    name,
    version,
    ...(source ? { source: { name: source.name, version: source.version } } : {}),
    licenses,
    locations: locations.map(({ path, layer }) => ({ path: `/${path}`, layer })),
    foundBy,
  };
}

function reportFinding(finding: ReportFinding): ReportFinding {
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
