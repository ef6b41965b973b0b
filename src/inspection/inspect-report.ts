import { statSync } from 'node:fs';
import { asList, asNumber, asObject, asText, type JsonObject, parseJson } from '../base/json.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Location, Package } from '../inventory/package.ts';
import { isPackageType } from '../inventory/package-types.ts';
import { takeSbom } from './inspect-sbom.ts';
import { imageOfDocument, readInventoryDocument } from './inventory-document.ts';
import type { TakenImage } from './taken-image.ts';

/** Does the argument name such a file, rather than an image? */
export function isInventoryFile(input: string): boolean {
  return /\.(?:json|xml|spdx|cdx)$/i.test(input) && (statSync(input, { throwIfNoEntry: false })?.isFile() ?? false);
}

/**
 * The inventory of a file: a JSON report of `tidewaiter scan`, or a bill of materials. No image is read, and that none was
 * seen is what was asked for: no hole.
 * @throws UsageError when there is no such file. @throws IntegrityError when it is neither.
 */
export function readInventoryFile(path: string): TakenImage {
  const bytes = readInventoryDocument(path);
  const report = reportIn(bytes);
  if (!report) return takeSbom(path, bytes);
  const image = asObject(report.image);
  const os = asObject(report.os);
  return {
    image: imageOfDocument(bytes, {
      name: asText(image?.name) ?? path,
      source: 'report',
      claimed: asText(image?.digest),
    }),
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
