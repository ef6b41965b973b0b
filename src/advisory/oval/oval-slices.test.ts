import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot, sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { randomChunks, seededRandom } from '../../../test/support/random.ts';
import { FormatError } from '../../base/errors.ts';
import { readUnpacked } from '../read-unpacked.ts';
import { packagesOfBuilds } from '../rpm/build-statements.ts';
import { parseAzureLinuxOval } from './azure-linux.ts';
import { parseOracleOval } from './oracle.ts';
import { type OvalDialect, ovalBuilds } from './oval-builds.ts';
import { parseOval } from './oval-document.ts';
import { ovalSlices } from './oval-slices.ts';
import { parseSuseOval } from './suse.ts';

const folder = join(projectRoot, 'fixtures/sources');
const bind = join(folder, 'oracle/bind/mirror/com.oracle.elsa-ol5.xml.bz2');
const parsers = {
  oracle: (text: string) => parseOracleOval(text),
  suse: (text: string) => parseSuseOval(text),
  'azure-linux': (text: string) => parseAzureLinuxOval(text, 'Azure Linux:3.0'),
};

for (const [source, parse] of Object.entries(parsers)) {
  test(`slices say what the whole says: ${source}`, async () => {
    const random = seededRandom(3);
    for (const path of ovalFiles(source)) {
      const bytes = readFileSync(path);
      const sliced = [];
      for await (const { text } of ovalSlices(() => randomChunks(bytes, random, 700))) sliced.push(...parse(text));
      assert.deepEqual(sliced, [...parse(bytes.toString('utf8'))], path);
    }
  });
}

test('a definition that no parser takes costs itself', async () => {
  const damaged = '<definition id="oval:x:def:1"><criteria operator="AND"><extend_definition/></criteria></definition>';
  const sound = readFileSync(bind, 'utf8').replace('<definition ', `${damaged}<definition `);
  const results: string[] = [];
  for await (const { name, text } of ovalSlices(() => [Buffer.from(sound)])) {
    try {
      results.push(...[...parseOracleOval(text)].map(({ id }) => id));
    } catch (error) {
      assert.ok(error instanceof FormatError);
      results.push(`${name} damaged`);
    }
  }
  assert.deepEqual(results, ['oval:x:def:1 damaged', 'ELSA-2007-0057']);
});

test('a cut file is damage', async () => {
  const bytes = readFileSync(bind);
  await assert.rejects(async () => {
    for await (const _ of ovalSlices(() => [bytes.subarray(0, bytes.length - 20)]));
  }, FormatError);
});

test('ids that differ only in how a number is written stay apart', async () => {
  const text = (id: string) =>
    `<rpminfo_test id="oval:a:tst:${id}"><object object_ref="oval:a:obj:${id}"/><state state_ref="oval:a:ste:1"/></rpminfo_test>`;
  const object = (id: string) => `<rpminfo_object id="oval:a:obj:${id}"><name>package-${id}</name></rpminfo_object>`;
  const ids = ['1', '01', '1e0', '99999999999999999999', '99999999999999999998'];
  const whole =
    `<oval_definitions><definitions>${ids.map((id) => `<definition id="d${id}"><criteria><criterion test_ref="oval:a:tst:${id}"/></criteria></definition>`).join('')}</definitions>` +
    `<tests>${ids.map(text).join('')}</tests><objects>${ids.map(object).join('')}</objects>` +
    '<states><rpminfo_state id="oval:a:ste:1"><evr operation="less than">0:2-1</evr></rpminfo_state></states></oval_definitions>';
  const names: string[] = [];
  for await (const slice of ovalSlices(() => [Buffer.from(whole)])) {
    const { definitions, tests } = parseOval(slice.text);
    for (const each of definitions) {
      for (const { name } of ovalBuilds(each, { tests, dialect: () => undefined, ecosystem: 'x' })) names.push(name);
    }
  }
  assert.deepEqual(
    names,
    ids.map((id) => `package-${id}`),
  );
});

test('every OVAL document at hand loads', { skip: withoutShared }, async () => {
  const counts: Record<string, string> = {};
  for (const [path, dialect] of Object.entries(samples)) {
    const packages = [];
    let definitions = 0;
    for await (const { text } of ovalSlices(() => readUnpacked(join(sharedRoot ?? '', 'data', path)))) {
      const document = parseOval(text);
      definitions += document.definitions.length;
      for (const each of document.definitions) {
        packages.push(...packagesOfBuilds(ovalBuilds(each, { tests: document.tests, dialect, ecosystem: 'this' })));
      }
    }
    counts[path.slice(path.lastIndexOf('/') + 1)] = `${definitions} ${packages.length}`;
  }
  assert.deepEqual(counts, {
    'azurelinux-3.0-oval.xml': '1222 1222',
    'cbl-mariner-1.0-oval.xml': '2252 2252',
    'com.vmware.phsa-photon3.xml': '222 778',
    'all-positive-data.xml.bz2': '14 109',
    'elsa-2018-1196-1.xml.bz2': '1 18',
    'rhel-6-extras-including-unpatched.oval.xml.bz2': '6 11',
    'dotnet-3.1-including-unpatched.oval.xml.bz2': '4 22',
    'ansible-2-including-unpatched.oval.xml.bz2': '5 10',
  });
});

function ovalFiles(source: string): string[] {
  const files = readdirSync(join(folder, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.xml(?:\.bz2|\.gz)?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  assert.ok(files.length > 3);
  return files.filter((path) => !/damaged|cvrf/.test(path));
}

/** Red Hat's former feed has `bash is installed` for what is not fixed. */
const redHat: OvalDialect = ({ comment }, test) => {
  if (/^Red Hat Enterprise Linux .* is installed$/.test(comment)) return { ecosystems: ['this'] };
  return test && !test.evr && comment === `${test.package} is installed` ? { unfixed: test.package } : undefined;
};
const plain: OvalDialect = () => undefined;
const samples: Record<string, OvalDialect> = {
  'oval/azurelinux-3.0-oval.xml': plain,
  'oval/cbl-mariner-1.0-oval.xml': plain,
  'oval/com.vmware.phsa-photon3.xml': plain,
  'feed-samples/set-2/oracle/oval/testdata/all-positive-data.xml.bz2': plain,
  'feed-samples/set-2/oracle/oval/testdata/elsa-2018-1196-1.xml.bz2': plain,
  'feed-samples/set-2/redhat/oval/testdata/happy/RHEL6/rhel-6-extras-including-unpatched.oval.xml.bz2': redHat,
  'feed-samples/set-2/redhat/oval/testdata/happy/RHEL7/dotnet-3.1-including-unpatched.oval.xml.bz2': redHat,
  'feed-samples/set-2/redhat/oval/testdata/happy/RHEL8/ansible-2-including-unpatched.oval.xml.bz2': redHat,
};
