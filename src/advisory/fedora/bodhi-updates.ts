import { FormatError } from '../../base/errors.ts';
import { asList, asNumber, asObject, asText, type Json, type JsonObject, parseJson } from '../../base/json.ts';
import type { Advisory } from '../advisory.ts';
import { advisoryId, cveIdsIn, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { fixedBuilds, type RpmBuild, rpmBuild } from '../rpm/builds.ts';
import { splitNvr } from '../rpm/nvr.ts';

/**
 * The security updates in an answer of Bodhi, or one update by itself. Updates for anything but a release of Fedora, not
 * released yet or of another type are left out.
 * @throws FormatError when it is not such a document.
 */
export function* parseBodhiUpdates(text: string): Iterable<Advisory> {
  const root = asObject(parseJson(text));
  const updates: readonly Json[] = root?.updates === undefined ? [root ?? null] : asList(root.updates);
  for (const value of updates) {
    const update = asObject(value);
    if (!advisoryId(asText(update?.alias)) && updates.length === 1) throw new FormatError('an update without alias');
    const advisory = update && toAdvisory(update);
    if (advisory) yield advisory;
  }
}

/** Characters in which vulnerabilities are looked for. */
const LONGEST_TEXT = 64 * 1024;

function toAdvisory(update: JsonObject): Advisory | undefined {
  const id = advisoryId(asText(update.alias));
  const ecosystem = ecosystemOf(asObject(update.release));
  if (!id || !ecosystem || asText(update.type) !== 'security' || asText(update.status) !== 'stable') return undefined;
  const affected = fixedBuilds(ecosystem, builds(update));
  if (affected.length === 0) return undefined;
  const upstream = vulnerabilities(update);
  const published = timestamp(
    asText(update.date_stable) ?? asText(update.date_pushed) ?? asText(update.date_submitted),
  );
  const modified = timestamp(asText(update.date_modified));
  const severity = severityOf(asText(update.severity));
  return {
    id,
    aliases: [],
    ...(upstream.length > 0 && { upstream }),
    summary: shortText(asText(update.display_name) || asText(update.title)),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(severity && { severity }),
    cvss: [],
    references: webAddresses([asText(update.url) ?? `https://bodhi.fedoraproject.org/updates/${id}`]),
    affected,
  };
}

/** EPEL, containers and Flatpaks have prefixes of their own. */
function ecosystemOf(release: JsonObject | undefined): string | undefined {
  const version = asText(release?.version) ?? '';
  return asText(release?.id_prefix) === 'FEDORA' && /^\d{1,4}$/.test(version) ? `Fedora:${version}` : undefined;
}

/** Builds are named by their source packages; Bodhi does not know the binary ones. */
function builds(update: JsonObject): RpmBuild[] {
  return asList(update.builds).flatMap((value) => {
    const build = asObject(value);
    const nvr = splitNvr(asText(build?.nvr));
    if (!nvr || (asText(build?.type) ?? 'rpm') !== 'rpm') return [];
    const epoch = asNumber(build?.epoch);
    return rpmBuild({ ...nvr, epoch: epoch === undefined ? undefined : String(epoch), architecture: 'noarch' }) ?? [];
  });
}

/** Named in titles of bugs for the most part; notes are searched last, for they may hold the change log of years. */
function vulnerabilities(update: JsonObject): string[] {
  const titles = asList(update.bugs).map((bug) => asText(asObject(bug)?.title));
  const named = cveIdsIn(
    [...titles, asText(update.display_name), asText(update.title)].join('\n').slice(0, LONGEST_TEXT),
  );
  return named.length > 0 ? named : cveIdsIn((asText(update.notes) ?? '').slice(0, LONGEST_TEXT));
}
