import { asList, asObject, asText, type JsonObject } from '../../base/json.ts';
import { limits } from '../../base/limits.ts';
import type { AffectedPackage } from '../advisory.ts';
import { packageName, shortText, versionText } from '../record-fields.ts';
import { versionSchemeOf } from '../version-scheme-of.ts';
import { canonicalEcosystem } from './ecosystem-names.ts';
import { canonicalName } from './package-names.ts';
import { parseSeverity } from './parse-severity.ts';
import { osvRanges, versionsBesideRanges } from './ranges.ts';

/** What one `affected` entry says of a package; undefined where it is of no ecosystem of ours, or names no version. */
export function parseAffected(entry: JsonObject, wanted: (ecosystem: string) => boolean): AffectedPackage | undefined {
  const named = packageOf(entry);
  if (!named || !wanted(named.ecosystem)) return undefined;
  const scheme = versionSchemeOf(named.ecosystem);
  if (!scheme) return undefined;
  const ranges = osvRanges(entry.ranges, scheme).slice(0, limits.advisoryRanges);
  const enumerated = versionsOf(entry);
  if (ranges.length === 0 && enumerated.length === 0) return undefined;
  const versions = versionsBesideRanges(enumerated, { ...named, ranges, state: 'affected' }, scheme);
  const { severity } = parseSeverity(entry);
  const specific = asObject(entry.ecosystem_specific);
  const urgency = asText(specific?.urgency);
  const note = asText(asObject(entry.database_specific)?.informational);
  return {
    ...named,
    ranges,
    ...(versions.length > 0 ? { versions } : {}),
    state: urgency === 'end-of-life' ? 'end-of-life' : 'affected',
    ...(severity === undefined ? {} : { severity }),
    ...(note === undefined ? {} : { note: shortText(note) }),
  };
}

function packageOf(entry: JsonObject): Pick<AffectedPackage, 'ecosystem' | 'name'> | undefined {
  const told = asObject(entry.package);
  if (!told) return isCpython(entry) ? { ecosystem: 'CPython', name: 'cpython' } : undefined;
  const ecosystem = canonicalEcosystem(asText(told.ecosystem) ?? '');
  const name = packageName(asText(told.name));
  return ecosystem === undefined || name === undefined
    ? undefined
    : { ecosystem, name: canonicalName(ecosystem, name) };
}

/** Records of the Python Software Foundation name a repository, not a package. */
function isCpython(entry: JsonObject): boolean {
  const [range] = asList(entry.ranges);
  return /^https:\/\/github\.com\/python\/cpython(?:\.git)?\/?$/.test(asText(asObject(range)?.repo) ?? '');
}

/** Enumerated versions; tags of releases for CPython, which have a `v` before them. */
function versionsOf(entry: JsonObject): string[] {
  const versions = new Set<string>();
  const isTag = !asObject(entry.package);
  for (const version of asList(entry.versions)) {
    const text = versionText(asText(version));
    if (text === undefined) continue;
    versions.add(isTag ? text.replace(/^v(?=\d)/, '') : text);
    if (versions.size === limits.advisoryVersions) break;
  }
  return [...versions];
}
