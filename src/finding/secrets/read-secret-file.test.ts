import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../test/support/random.ts';
import { fill } from '../../../test/support/secret-samples.ts';
import type { FileHeader } from '../../filesystem/file.ts';
import { fromBytes } from '../../format/random-access.ts';
import { secretFileReaders } from './files/index.ts';
import { isSecretFile, noteSecrets } from './read-secret-file.ts';

/** Reader, path, and what stands there: `{…}` is drawn. */
const POSITIVE: readonly (readonly [string, string, string])[] = [
  ['docker-config', 'root/.docker/config.json', '{"auths":{"r.acme.example":{"identitytoken":"{a40}"}}}'],
  ['netrc', 'root/.netrc', 'machine git.acme.example login ci password {a20}\n'],
  ['git-credentials', 'root/.git-credentials', 'https://ci:{a20}@git.acme.example\n'],
  ['git-credentials', 'app/.git/config', '[remote "origin"]\n\turl = https://ci:{a20}@git.acme.example/a.git\n'],
  ['kubeconfig', 'root/.kube/config', 'apiVersion: v1\nkind: Config\nusers:\n- user:\n    token: {a40}\n'],
  [
    'gcloud-credentials',
    'root/.config/gcloud/application_default_credentials.json',
    '{"type":"authorized_user","refresh_token":"{a60}"}',
  ],
  ['azure-tokens', 'root/.azure/accessTokens.json', '[{"refreshToken": "{a60}"}]'],
  ['rclone-config', 'root/.config/rclone/rclone.conf', '[x]\ntype = sftp\npass = {w40}\n'],
  ['s3-tool-config', 'root/.s3cfg', '[default]\naccess_key = x\nsecret_key = {b40}\n'],
  ['minio-config', 'root/.mc/config.json', '{"version":"10","aliases":{"acme":{"secretKey":"{a40}"}}}'],
  ['terraform-state', 'infra/terraform.tfstate', '{"resources":[{"attributes":{"password": "{a24}"}}]}'],
  [
    'terraform-credentials',
    'root/.terraform.d/credentials.tfrc.json',
    '{"credentials":{"tf.acme.example":{"token":"{a40}"}}}',
  ],
  ['vault-token-file', 'root/.vault-token', 's.{a24}'],
  ['ansible-vault-password', 'srv/.vault_pass', '{a20}\n'],
  ['huggingface-token-file', 'root/.cache/huggingface/token', 'hf_{L34}'],
  [
    'kubernetes-token-file',
    'var/run/secrets/kubernetes.io/serviceaccount/token',
    'eyJhbGciOiJSUzI1NiJ9.eyJ{a40}.{a43}',
  ],
  ['docker-secret-file', 'run/secrets/db', '{a20}\n'],
  ['sftp-config', 'app/.vscode/sftp.json', '{"host":"x","password": "{a16}"}'],
  [
    'gnupg-key-file',
    'root/.gnupg/private-keys-v1.d/0123456789ABCDEF0123456789ABCDEF01234567.key',
    '(11:private-key(3:rsa(1:n',
  ],
  ['npmrc', 'root/.npmrc', '//npm.acme.example/:_authToken={a30}\n'],
  ['npmrc', 'app/.yarnrc.yml', 'npmRegistries:\n  npm.acme.example:\n    npmAuthToken: "{a30}"\n'],
  ['pypirc', 'root/.pypirc', '[acme]\nusername = ci\npassword = {a20}\n'],
  ['gem-credentials', 'root/.gem/credentials', '---\n:acme_key: {a40}\n'],
  ['cargo-credentials', 'root/.cargo/credentials.toml', '[registries.acme]\ntoken = "{a40}"\n'],
  [
    'composer-auth',
    'root/.composer/auth.json',
    '{"http-basic":{"p.acme.example":{"username":"ci","password":"{a20}"}}}',
  ],
  [
    'maven-settings',
    'root/.m2/settings.xml',
    '<settings><servers><server><password>{a20}</password></server></servers></settings>',
  ],
  ['nuget-config', 'app/NuGet.Config', '<add key="ClearTextPassword" value="{a20}" />'],
  ['pip-index', 'etc/pip.conf', '[global]\nindex-url = https://ci:{a20}@pypi.acme.example/simple\n'],
  ['repository-password', 'etc/apt/auth.conf.d/acme.conf', 'machine apt.acme.example login ci password {a20}\n'],
  ['repository-password', 'etc/yum.repos.d/acme.repo', '[acme]\nusername=ci\npassword={a20}\n'],
  ['gradle-properties', 'root/.gradle/gradle.properties', 'nexusPassword={a20}\n'],
  ['pgpass', 'root/.pgpass', 'db.acme.example:5432:*:app:{a20}\n'],
  ['mysql-client-password', 'root/.my.cnf', '[client]\nuser=root\npassword={a20}\n'],
  ['wordpress-config', 'var/www/html/wp-config.php', "define( 'DB_PASSWORD', '{a20}' );\n"],
  ['rails-key-file', 'app/config/master.key', '{h32}'],
  ['rails-secrets', 'app/config/initializers/secret_token.rb', "X.config.secret_token = '{h60}'\n"],
  ['django-secret-key', 'app/shop/settings.py', "SECRET_KEY = '{a50}'\n"],
  ['htpasswd', 'etc/nginx/.htpasswd', 'admin:{dollar}apr1{dollar}{a8}{dollar}{a22}\n'],
  ['share-credentials', 'etc/.smbcredentials', 'username=x\npassword={a16}\n'],
  ['mail-client-password', 'root/.fetchmailrc', 'poll mail.acme.example user a password {a16}\n'],
  ['network-secret', 'etc/ppp/chap-secrets', 'client server {a16} *\n'],
  ['env-file', 'app/.env.production', 'DB_PASSWORD={a16}\n'],
  ['settings-file', 'app/config/database.yml', 'production:\n  password: {a16}\n'],
  ['settings-file', 'app/appsettings.Production.json', '{"Default": "Server=db;User Id=a;Password={a16};"}'],
  ['json-settings', 'app/config.json', '{"db": {"password": "{a16}"}}'],
  ['password-file', 'etc/app/password.txt', '{a16}\n'],
  ['history-file', 'root/.bash_history', 'mysql -uroot -p{a16}\n'],
];

