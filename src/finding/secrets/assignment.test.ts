import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignedSecrets, commandSecrets, isSecretValue, secretSort } from './assignment.ts';
import { isKnownPassword, isPlaceholder } from './placeholder.ts';

test('the last words of a name tell whether it promises a secret', () => {
  const sorts = {
    DB_PASSWORD: 'password',
    mysqlRootPassword: 'password',
    'spring.datasource.password': 'password',
    PGPASSWORD: undefined,
    API_KEY: 'token',
    clientSecret: 'token',
    AWS_SECRET_ACCESS_KEY: 'token',
    GPG_KEY: undefined,
    PUBLIC_KEY: undefined,
    PASSWORD_FILE: undefined,
    TOKEN_URL: undefined,
    CSRF_TOKEN: undefined,
    COMPASS: undefined,
    BYPASS: undefined,
    MONKEY: undefined,
    keyboard: undefined,
  };
  for (const [name, sort] of Object.entries(sorts)) assert.equal(secretSort(name), sort, name);
});

test('defaults, words, variables, paths, addresses and names keep nothing secret', () => {
  const public_ = [
    'password',
    'P@ssw0rd',
    'changeme',
    'ChangeMe123!',
    'mysecretpassword',
    'postgres',
    'admin123',
    'root',
    ['$', '{DB_PASSWORD}'].join(''),
    '$DB_PASSWORD',
    '%DB_PASSWORD%',
    '{{ db.password }}',
    '<password>',
    '/run/secrets/db',
    './secrets/db',
    'https://vault.acme.example/',
    'my-service-name',
    'getPassword()',
    'process.env.PASSWORD',
    'your-password-here',
    'xxxxxxxxxxxx',
    '************',
    '1234567890ab',
    'true',
    '12345678',
    'sha256:abcdef0123456789',
  ];
  for (const value of public_) {
    assert.equal(isSecretValue(value, 'password'), false, value);
    assert.equal(isSecretValue(value, 'token'), false, value);
  }
  for (const value of ['Tr4velling-Ow1!', 'kJ8#mQ2z', 'b7Gh29xQpLw0'])
    assert.ok(isSecretValue(value, 'password'), value);
  for (const value of ['9f86d081884c7d659a2feaa0c55ad015', 'kq2VbX8Lw0ZtR5nPaYh3'])
    assert.ok(isSecretValue(value, 'token'), value);
});

test('words may be parted in many ways, and still take little time', () => {
  const start = performance.now();
  for (let i = 0; i < 2000; i++) assert.equal(isKnownPassword(`${'is'.repeat(31)}${i % 2 ? 'q' : 'z'}9`), false);
  assert.equal(isKnownPassword('is'.repeat(30)), true);
  assert.ok(performance.now() - start < 5000);
});

test('placeholders are known by their words, runs and counting', () => {
  for (const value of [
    'AKIAIOSFODNN7EXAMPLE',
    'aaaaaaaaaa',
    'abcdefghij',
    '0123456789',
    '987654321',
    'YOUR_TOKEN',
    'fake-token',
  ])
    assert.ok(isPlaceholder(value), value);
  assert.ok(!isPlaceholder('kq2VbX8Lw0ZtR5nPaYh3'));
});

test('finds assignments in settings of many forms', () => {
  const value = 'Zx81-quiver-Ow1';
  const lines = [
    `DB_PASSWORD=${value}`,
    `export DB_PASSWORD="${value}"`,
    `db_password: '${value}'`,
    `"dbPassword": "${value}",`,
    `$db_password = '${value}';`.slice(1),
    `spring.datasource.password=${value}`,
    `--db-password=${value}`,
  ];
  for (const line of lines) {
    const [found] = assignedSecrets(line);
    assert.equal(found?.value, value, line);
    assert.ok(!found?.masked.includes(value));
  }
  assert.deepEqual([...assignedSecrets(`PASSWORD_HINT=${value}\nDB_PASSWORD=\nDB_PASS=$(cat x)\n`)], []);
});

test('finds passwords on command lines', () => {
  const value = 'Zx81-quiver-Ow1';
  const commands = [
    `sshpass -p '${value}' ssh host`,
    `mysql -u root -p${value} shop`,
    `docker login -u ci -p ${value} registry.acme.example`,
    `curl -fsS -u ci:${value} https://x`,
    `wget --user=ci --password=${value} https://x`,
    `redis-cli -h x -a ${value} ping`,
    `echo root:${value} | chpasswd`,
    `CREATE USER x IDENTIFIED BY '${value}'`,
  ];
  for (const line of commands) assert.equal([...commandSecrets(line)][0]?.value, value, line);
  for (const line of [
    'mysql -u root -p"$PASS"',
    'docker login -u a -p $TOKEN',
    'curl -u "$USER:$PASS" x',
    'mysql --port 3306',
  ])
    assert.deepEqual([...commandSecrets(line)], [], line);
});

test('hostile lines take linear time', () => {
  const start = performance.now();
  for (const piece of [
    'a',
    'password',
    'password=',
    'mysql ',
    'mysql -p',
    'curl -u ',
    'curl -u a:',
    '"',
    '-',
    'x=y ',
    'echo a:',
  ])
    for (const text of [piece.repeat(200_000 / piece.length)]) {
      Array.from(assignedSecrets(text));
      Array.from(commandSecrets(text));
    }
  assert.ok(performance.now() - start < 15_000);
});
