import type { Advisory } from '../advisory.ts';
import { cveIdsIn, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { type Build, packagesOfBuilds } from '../rpm/build-statements.ts';
import { ovalBuilds } from './oval-builds.ts';
import { type OvalDefinition, parseOval } from './oval-document.ts';

/**
 * Microsoft's records: one definition for each vulnerability of a source package, all of one release, which the document
 * does not name. @throws FormatError where the document is damaged.
 */
export function* parseAzureLinuxOval(text: string, ecosystem: string): Generator<Advisory> {
  const { definitions, tests } = parseOval(text);
  for (const definition of definitions) {
    const builds = ovalBuilds(definition, { tests, ecosystem, dialect: () => undefined });
    const found = advisory(
      definition,
      [...builds].map((build) => judged(build, definition)),
    );
    if (found) yield found;
  }
}

function advisory(definition: OvalDefinition, builds: readonly Build[]): Advisory | undefined {
  const { id, references, title, severity, issued } = definition;
  const number = /:def:(\d{1,15})$/.exec(id)?.[1];
  if (number === undefined || builds.length === 0) return undefined;
  const rated = severityOf(severity);
  const published = timestamp(issued);
  return {
    // The name under which the publisher lists the same record elsewhere.
    id: `AZL-${number}`,
    aliases: cveIdsIn([...references.map((each) => each.id), title].join(' ')),
    summary: shortText(title),
    ...(published !== undefined && { published }),
    ...(rated && { severity: rated }),
    cvss: [],
    references: webAddresses(references.map(({ url }) => url)),
    affected: packagesOfBuilds(builds),
  };
}

/**
 * `installed with version 6.0 or earlier` names the newest version there was, with no fix in sight: the next one is
 * affected as well, until the record says otherwise.
 */
function judged(build: Build, { patchable }: OvalDefinition): Build {
  if (patchable === 'Not Applicable') return { ...build, state: 'not-affected', range: { introduced: '0' } };
  if (build.range?.lastAffected === undefined) return build;
  return { ...build, range: { introduced: build.range.introduced } };
}
