import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { temporaryFolder } from '../../../test/support/temporary-folder.ts';
import { FormatError, UsageError } from '../../base/errors.ts';
import { readVex } from './read-vex.ts';
import { openVexRepository } from './repository.ts';

const openVex = (statement: object, document: object = {}) =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    author: 'Somebody',
    timestamp: '2026-01-01T00:00:00Z',
    statements: [statement],
    ...document,
  });

test('OpenVEX: ids, products with components, status, reasons, times', () => {
  const text = openVex({
    vulnerability: { name: 'GO-2021-0356', aliases: ['CVE-2022-27191'] },
    timestamp: '2026-02-01T12:00:00.5+02:00',
    products: [{ '@id': 'pkg:golang/example.com/app', subcomponents: [{ '@id': 'pkg:golang/golang.org/x/crypto' }] }],
    status: 'not_affected',
    justification: 'vulnerable_code_not_present',
    impact_statement: 'never\ncalled',
  });
  assert.deepEqual(readVex(text, 'a.json'), [
    {
      ids: ['GO-2021-0356', 'CVE-2022-27191'],
      products: [
        {
          purls: ['pkg:golang/example.com/app'],
          digests: [],
          components: [{ purls: ['pkg:golang/golang.org/x/crypto'], digests: [] }],
        },
      ],
      status: 'not-affected',
      justification: 'vulnerable_code_not_present',
      text: 'never called',
      timestamp: '2026-02-01T10:00:00.500000000Z',
      author: 'Somebody',
      source: 'a.json',
    },
  ]);
});

test('OpenVEX: the forms of older drafts, hashes and identifiers', () => {
  const [old] = readVex(openVex({ vulnerability: 'CVE-2020-1', products: ['pkg:npm/a'], status: 'fixed' }), 'x');
  assert.deepEqual(
    [old?.ids, old?.products[0]?.purls, old?.timestamp],
    [['CVE-2020-1'], ['pkg:npm/a'], '2026-01-01T00:00:00.000000000Z'],
  );
  const hex = 'AB'.repeat(32);
  const product = { '@id': 'https://example.com/x', identifiers: { purl: 'pkg:npm/b' }, hashes: { 'sha-256': hex } };
  const [named] = readVex(
    openVex({
      vulnerability: { '@id': 'https://nvd.nist.gov/vuln/detail/CVE-2020-2' },
      products: [product],
      status: 'fixed',
    }),
    'x',
  );
  assert.deepEqual(named?.ids, ['CVE-2020-2']);
  assert.deepEqual(named?.products, [
    { purls: ['pkg:npm/b'], digests: [`sha256:${hex.toLowerCase()}`], components: [] },
  ]);
});

test('OpenVEX: what names only things we cannot know is not taken for everything', () => {
  const vulnerability = { name: 'CVE-2020-1' };
  const unknown = [{ '@id': 'https://example.com/product' }];
  assert.deepEqual(readVex(openVex({ vulnerability, products: unknown, status: 'fixed' }), 'x'), []);
  const parts = [{ '@id': 'pkg:oci/a', subcomponents: unknown }];
  assert.deepEqual(readVex(openVex({ vulnerability, products: parts, status: 'fixed' }), 'x'), []);
  assert.deepEqual(readVex(openVex({ vulnerability, products: [{ '@id': 'pkg:oci/a' }], status: 'fine' }), 'x'), []);
  assert.equal(readVex(openVex({ vulnerability, status: 'fixed' }), 'x')[0]?.products.length, 0);
});

