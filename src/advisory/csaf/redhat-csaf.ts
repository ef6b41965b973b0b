import type { Advisory } from '../advisory.ts';
import { advisoryId, cveIds, severityOf, shortText, timestamp, webAddresses } from '../record-fields.ts';
import { packagesOfBuilds } from '../rpm/build-statements.ts';
import { type CsafDocument, type CsafVulnerability, parseCsaf } from './csaf-document.ts';
import { redHatBuilds } from './redhat-builds.ts';

/**
 * Red Hat's CSAF: a VEX gives an advisory for its CVE, an erratum one for itself. None where no ordinary system's package
 * is spoken of. @throws FormatError where it is not CSAF.
 */
export function* parseRedHatCsaf(text: string): Generator<Advisory> {
  const document = parseCsaf(text);
  if (document.category === 'csaf_security_advisory') yield* erratum(document);
  else for (const vulnerability of document.vulnerabilities) yield* vex(document, vulnerability);
}

function* erratum(document: CsafDocument): Generator<Advisory> {
  const { vulnerabilities, products, severity } = document;
  const id = advisoryId(document.id);
  const builds = vulnerabilities.flatMap((each) => [...redHatBuilds(each, products)]);
  // What an erratum does not fix says nothing: it may list builds that one of its vulnerabilities never was in.
  const affected = packagesOfBuilds(
    builds.filter(({ state }) => state === 'affected').map(({ note: _, ...build }) => build),
  );
  if (id === undefined || affected.length === 0) return;
  const rated = severityOf(severity);
  yield {
    id,
    aliases: [],
    upstream: cveIds(vulnerabilities.flatMap(({ cve }) => cve ?? [])),
    summary: shortText(document.title),
    ...dates(document),
    ...(rated && { severity: rated }),
    cvss: [...new Set(vulnerabilities.flatMap(({ cvss }) => cvss))],
    references: webAddresses([`https://access.redhat.com/errata/${id}`]),
    affected,
  };
}

function* vex(document: CsafDocument, vulnerability: CsafVulnerability): Generator<Advisory> {
  const id = cveIds([vulnerability.cve ?? document.id])[0];
  const affected = packagesOfBuilds(redHatBuilds(vulnerability, document.products));
  if (id === undefined || affected.length === 0) return;
  const [impact, ...others] = vulnerability.impacts;
  const rated = severityOf(others.length === 0 && impact ? impact.word : document.severity);
  yield {
    id,
    aliases: [],
    summary: shortText(vulnerability.title || document.title),
    ...dates({ ...document, ...(vulnerability.published !== undefined && { published: vulnerability.published }) }),
    ...(rated && { severity: rated }),
    cvss: vulnerability.cvss,
    references: webAddresses([`https://access.redhat.com/security/cve/${id}`]),
    affected,
  };
}

function dates({
  published,
  modified,
}: Pick<CsafDocument, 'published' | 'modified'>): Pick<Advisory, 'published' | 'modified'> {
  const first = timestamp(published);
  const last = timestamp(modified);
  return { ...(first !== undefined && { published: first }), ...(last !== undefined && { modified: last }) };
}