for (const [name, path, template] of POSITIVE) {
  test(`finds ${name} in ${path}, and keeps its value to itself`, () => {
    const random = seededRandom(name.length + path.length);
    for (let round = 0; round < 5; round++) {
      const text = fill(template, random);
      const notes = notesOf(path, text);
      assert.ok(
        notes.some(([kind]) => kind === name),
        `${JSON.stringify(notes)} for ${text}`,
      );
      const drawn = (text.match(/[\w-]{14,}/g) ?? []).filter((word) => !template.includes(word));
      for (const [, , shown] of notes) for (const word of drawn) assert.ok(!String(shown).includes(word));
    }
    const placeholders = ['changeme', ['$', '{VALUE}'].join(''), '<secret>', '{{ value }}'];
    for (const value of name === 'gnupg-key-file' ? [] : placeholders)
      assert.deepEqual(notesOf(path, template.replace(/\{[a-zA-Z]+\d*\}/g, value)), [], value);
  });
}

test('every reader has a case', () => {
  assert.deepEqual(
    [...new Set(POSITIVE.map(([name]) => name))].sort(),
    secretFileReaders.map(({ kind }) => kind.name).sort(),
  );
});

test('strangers, examples and other names are left alone', () => {
  const wanted = (path: string): boolean => isSecretFile(header(path, 100));
  for (const path of [
    'app/node_modules/x/.npmrc',
    'app/tests/fixtures/.netrc',
    'app/.env.example',
    'usr/share/doc/x/.pgpass',
    'app/package.json',
  ])
    assert.equal(wanted(path), false, path);
  assert.equal(wanted('root/.NPMRC'), true);
  assert.equal(isSecretFile(header('root/.npmrc', 10_000_000)), false);
});

test('what has a form of its own is left to the search for it', () => {
  assert.deepEqual(notesOf('app/.env', `HCLOUD_TOKEN=${fill('{a64}', seededRandom(1))}\n`), []);
});

test('hostile files take bounded time and end in nothing worse than silence', () => {
  const start = performance.now();
  const pieces = [
    '\n',
    ' ',
    '<!--',
    '{"a":',
    '"',
    'password',
    'password: ',
    'machine a ',
    '//x:_authToken',
    'https://a:',
    '\\"',
    "define('DB_PASSWORD','",
    'host=',
    '\u0000',
  ];
  for (const [, path] of POSITIVE) for (const piece of pieces) notesOf(path, piece.repeat(60_000 / piece.length));
  assert.ok(performance.now() - start < 60_000);
});

function header(path: string, size: number): FileHeader {
  return { path, type: 'file', kind: 'text', size, mode: 0o600 };
}

function notesOf(path: string, text: string): readonly (readonly unknown[])[] {
  const bytes = Buffer.from(text);
  const file = header(path, bytes.length);
  assert.ok(isSecretFile(file), path);
  const note = noteSecrets(fromBytes(bytes), file);
  return JSON.parse(JSON.stringify(note ?? []));
}