test('CSAF: products by branch and relationship, flags and threats', () => {
  const branch = (id: string, helper: object) => ({
    category: 'product_version',
    name: id,
    product: { name: id, product_id: id, product_identification_helper: helper },
  });
  const text = JSON.stringify({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      publisher: { name: 'Vendor' },
      tracking: { current_release_date: '2026-03-01T00:00:00Z' },
    },
    product_tree: {
      branches: [
        { branches: [branch('rhel-9', { cpe: 'cpe:/o:redhat:enterprise_linux:9' })] },
        branch('openssl', { purl: 'pkg:rpm/redhat/openssl' }),
        branch('image', { purl: 'pkg:oci/app' }),
      ],
      relationships: [
        {
          category: 'default_component_of',
          full_product_name: { name: 'x', product_id: 'rhel-9:openssl' },
          product_reference: 'openssl',
          relates_to_product_reference: 'rhel-9',
        },
        {
          category: 'installed_with',
          full_product_name: { name: 'y', product_id: 'image:openssl' },
          product_reference: 'openssl',
          relates_to_product_reference: 'image',
        },
        {
          category: 'installed_with',
          full_product_name: { name: 'z', product_id: 'loop' },
          product_reference: 'loop',
          relates_to_product_reference: 'loop',
        },
      ],
      product_groups: [{ group_id: 'g', product_ids: ['rhel-9:openssl'] }],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2024-1',
        product_status: {
          known_not_affected: ['rhel-9:openssl', 'image:openssl', 'loop', 'absent'],
          under_investigation: ['openssl'],
        },
        flags: [{ label: 'component_not_present', group_ids: ['g'] }],
        threats: [
          { category: 'impact', details: 'Low', product_ids: ['image:openssl'] },
          { category: 'exploit_status', details: 'no', product_ids: ['openssl'] },
        ],
      },
    ],
  });
  const common = {
    ids: ['CVE-2024-1'],
    author: 'Vendor',
    source: 'v.json',
    timestamp: '2026-03-01T00:00:00.000000000Z',
  };
  const openssl = { purls: ['pkg:rpm/redhat/openssl'], digests: [] };
  assert.deepEqual(readVex(text, 'v.json'), [
    { ...common, status: 'under-investigation', products: [{ ...openssl, components: [] }] },
    {
      ...common,
      status: 'not-affected',
      justification: 'component_not_present',
      products: [{ ...openssl, components: [], platform: 'cpe:/o:redhat:enterprise_linux:9' }],
    },
    {
      ...common,
      status: 'not-affected',
      text: 'Low',
      products: [{ purls: ['pkg:oci/app'], digests: [], components: [openssl] }],
    },
  ]);
});

