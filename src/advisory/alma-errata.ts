import { FormatError } from '../base/errors.ts';
import { asList, asNumber, asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import type { Advisory } from './advisory.ts';
import { advisoryId, cveIds, severityOf, shortText, webAddresses } from './record-fields.ts';
import { fixedBuilds, type RpmBuild, rpmBuild } from './rpm/builds.ts';

/**
 * The security errata in AlmaLinux's `errata.full.json`, or one erratum by itself. Others, and such that cannot be understood,
 * are left out.
 * @throws FormatError when it is not such a document.
 */
export function* parseAlmaErrata(text: string, ecosystem: string): Iterable<Advisory> {
  const root = asObject(parseJson(text));
  const errata: readonly Json[] = root?.data === undefined ? [root ?? null] : asList(root.data);
  for (const value of errata) {
    const erratum = asObject(value);
    if (!advisoryId(asText(erratum?.id)) && errata.length === 1) throw new FormatError('an erratum without id');
    const advisory = erratum && toAdvisory(erratum, ecosystem);
    if (advisory) yield advisory;
  }
}

function toAdvisory(erratum: JsonObject, ecosystem: string): Advisory | undefined {
  const id = advisoryId(asText(erratum.id));
  if (!id || asText(erratum.type) !== 'security') return undefined;
  const builds = asList(erratum.packages).flatMap((value) => toBuild(asObject(value)) ?? []);
  const affected = fixedBuilds(ecosystem, builds);
  if (affected.length === 0) return undefined;
  const references = asList(erratum.references).map(asObject);
  const upstream = cveIds(references.map((reference) => asText(reference?.id) ?? ''));
  const own = references.filter((reference) => asText(reference?.type) === 'self');
  const severity = severityOf(asText(erratum.severity));
  const published = fromSeconds(erratum.issued_date);
  const modified = fromSeconds(erratum.updated_date);
  return {
    id,
    aliases: [],
    ...(upstream.length > 0 && { upstream }),
    summary: shortText(asText(erratum.title)),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(severity && { severity }),
    cvss: [],
    references: webAddresses(own.map((reference) => asText(reference?.href))),
    affected,
  };
}

function toBuild(build: JsonObject | undefined): RpmBuild | undefined {
  return rpmBuild({
    name: asText(build?.name),
    epoch: asText(build?.epoch),
    version: asText(build?.version),
    release: asText(build?.release),
    architecture: asText(build?.arch),
    module: moduleOf(asText(build?.module)),
  });
}

/** `mariadb:10.3:8050020220427075058:c5368500:x86_64` → `mariadb:10.3` */
function moduleOf(text: string | undefined): string | undefined {
  return /^[^:\s]{1,100}:[^:\s]{1,100}(?=:|$)/.exec(text ?? '')?.[0];
}

function fromSeconds(value: Json | undefined): string | undefined {
  const seconds = asNumber(value);
  if (seconds === undefined || seconds < 0 || seconds > LAST_SECOND) return undefined;
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** The end of the year 9999: later ones have no RFC 3339 date. */
const LAST_SECOND = 253_402_300_799;
