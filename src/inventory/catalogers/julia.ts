import { asNumber, asObject, asText, type Json, type JsonObject } from '../../base/json.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { parseToml } from '../../format/toml.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { declaredAddress, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf } from '../folder-path.ts';

/** Julia packages: those an environment's manifest resolves to, and those unpacked in a depot. */
export const julia: Cataloger = {
  name: 'julia',
  version: 1,
  reads: [glob('**/{Manifest,JuliaManifest,Manifest-v*}.toml'), glob('**/packages/*/*/Project.toml')],
  *catalog(file) {
    if (!file.path.endsWith('/Project.toml')) yield* resolved(file);
    else {
      const project = parseToml(descriptionText(file));
      const found = packageOf(project.name, project);
      if (found?.version) yield { ...found, ownsBelow: [folderOf(file.path)] };
    }
  },
};

/** Of a depot: sources of packages, whose own manifests are for their tests and documentation. */
const INSIDE_DEPOT_PACKAGE = /(?:^|\/)packages\/[^/]+\/[A-Za-z0-9]{5}\//;

function* resolved(file: KeptFile): Iterable<FoundPackage> {
  if (INSIDE_DEPOT_PACKAGE.test(file.path)) return;
  const manifest = parseToml(descriptionText(file));
  // From format 2 on the packages lie under `deps`; before, they were the document.
  const isNested = manifest.manifest_format !== undefined && asText(manifest.manifest_format) !== '1.0';
  const entries = isNested ? (asObject(manifest.deps) ?? {}) : manifest;
  for (const [name, versions] of Object.entries(entries)) {
    for (const entry of Array.isArray(versions) ? versions : []) {
      const fields = asObject(entry);
      // Parts of the standard library have no version of their own, but that of Julia; they come from nowhere else.
      const isStandard = fields?.path === undefined && fields?.['git-tree-sha1'] === undefined;
      const version = fields?.version ?? (isStandard ? manifest.julia_version : undefined) ?? null;
      const found = fields && packageOf(name, { ...fields, version });
      if (found) yield found;
    }
  }
}

function packageOf(declaredName: Json | undefined, fields: JsonObject): FoundPackage | undefined {
  const name = declaredWord(declaredName);
  const uuid = asText(fields.uuid)?.toLowerCase();
  // The name alone identifies nothing in Julia.
  if (!name || !uuid || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid)) return undefined;
  return {
    type: 'julia',
    name,
    version: declaredWord(fields.version) ?? asNumber(fields.version)?.toString() ?? '',
    qualifiers: { uuid },
    ...whatIsSet({ homepage: declaredAddress(fields['repo-url']) }),
  };
}
