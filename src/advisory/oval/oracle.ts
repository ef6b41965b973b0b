import type { Advisory } from '../advisory.ts';
import { advisoryId, cveIds, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { type Build, packagesOfBuilds } from '../rpm/build-statements.ts';
import { type OvalCondition, ovalBuilds } from './oval-builds.ts';
import type { OvalCriterion } from './oval-criteria.ts';
import { type OvalDefinition, parseOval } from './oval-document.ts';

/**
 * Oracle's errata, ELSA. A definition may be of several releases: only one release's packages are kept, where one is given.
 * @throws FormatError where the document is damaged.
 */
export function* parseOracleOval(text: string, ecosystem?: string): Generator<Advisory> {
  const { definitions, tests } = parseOval(text);
  for (const definition of definitions) {
    const builds = ordinary(ovalBuilds(definition, { tests, dialect }), ecosystem);
    const found = advisory(definition, [...builds]);
    if (found) yield found;
  }
}

function advisory(definition: OvalDefinition, builds: readonly Build[]): Advisory | undefined {
  const { references, title, cves, severity } = definition;
  const own = references.find(({ source }) => source.toLowerCase() === 'elsa');
  const id = advisoryId(own?.id) ?? /\bELSA-\d{4}-\d{1,9}(?:-\d+)?\b/.exec(title)?.[0];
  if (id === undefined || builds.length === 0) return undefined;
  const published = timestamp(definition.issued);
  const rated = severityOf(severity);
  return {
    id,
    aliases: [],
    upstream: cveIds([...references.map((each) => each.id), ...cves.map((each) => each.id)]),
    summary: shortText(title.replace(/^\s*ELSA-[\d-]+:\s*/, '')),
    ...(published !== undefined && { published }),
    ...(rated && { severity: rated }),
    cvss: [...new Set(cves.flatMap(({ cvss }) => cvss))],
    references: webAddresses([own?.url]),
    affected: packagesOfBuilds(builds),
  };
}

function dialect({ comment }: OvalCriterion): OvalCondition | undefined {
  const release = /^Oracle Linux (\d{1,3}) is installed$/.exec(comment)?.[1];
  if (release !== undefined) return { ecosystems: [`Oracle Linux:${release}`] };
  const architecture = /^Oracle Linux arch is (\w{1,32})$/.exec(comment)?.[1];
  if (architecture !== undefined) return { architecture };
  const module = /^Module (\S{1,200}) is enabled$/.exec(comment)?.[1];
  if (module !== undefined) return { module };
  return comment.endsWith(' is ksplice-based') ? 'elsewhere' : undefined;
}

/**
 * Builds for kernels that are patched while they run, and those of the validated cryptography modules, have releases of
 * their own, higher than the ordinary one that fixes the same. Ordinary systems never get them.
 */
function* ordinary(builds: Iterable<Build>, ecosystem: string | undefined): Generator<Build> {
  for (const build of builds) {
    if (ecosystem !== undefined && build.ecosystem !== ecosystem) continue;
    if (!/\.ksplice\d|_fips\b|\.fips\b/.test(build.range?.fixed ?? '')) yield build;
  }
}
