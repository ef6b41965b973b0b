import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Advisory } from '../src/advisory/advisory.ts';
import type { FeedDocument } from '../src/advisory/advisory-source.ts';
import { jsonDocuments, wholeDocument, xmlDocuments } from '../src/advisory/feed-documents.ts';
import { ovalSlices } from '../src/advisory/oval/oval-slices.ts';
import { readUnpacked } from '../src/advisory/read-unpacked.ts';
import { advisorySources } from '../src/advisory/sources/index.ts';
import { FormatError } from '../src/base/errors.ts';
import { withoutShared } from './support/project.ts';
import { sharedData, sharedFiles } from './support/raw-records.ts';

/** Cuts a file into the documents that its source gives to its parser. */
type Cut = (path: string) => AsyncIterable<FeedDocument>;

const whole: Cut = (path) => wholeDocument({ path, sizeBytes: 0 }, path);
const members: Cut = (path) => jsonDocuments({ path, sizeBytes: 0 });
const within =
  (name: string): Cut =>
  (path) =>
    jsonDocuments({ path, sizeBytes: 0 }, { within: [name] });
const updates: Cut = (path) => xmlDocuments({ path, sizeBytes: 0 }, ['update']);
const oval: Cut = (path) => ovalSlices(() => readUnpacked(path));

/** What a file must come to: advisories, nothing though it is sound, or a FormatError. */
type Outcome = 'advisories' | 'nothing' | 'damaged';

interface Loaded {
  readonly files: RegExp;
  readonly source: string;
  /** Where each release has a feed of its own: those that files speak of. */
  readonly feed: string | readonly string[];
  readonly cut: Cut;
  readonly outcome?: Outcome;
}

interface Excluded {
  readonly files: RegExp;
  readonly because: string;
}

const UBUNTU = ['12.04', '14.04', '16.04', '17.10', '18.04', '20.04', '22.04', '24.04', '25.10'];
const SUSE = [
  ...['sles-11.4', 'sles-12', 'sles-12.1', 'sles-12.2', 'sles-12.3', 'sles-12.4', 'sles-12.5', 'sles-15', 'sles-15.1'],
  ...['leap-42.1', 'leap-42.2', 'leap-42.3', 'leap-15.0', 'leap-15.1', 'tumbleweed'],
];

