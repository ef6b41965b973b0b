import type { Advisory } from '../advisory.ts';
import { cveIdsIn, packageName, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { packagesOfBuilds } from '../rpm/build-statements.ts';
import { suseEcosystems } from '../suse/products.ts';
import { type OvalCondition, ovalBuilds } from './oval-builds.ts';
import type { OvalCriterion } from './oval-criteria.ts';
import { type OvalDefinition, type OvalTest, parseOval } from './oval-document.ts';

/**
 * SUSE's records, one for each CVE. Products of other releases than the one given are left out.
 * @throws FormatError where the document is damaged.
 */
export function* parseSuseOval(text: string, ecosystem?: string): Generator<Advisory> {
  const { definitions, tests } = parseOval(text);
  for (const definition of definitions) {
    const builds = [...ovalBuilds(definition, { tests, dialect })];
    const wanted = builds.filter((build) => ecosystem === undefined || build.ecosystem === ecosystem);
    const id = cveIdsIn(definition.title)[0];
    if (id === undefined || wanted.length === 0) continue;
    yield { id, ...described(definition), affected: packagesOfBuilds(wanted) };
  }
}

function described(definition: OvalDefinition): Omit<Advisory, 'id' | 'affected'> {
  const rated = severityOf(definition.severity);
  const published = timestamp(definition.issued);
  const modified = timestamp(definition.updated);
  return {
    aliases: [],
    summary: shortText(definition.description),
    ...(published !== undefined && { published }),
    ...(modified !== undefined && { modified }),
    ...(rated && { severity: rated }),
    cvss: [...new Set(definition.cves.flatMap(({ cvss }) => cvss))],
    references: webAddresses(
      definition.references.filter(({ source }) => source.startsWith('SUSE')).map(({ url }) => url),
    ).slice(0, 3),
  };
}

function dialect({ comment }: OvalCriterion, test: OvalTest | undefined): OvalCondition | undefined {
  const unaffected = packageName(/^(\S{1,256}) is not affected$/.exec(comment)?.[1]);
  if (unaffected !== undefined) return { unaffected };
  const unfixed = packageName(/^(\S{1,256}) is affected$/.exec(comment)?.[1]);
  if (unfixed !== undefined) return { unfixed };
  // Packages are `name-version is installed`, with a bound; products have a name with spaces and a release package.
  const product = test?.evr ? undefined : /^((?:SUSE|openSUSE) .{1,200}) is installed$/.exec(comment)?.[1];
  return product === undefined ? undefined : { ecosystems: suseEcosystems(product) };
}
