import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import { asDigestText, type SbomComponent, type SbomDocument } from './document.ts';

/** Reads Syft's own JSON (schema 16 and those before that have the same packages). @throws FormatError when it holds too much. */
export function readSyft(root: JsonObject): SbomDocument {
  const artifacts = asList(root.artifacts);
  if (artifacts.length > limits.packagesPerFile) throw new FormatError(`more than ${limits.packagesPerFile} packages`);
  const source = asObject(root.source);
  const metadata = asObject(source?.metadata) ?? asObject(source?.target);
  const name = asText(metadata?.userInput) ?? asText(source?.name);
  const digest = asDigestText(asText(metadata?.manifestDigest));
  const layers = new Map(
    asList(metadata?.layers).map((layer, index) => [asText(asObject(layer)?.digest) ?? '', index]),
  );
  return {
    format: 'syft',
    version: asText(asObject(root.schema)?.version) ?? '',
    ...(name === undefined ? {} : { subject: { name, ...(digest ? { digest } : {}) } }),
    components: [
      ...readSystem(asObject(root.distro)),
      ...artifacts.flatMap((entry) => readArtifact(asObject(entry), layers)),
    ],
  };
}

function readSystem(distro: JsonObject | undefined): SbomComponent[] {
  const id = asText(distro?.id);
  if (!id) return [];
  const like = asList(distro?.idLike).flatMap((entry) => asText(entry) ?? []);
  return [
    {
      kind: 'operating-system',
      name: id,
      version: asText(distro?.versionID) ?? '',
      description: asText(distro?.prettyName) ?? id,
      cpes: [],
      licenses: [],
      properties: new Map(like.length > 0 ? [['tidewaiter:os:like', like]] : []),
      locations: [],
    },
  ];
}

function readArtifact(artifact: JsonObject | undefined, layers: ReadonlyMap<string, number>): SbomComponent[] {
  const name = asText(artifact?.name);
  const purl = asText(artifact?.purl);
  const foundBy = asText(artifact?.foundBy);
  if (artifact === undefined || name === undefined) return [];
  return [
    {
      kind: 'package',
      name,
      version: asText(artifact.version) ?? '',
      ...(purl ? { purl } : {}),
      // Guessed names of ordinary packages mislead; those of classified binaries are the only ones they have.
      cpes: artifact.type === 'binary' ? asList(artifact.cpes).flatMap(readCpe) : [],
      licenses: asList(artifact.licenses).flatMap(readLicense),
      properties: new Map(foundBy ? [['syft:package:foundBy', [foundBy]]] : []),
      locations: asList(artifact.locations).flatMap((location) => readLocation(asObject(location), layers)),
    },
  ];
}

function readCpe(entry: Json): string[] {
  const cpe = asText(entry) ?? asText(asObject(entry)?.cpe);
  return cpe === undefined ? [] : [cpe];
}

function readLicense(entry: Json): string[] {
  const license = asText(entry) ?? (asText(asObject(entry)?.spdxExpression) || asText(asObject(entry)?.value));
  return license ? [license] : [];
}

function readLocation(location: JsonObject | undefined, layers: ReadonlyMap<string, number>) {
  const path = asText(location?.path);
  const layer = layers.get(asText(location?.layerID) ?? '');
  return path === undefined ? [] : [{ path, ...(layer === undefined ? {} : { layer }) }];
}