/** The first that fits a file counts. */
const table: readonly (Loaded | Excluded)[] = [
  { files: /\.gitattributes$/, because: 'no advisory' },
  // Of OpenShift, of Go and of Python alone, which have feeds of their own.
  {
    files: /cve-2024-24786-simple|cve-2026-(?:123|27142-go|456-python)/,
    ...{ source: 'redhat-csaf-vex', feed: 'vex', cut: whole, outcome: 'nothing' },
  },
  {
    files: /alpine\/testdata\/\S*-community\.json/,
    source: 'alpine-secdb',
    feed: 'v3.12',
    cut: within('packages'),
    outcome: 'nothing',
  },
  // Of openSUSE before Leap, and of other products.
  {
    files: /cvrf-(?:opensuse-su-2015|opensuse-su-2016|suse-su-2019-3294)/,
    source: 'suse',
    feed: SUSE,
    cut: whole,
    outcome: 'nothing',
  },
  // Of upstream only.
  { files: /notes_with_continuation_lines/, source: 'ubuntu-vex', feed: UBUNTU, cut: whole, outcome: 'nothing' },
  // Builds for Ksplice are others than those of the distribution.
  { files: /mock_ksplice_data/, source: 'oracle', feed: ['5', '6', '7', '8', '9'], cut: oval, outcome: 'nothing' },
  { files: /^oval\/azurelinux-3\.0/, source: 'azure-linux', feed: 'azurelinux-3.0', cut: oval },
  { files: /^oval\/cbl-mariner-1\.0/, source: 'azure-linux', feed: 'cbl-mariner-1.0', cut: oval },
  {
    files: /^oval\/.*photon3/,
    because: 'Photon publishes JSON now; its OVAL is read in src/advisory/oval/oval-slices.test.ts',
  },
  {
    files: /securitydataapi|hydra|input\/cve\/min_pages/,
    because: "Red Hat's older security data API, which VEX documents replaced",
  },
  {
    files: /redhat\/oval\/.*bz2$/,
    because: "Red Hat's OVAL ended in 2024; read in src/advisory/oval/oval-slices.test.ts",
  },
  { files: /PULP_MANIFEST|repository-to-cpe/, because: "lists of Red Hat's former OVAL files" },
  {
    files: /\.txtar$|csaf_vex_2023-10-31\.tar\.zst$/,
    because: 'archives for fetching; their documents are read in src/advisory/csaf/*.test.ts',
  },
  { files: /delete_CVE.*\.json$/, source: 'redhat-csaf-vex', feed: 'vex', cut: whole, outcome: 'nothing' },
  { files: /^redhat-csaf-vex\/.*\.json$/, source: 'redhat-csaf-vex', feed: 'vex', cut: whole },
  { files: /set-1\/alma\/.*almalinux(?:8|9)/, source: 'osv', feed: 'AlmaLinux', cut: whole },
  { files: /set-1\/bitnami\//, source: 'osv', feed: 'Bitnami', cut: whole },
  { files: /set-1\/rocky\/osv\//, source: 'osv', feed: 'Rocky Linux', cut: whole },
  { files: /set-1\/alpine\/.*yaml$/, because: 'secdb was YAML once; its JSON is below' },
  { files: /set-2\/alpine\/testdata\/.*json$/, source: 'alpine-secdb', feed: 'v3.12', cut: within('packages') },
  {
    files: /\.html$|mock_html$|_html\//,
    because: "pages for people, and lists of folders: repositories' metadata say the same",
  },
  { files: /amazon\/.*(?:rss|rss\.xml)$/, because: 'the RSS feed names bulletins and no packages; updateinfo does' },
  {
    files: /repomd(?:_valid|_invalid)?\.xml$/,
    because: 'where updateinfo lies: read by the tests of src/advisory/rpm/repository.ts',
  },
  { files: /amazon\/.*updateinfo_invalid/, source: 'amazon', feed: '2022', cut: updates, outcome: 'damaged' },
  { files: /amazon\/.*updateinfo/, source: 'amazon', feed: '2023', cut: updates },
  { files: /(?:rocky|bottlerocket)\/.*invalid/, source: 'rocky', feed: '8', cut: updates, outcome: 'damaged' },
  { files: /set-2\/rocky\/.*updateinfo\.xml$/, source: 'rocky', feed: '8', cut: whole },
  { files: /bottlerocket\/.*updateinfo\.xml/, source: 'bottlerocket', feed: 'bottlerocket', cut: whole },
  { files: /\/arch\//, source: 'arch', feed: 'arch', cut: whole },
  { files: /set-1\/debian\/input\/DSA$/, source: 'debian-advisories', feed: 'debian-advisories', cut: whole },
  { files: /\/debian\//, source: 'debian-tracker', feed: 'debian-tracker', cut: whole },
  { files: /\/echo\//, source: 'echo', feed: 'echo', cut: members },
  { files: /\/minimos\//, source: 'minimos', feed: 'minimos', cut: within('packages') },
  { files: /\/eol\//, because: 'support dates ship with the product; src/advisory/lifecycles.test.ts reads the form' },
  { files: /epss\/invalid-header/, source: 'epss', feed: 'epss', cut: whole, outcome: 'damaged' },
  { files: /\/epss\//, source: 'epss', feed: 'epss', cut: whole },
  { files: /kev\/single-entry/, source: 'kev', feed: 'kev', cut: whole },
  { files: /\/kev\//, source: 'kev', feed: 'kev', cut: within('vulnerabilities') },
  { files: /fedora\/.*EPEL/, source: 'fedora', feed: '40', cut: whole, outcome: 'nothing' },
  { files: /\/fedora\//, source: 'fedora', feed: '40', cut: whole },
  { files: /mariner.*azure-?linux/, source: 'azure-linux', feed: 'azurelinux-3.0', cut: oval },
  { files: /mariner.*mariner-1\.0/, source: 'azure-linux', feed: 'cbl-mariner-1.0', cut: oval },
  { files: /mariner.*mariner/, source: 'azure-linux', feed: 'cbl-mariner-2.0', cut: oval },
  {
    files: /nvd\/.*(?:last_updated|emptyResp|rootResp)/,
    because: "what asking for NVD's pages involves, without a vulnerability",
  },
  { files: /\/nvd\//, source: 'nvd', feed: 'any%3Aany', cut: whole },
  { files: /\/openeuler\/.*xml$/, source: 'openeuler', feed: 'openeuler', cut: whole },
  { files: /openeuler\/.*index\.txt$|photon_versions\.json$/, because: 'a list of files or releases' },
  { files: /\/oracle\//, source: 'oracle', feed: ['5', '6', '7', '8', '9'], cut: oval },
  { files: /photon\/.*(?:invalid|empty)/, source: 'photon', feed: '3.0', cut: whole, outcome: 'damaged' },
  { files: /\/photon\//, source: 'photon', feed: '3.0', cut: whole },
  { files: /\/sles\//, source: 'suse', feed: 'sles-15', cut: oval },
  { files: /\/suse\/cvrf\//, source: 'suse', feed: SUSE, cut: whole },
  { files: /normalized-cve-data/, because: "another program's own form of Ubuntu's tracker, whose files are below" },
  { files: /set-1\/ubuntu\/osv/, source: 'ubuntu', feed: UBUNTU, cut: whole },
  { files: /\/ubuntu\//, source: 'ubuntu-vex', feed: UBUNTU, cut: whole },
];

test('every file of the shared samples is read by its source, or left out for a reason', {
  skip: withoutShared,
}, async () => {
  const paths = ['feed-samples', 'oval', 'redhat-csaf-vex'].flatMap((folder) =>
    sharedFiles(folder).map((path) => `${folder}/${path}`),
  );
  assert.ok(paths.length > 140);
  const problems: string[] = [];
  const used = new Set<Loaded | Excluded>();
  for (const path of paths) {
    const row = table.find(({ files }) => files.test(path));
    if (!row) problems.push(`${path} is read by nothing`);
    else used.add(row);
    if (!row || 'because' in row) continue;
    const outcome = await load(row, path);
    if (outcome !== (row.outcome ?? 'advisories')) problems.push(`${path}: ${outcome}`);
  }
  assert.deepEqual(problems, []);
  assert.deepEqual(
    table.filter((row) => !used.has(row)).map(({ files }) => String(files)),
    [],
  );
});

async function load({ source: name, feed, cut }: Loaded, path: string): Promise<string> {
  const source = advisorySources.find((one) => one.name === name) ?? assert.fail(name);
  const feeds = typeof feed === 'string' ? [feed] : feed;
  let count = 0;
  try {
    for await (const document of cut(sharedData(path)))
      for (const one of feeds) count += wordsOf(source.parse(document, one));
  } catch (error) {
    if (error instanceof FormatError) return 'damaged';
    throw error;
  }
  return count > 0 ? 'advisories' : 'nothing';
}

/** Advisories that speak of a package, or of a vulnerability itself. */
function wordsOf(advisories: Iterable<Advisory>): number {
  return [...advisories].filter(
    ({ affected, epss, exploited, cvss }) => affected.length > 0 || epss || exploited || cvss.length > 0,
  ).length;
}
