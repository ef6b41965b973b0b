import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { seededRandom } from '../../../test/support/random.ts';
import { fill } from '../../../test/support/secret-samples.ts';
import { findSecrets } from './find-secrets.ts';

const random = seededRandom(11);

function kinds(text: string): string[] {
  return findSecrets(text).map(({ kind }) => kind.name);
}

function jwt(claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.${fill('{w43}', random)}`;
}

test('a service account of Google Cloud is told once, as what it is', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const account = {
    type: 'service_account',
    project_id: 'shop-241',
    private_key_id: fill('{h40}', random),
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: 'build@shop-241.iam.gserviceaccount.com',
  };
  for (const text of [JSON.stringify(account, undefined, 2), JSON.stringify(account)]) {
    assert.deepEqual(kinds(text), ['gcp-service-account']);
    assert.ok(kinds(`KEY=${Buffer.from(text).toString('base64')}`).includes('gcp-service-account'));
  }
  assert.deepEqual(kinds(JSON.stringify({ ...account, private_key: '-----BEGIN PRIVATE KEY-----\n...' })), []);
});

test('a JSON web token is decoded, and told beside a name only', () => {
  const token = jwt({ sub: 'u-4711', iss: 'acme', iat: 1.7e9 });
  assert.deepEqual(kinds(`AUTH_TOKEN=${token}`), ['jwt']);
  assert.deepEqual(kinds(`authorization: Bearer ${token}`), ['jwt']);
  assert.deepEqual(kinds(`<p>${token}</p>`), []);
  assert.deepEqual(kinds(`token=${jwt({ sub: '1234567890', name: 'John Doe', iat: 1516239022 })}`), []);
  assert.deepEqual(kinds(`token=${jwt({ sub: 'x' }, { alg: 'none' })}`), []);
  assert.deepEqual(kinds(`SUPABASE_KEY=${jwt({ role: 'service_role', iss: 'supabase', ref: 'abc' })}`), [
    'supabase-service-key',
  ]);
  assert.deepEqual(kinds(`SUPABASE_API_KEY=${jwt({ role: 'anon', iss: 'supabase', ref: 'abc' })}`), []);
  const account = jwt(
    { iss: 'kubernetes/serviceaccount', sub: 'system:serviceaccount:a:b' },
    { alg: 'RS256', kid: 'x' },
  );
  assert.deepEqual(kinds(`token: ${account}`), ['kubernetes-service-account-token']);
});

test('a signature of Azure storage needs its other fields', () => {
  const signature = encodeURIComponent(Buffer.from(fill('{a32}', random)).toString('base64'));
  const address = `https://acme.blob.core.windows.net/c?sv=2022-11-02&ss=b&srt=co&sp=rwdl&se=2030-01-01&sig=${signature}`;
  assert.deepEqual(kinds(address), ['azure-sas']);
  assert.deepEqual(kinds(`https://files.acme.example/?a=1&sig=${signature}`), []);
});

test('a WireGuard key has the bits of one', () => {
  const bytes = Buffer.from(fill('{a32}', random));
  bytes[0] = (bytes[0] ?? 0) & 0xf8;
  bytes[31] = ((bytes[31] ?? 0) & 0x7f) | 0x40;
  const file = (key: string): string => `[Interface]\nPrivateKey = ${key}\nAddress = 192.0.2.1/24\n`;
  assert.deepEqual(kinds(file(bytes.toString('base64'))), ['wireguard-key']);
  bytes[31] = (bytes[31] ?? 0) | 0x80;
  assert.deepEqual(kinds(file(bytes.toString('base64'))), []);
  assert.deepEqual(kinds(file('<key>')), []);
});

test('a Kubernetes Secret with values, not one with templates, certificates or names', () => {
  const secret = (data: string): string => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\n${data}\n`;
  const value = Buffer.from(fill('{a20}', random)).toString('base64');
  assert.deepEqual(kinds(secret(`data:\n  password: ${value}`)), ['kubernetes-secret']);
  assert.deepEqual(kinds(secret(`stringData:\n  password: "${fill('{a18}', random)}"`)), ['kubernetes-secret']);
  assert.deepEqual(kinds(secret('data:\n  password: {{ .Values.p | b64enc }}')), []);
  assert.deepEqual(kinds(secret(`data:\n  ca.crt: ${value}`)), []);
  assert.deepEqual(kinds(secret('stringData:\n  password: changeme')), []);
  assert.deepEqual(kinds(`apiVersion: external-secrets.io/v1\nkind: SecretStore\nspec:\n  x: ${value}`), []);
});
