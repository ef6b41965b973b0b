import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isKnownDefault, isSecretNamed } from './secret-names.ts';

test('passwords, keys and tokens, in every way of writing names', () => {
  for (const name of [
    'DB_PASSWORD',
    'MYSQL_ROOT_PASSWORD',
    'PGPASSWORD',
    'AWS_SECRET_ACCESS_KEY',
    'githubToken',
    'api-key',
    'APIKEY',
    'npm_token',
    'SECRET_KEY_BASE_SECRET',
    'DJANGO_SECRET_KEY',
    'spring.datasource.password',
    'ADMIN_PASS2',
  ]) {
    assert.ok(isSecretNamed(name, 'q8Zr71kPw'), name);
  }
});

test('what only sounds like one', () => {
  for (const [name, value] of [
    ['GPG_KEY', '7169605F62C751356D054A26A821E680E5FA6305'],
    ['PASSWORD_FILE', '/run/secrets/x'],
    ['POSTGRES_PASSWORD', ''],
    ['DB_PASSWORD', '/run/secrets/x'],
    ['TOKEN', '$TOKEN'],
    ['API_KEY', '<your key>'],
    ['API_KEY', 'changeme'],
    ['API_KEY', 'your-api-key'],
    ['OAUTH_TOKEN_URL', 'https://id.example/token'],
    ['AUTH_TOKEN', 'https://id.example/token'],
    ['PWD', '/app'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['TOKENIZERS_PARALLELISM', 'false'],
    ['MONKEY', 'banana'],
    ['COMPASS', 'north'],
    ['KEYCLOAK_VERSION', '25.0.1'],
    ['PASSENGER_APP_ENV', 'production'],
    ['SECRET_KEY', '"false"'],
    ['SIGNING_TOKEN', 'A821E680E5FA63057169605F62C751356D054A26 7169605F62C751356D054A26A821E680E5FA6305'],
  ] as const) {
    assert.ok(!isSecretNamed(name, value), `${name}=${value}`);
  }
});

test('long names and values take no long time', () => {
  const started = performance.now();
  isSecretNamed('_PASSWORD'.repeat(100_000), 'A'.repeat(1_000_000));
  isSecretNamed('A_TOKEN', `${'0123456789ABCDEF0123456789ABCDEF01234567 '.repeat(20_000)}x`);
  isSecretNamed('A_TOKEN', `${' ,'.repeat(500_000)}x`);
  assert.ok(performance.now() - started < 1_000);
});

test('a value that repeats a word of the name is a default that everybody knows', () => {
  assert.ok(isKnownDefault('SONAR_JDBC_PASSWORD', 'sonar'));
  assert.ok(isKnownDefault('MINIO_SECRET_KEY', 'minioadmin'));
  assert.ok(!isKnownDefault('SONAR_JDBC_PASSWORD', 'q8Vd2k1s'));
  assert.ok(!isKnownDefault('DB_PASSWORD', 'db'));
});
