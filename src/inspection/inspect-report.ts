import { readFileSync, statSync } from 'node:fs';
import { isDigest, sha256 } from '../base/digest.ts';
import { IntegrityError, UsageError } from '../base/errors.ts';
import { asList, asNumber, asObject, asText, type JsonObject, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { emptyConfig } from '../image/config.ts';
import { hostPlatform } from '../image/platform.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Location, Package } from '../inventory/package.ts';
import { isPackageType } from '../inventory/package-types.ts';
import { inspectSbom } from './inspect-sbom.ts';
import type { TakenImage } from './judge-inventory.ts';

/**
 * The inventory of a file: a JSON report of `tidewaiter scan`, or a bill of materials. No image is read.
 * @throws UsageError when there is no such file. @throws IntegrityError when it is neither.
 */
export function readInventoryFile(path: string): TakenImage {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new UsageError('no-such-file', `there is no file ${path}`);
  if (stat.size > limits.sbom) throw new IntegrityError('over-limit', `${path} is larger than ${limits.sbom} bytes`);
  const bytes = readFileSync(path);
  const report = reportIn(bytes);
  // That no image was seen is what was asked for here, and no hole.
  if (!report) return { ...inspectSbom(path), problems: [] };
  const image = asObject(report.image);
  const claimed = asText(image?.digest);
  const digest = claimed !== undefined && isDigest(claimed) ? claimed : sha256(bytes);
  const os = asObject(report.os);
  return {
    image: {
      name: asText(image?.name) ?? path,
      source: 'report',
      digest,
      references: [],
      mediaType: 'application/octet-stream',
      platform: hostPlatform(),
      config: emptyConfig(digest),
      layers: [],
      annotations: {},
      problems: [],
    },
    inventory: {
      ...(os ? { os: systemOf(os) } : {}),
      packages: asList(asObject(report.inventory)?.packages).flatMap((entry) => packageOf(asObject(entry) ?? {})),
    },
    problems: [],
  };
}

function reportIn(bytes: Buffer): JsonObject | undefined {
  try {
    const document = asObject(parseJson(bytes.toString('utf8')));
    return document?.schemaVersion === '1' && document.inventory !== undefined ? document : undefined;
  } catch {
    return undefined; // bills of materials come as XML too
  }
}

function systemOf(os: JsonObject): OperatingSystem {
  const [id, version, name] = [os.id, os.version, os.name].map((field) => asText(field) ?? '');
  const [codename, endOfLife, endOfExtendedSupport] = [os.codename, os.endOfLife, os.endOfExtendedSupport].map(asText);
  const [like, services] = [os.like, os.services].map((list) => asList(list).flatMap((one) => asText(one) ?? []));
  return {
    id: id ?? '',
    version: version ?? '',
    name: name ?? '',
    ...(like?.length ? { like } : {}),
    ...(codename ? { codename } : {}),
    ...(endOfLife ? { endOfLife } : {}),
    ...(endOfExtendedSupport ? { endOfExtendedSupport } : {}),
    ...(services?.length ? { services } : {}),
  };
}

function packageOf(entry: JsonObject): Package[] {
  const [purl, type, name] = [asText(entry.purl), asText(entry.type), asText(entry.name)];
  if (purl === undefined || type === undefined || name === undefined || !isPackageType(type)) return [];
  const source = asObject(entry.source);
  const [architecture, partOf, supplier] = [entry.architecture, entry.partOf, entry.supplier].map(asText);
  const cpes = asList(entry.cpes).flatMap((cpe) => asText(cpe) ?? []);
  return [
    {
      purl,
      type,
      name,
      version: asText(entry.version) ?? '',
      licenses: [],
      locations: asList(entry.locations).flatMap((place) => locationOf(asObject(place) ?? {})),
      foundBy: [],
      ...(source ? { source: { name: asText(source.name) ?? '', version: asText(source.version) ?? '' } } : {}),
      ...(architecture === undefined ? {} : { architecture }),
      ...(partOf === undefined ? {} : { partOf }),
      ...(supplier === undefined ? {} : { supplier }),
      ...(cpes.length > 0 ? { cpes } : {}),
    },
  ];
}

function locationOf(place: JsonObject): Location[] {
  const [path, layer] = [asText(place.path), asNumber(place.layer)];
  return path === undefined || layer === undefined ? [] : [{ path: path.replace(/^\//, ''), layer }];
}