test('CycloneDX: references inside, by link and by package URL', () => {
  const text = JSON.stringify({
    bomFormat: 'CycloneDX',
    metadata: { timestamp: '2026-01-01T00:00:00Z', authors: [{ name: 'Ann' }] },
    components: [{ 'bom-ref': 'outer', components: [{ 'bom-ref': 'inner', purl: 'pkg:npm/inner@1.0.0' }] }],
    vulnerabilities: [
      {
        id: 'CVE-2024-1',
        analysis: { state: 'not_affected', justification: 'code_not_reachable', detail: 'no' },
        affects: [
          { ref: 'inner' },
          { ref: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#pkg:npm/linked%401.2.3' },
          { ref: 'pkg:npm/ranged@9', versions: [{ range: 'vers:npm/<2' }] },
          { ref: 'pkg:npm/versions@9?a=b', versions: [{ version: '1.0+x' }] },
          { ref: 'unknown' },
        ],
      },
      { id: 'CVE-2024-2', affects: [{ ref: 'inner' }] },
      {
        id: 'CVE-2024-3',
        analysis: { state: 'resolved' },
        affects: [{ ref: 'pkg:npm/ranged@9', versions: [{ range: 'vers:npm/<2' }] }],
      },
    ],
  });
  const [statement, ...others] = readVex(text, 'x');
  assert.deepEqual(others, []);
  assert.equal(statement?.author, 'Ann');
  assert.deepEqual(
    statement?.products.map(({ purls }) => purls[0]),
    ['pkg:npm/inner@1.0.0', 'pkg:npm/linked@1.2.3', 'pkg:npm/versions@1.0%2Bx?a=b'],
  );
});

test('damaged and hostile documents are refused or cost only their own entries', () => {
  const good = openVex({ vulnerability: { name: 'CVE-1' }, products: [{ '@id': 'pkg:npm/a' }], status: 'fixed' });
  for (const text of ['', '[]', 'null', '{}', '['.repeat(1e5), good.slice(0, -5), openVex({}, { statements: {} })]) {
    assert.throws(() => readVex(text, 'x'), FormatError, text.slice(0, 20));
  }
  const odd = openVex(
    {},
    { statements: [null, 7, { vulnerability: [], products: 'x', status: {} }, { vulnerability: { name: '../etc' } }] },
  );
  assert.deepEqual(readVex(odd, 'x'), []);
  // Nested deeper than anybody needs, and referring to itself.
  let components: object = { 'bom-ref': 'deepest' };
  for (let depth = 0; depth < 80; depth++) components = { 'bom-ref': `d${depth}`, components: [components] };
  assert.deepEqual(readVex(JSON.stringify({ bomFormat: 'CycloneDX', components: [components] }), 'x'), []);
  let branch: object = {};
  for (let depth = 0; depth < 100; depth++) branch = { branches: [branch] };
  assert.deepEqual(
    readVex(JSON.stringify({ document: { csaf_version: '2.0' }, product_tree: branch, vulnerabilities: [] }), 'x'),
    [],
  );
});

test('mutated documents are read or refused', () => {
  const texts = [
    openVex({ vulnerability: { name: 'CVE-1' }, products: [{ '@id': 'pkg:npm/a' }], status: 'fixed' }),
    JSON.stringify({
      document: { csaf_version: '2.0' },
      product_tree: { full_product_names: [{ product_id: 'a', product_identification_helper: { purl: 'pkg:npm/a' } }] },
      vulnerabilities: [{ cve: 'CVE-1', product_status: { fixed: ['a'] } }],
    }),
    JSON.stringify({
      bomFormat: 'CycloneDX',
      vulnerabilities: [{ id: 'CVE-1', analysis: { state: 'resolved' }, affects: [{ ref: 'pkg:npm/a' }] }],
    }),
  ];
  for (const text of texts) {
    assert.equal(readVex(text, 'x').length, 1);
    for (let at = 0; at < text.length; at++) {
      for (const put of ['', '"', '[', '{}', 'null']) {
        try {
          readVex(text.slice(0, at) + put + text.slice(at + 1), 'x');
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
      }
    }
  }
});

test('a repository by its index, or by the manifests beside the documents', async (t) => {
  const folder = temporaryFolder(t);
  const put = (path: string, content: object | string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  };
  put('pkg/npm/a/vex.json', openVex({ vulnerability: { name: 'CVE-1' }, status: 'fixed' }));
  put('pkg/npm/b/vex.json', '{');
  put('pkg/npm/a/manifest.json', {
    ID: 'pkg:npm/a',
    Sources: [{ Path: 'vex.json' }, { Path: '../../../../../../etc/passwd' }],
  });
  put('pkg/npm/b/manifest.json', { ID: 'pkg:npm/b', Sources: [{ Path: 'vex.json' }, { Path: 'link.json' }] });
  symlinkSync('/etc/hostname', join(folder, 'pkg/npm/b/link.json'));
  const byManifest = await openVexRepository(folder);
  assert.deepEqual(byManifest.products, ['pkg:npm/a', 'pkg:npm/b']);
  const { statements } = await byManifest.statementsFor(['pkg:npm/a@1.0.0']);
  assert.deepEqual(statements[0]?.products, [{ purls: ['pkg:npm/a'], digests: [], components: [] }]);
  assert.deepEqual((await byManifest.statementsFor(['pkg:npm/c@1'])).statements, []);
  const damaged = await byManifest.statementsFor(['pkg:npm/b@1']);
  assert.deepEqual(damaged.problems, ['pkg/npm/b/vex.json: not JSON', 'pkg/npm/b/link.json: not JSON']);

  put('index.json', {
    packages: [
      { id: 'pkg:npm/a', location: 'pkg/npm/a/vex.json' },
      { id: 'pkg:npm/z', location: '/etc/passwd' },
      { id: 'pkg:npm/y', location: '../x' },
    ],
  });
  const byIndex = await openVexRepository(folder);
  assert.deepEqual(byIndex.products, ['pkg:npm/a', 'pkg:npm/z']);
  assert.equal((await byIndex.statementsFor(['pkg:npm/a@2'])).statements.length, 1);
  await assert.rejects(openVexRepository(join(folder, 'absent')), UsageError);
  await assert.rejects(openVexRepository(join(folder, 'pkg/npm/c')), UsageError);
});

test('every document of a real VEX repository', { skip: withoutShared }, async () => {
  const repository = await openVexRepository(join(sharedRoot ?? '', 'data/vexhub'));
  assert.ok(repository.products.length > 50);
  const { statements, problems } = await repository.statementsFor(repository.products);
  assert.deepEqual(problems, []);
  assert.ok(statements.length > 10_000);
  assert.ok(
    statements.every(
      ({ ids, products, timestamp }) => ids.length > 0 && products.length > 0 && timestamp !== undefined,
    ),
  );
});

test('every real CSAF document of Red Hat', { skip: withoutShared }, () => {
  const root = join(sharedRoot ?? '', 'data/redhat-csaf-vex');
  const refused: string[] = [];
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.json')) continue;
    try {
      assert.ok(readVex(readFileSync(join(root, name), 'utf8'), name).length > 0, name);
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
      refused.push(name);
    }
  }
  // Answers of another interface, and notices that a document was deleted.
  assert.deepEqual(refused, [
    'csaf/hydra/cve-2021-25220.json',
    'csaf/hydra/cve-2024-8088.json',
    'csaf/input/cve/min_pages/1.json',
    'rhel/vex/testdata/delete_CVE-2023-0030.json',
    'rhel/vex/testdata/delete_CVE-2023-0031.json',
  ]);
});
