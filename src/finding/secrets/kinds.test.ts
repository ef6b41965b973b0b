import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../test/support/random.ts';
import { sampledKinds, secretPlaceholder, secretSample } from '../../../test/support/secret-samples.ts';
import { findSecrets } from './find-secrets.ts';
import { secretKinds } from './kinds/index.ts';

/** Told by whole documents: they have tests of their own. */
const DOCUMENTS = [
  'gcp-service-account',
  'kubernetes-service-account-token',
  'supabase-service-key',
  'jwt',
  'azure-sas',
  'wireguard-key',
  'kubernetes-secret',
  'private-key',
  'tls-private-key',
  'ssh-private-key',
  'ssh-host-key',
  'snakeoil-key',
  'public-example-key',
  'encrypted-private-key',
  'pgp-private-key',
  'putty-private-key',
  'encoded-private-key',
];

test('every kind has a sample or tests of its own, and a name of its own', () => {
  const names = secretKinds.map(({ name }) => name);
  assert.deepEqual([...sampledKinds(), ...DOCUMENTS].sort(), [...names].sort());
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length >= 110);
});

test('keywords are long enough, in lower case where case does not matter, and of printable characters', () => {
  for (const { name, keywords } of secretKinds) {
    assert.ok(keywords.length > 0, name);
    for (const keyword of keywords) assert.match(keyword, /^(?:[\x20-\x7e]{4,6}|[\x20-\x40\x5b-\x7e]{7,})$/, name);
  }
});

for (const name of sampledKinds()) {
  test(`finds ${name} in files of several forms, and shows little of it`, () => {
    const random = seededRandom(name.length * 1000 + name.charCodeAt(0));
    for (let round = 0; round < 20; round++) {
      const sample = secretSample(name, random);
      for (const text of [
        `# settings\nVALUE="${sample}"\n`,
        ` ${sample}\nOTHER=1`,
        JSON.stringify({ a: `x\n ${sample}` }),
      ]) {
        const found = findSecrets(text);
        const [secret] = found.filter(({ kind }) => kind.name === name);
        assert.ok(secret, `${name} in ${text}`);
        assert.ok(!text.includes(secret.masked) || secret.masked.length <= 3, secret.masked);
        assert.ok(secret.masked.length < 120);
        const shown = secret.masked.replace(/^.*[=…]/, '');
        assert.ok(shown.length <= 4 || name.endsWith('-url') || !sample.includes(shown), secret.masked);
      }
    }
  });

  test(`takes no placeholder for ${name}`, () => {
    const names = (text: string): string[] => findSecrets(text).map(({ kind }) => kind.name);
    assert.ok(!names(`VALUE="${secretPlaceholder(name)}"`).includes(name));
    const sample = secretSample(name, seededRandom(7));
    const [longest = ''] = [...(sample.match(/[A-Za-z0-9]{16,}/g) ?? [])].sort(
      (one, other) => other.length - one.length,
    );
    const example = sample.replace(longest, `${longest.slice(0, -7)}EXAMPLE`);
    if (longest !== '') assert.ok(!names(`VALUE="${example}"`).includes(name), example);
    if (/^[A-Z0-9_.a-z]+=/.test(sample) && secretKinds.find((kind) => kind.name === name)?.told === 'name')
      assert.deepEqual(
        names(`${sample.replace(/^[^=]*/, 'COLOUR')}`).filter((each) => each === name),
        [],
      );
  });
}

test('a token inside of a longer word is none', () => {
  const random = seededRandom(3);
  for (const name of ['digitalocean-token', 'stripe-key', 'shopify-token', 'gitlab-token', 'databricks-token']) {
    const sample = secretSample(name, random);
    assert.deepEqual(findSecrets(`abc${sample}`), [], name);
    assert.deepEqual(
      findSecrets(`${sample}_${sample.slice(-8)}`).filter(({ kind }) => kind.name === name && name !== 'gitlab-token'),
      [],
      name,
    );
  }
});

test('the checksum of GitHub and npm tokens is held against what their makers published', () => {
  const published = [`gh${'p_'}zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17`, `np${'m_'}qkJaB6MffYVzZXWqmcoF49yrUxP3wf0LsakP`];
  assert.deepEqual(
    published.map((token) => findSecrets(`token=${token}`).map(({ kind }) => kind.name)),
    [['github-token'], ['npm-token']],
  );
  for (const token of published) {
    const broken = token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    assert.deepEqual(findSecrets(`token=${broken}`), []);
  }
});
