import { assignedSecrets, commandSecrets, isSecretValue } from '../assignment.ts';
import { webUrlKind } from '../kinds/urls.ts';
import { describe, type FileSecret, type SecretFileReader } from './file-reader.ts';

/** Settings of applications, and what shells and consoles remember. */
export const settingsFiles: readonly SecretFileReader[] = [
  {
    kind: describe('env-file', 'password or token in an environment file', 'medium'),
    names: ['.env', '.envrc', '.flaskenv', 'docker.env', 'env.sh', '.env.local', '.env.production'],
    named: /^\.env(?:\.[\w-]{1,40})*$|^[\w-]{1,60}\.env$/,
    accepts: () => true,
    read: (text) => assigned(text),
  },
  {
    kind: describe('settings-file', 'password or token in a settings file', 'medium'),
    names: [
      'docker-compose.yml',
      'docker-compose.yaml',
      'compose.yml',
      'compose.yaml',
      'docker-compose.override.yml',
      'dockerfile',
      'application.properties',
      'application.yml',
      'application.yaml',
      'bootstrap.yml',
      'database.properties',
      'jdbc.properties',
      'hibernate.properties',
      'database.yml',
      'secrets.yml',
      'secrets.yaml',
      'secrets.json',
      'credentials.json',
      'credentials.yml',
      'parameters.yml',
      'parameters.yaml',
      'config.php',
      'configuration.php',
      'settings.php',
      'local.php',
      'env.php',
      'localsettings.php',
      'config.inc.php',
      'database.php',
      'web.config',
      'connectionstrings.config',
      'app.config',
      'local.settings.json',
      'ormconfig.json',
      'knexfile.js',
      'odoo.conf',
      'redis.conf',
      'config.toml',
      'config.yml',
      'config.yaml',
      'config.ini',
      'config.cfg',
      'settings.ini',
      'settings.yml',
      'settings.yaml',
      'settings.toml',
      'settings.json',
      'config.env',
      'app.yaml',
      'serverless.yml',
      'values.yaml',
      '.travis.yml',
      '.gitlab-ci.yml',
      'jenkinsfile',
      'credentials.properties',
      'terraform.tfvars',
    ],
    named:
      /^(?:appsettings|application|bootstrap)[\w.-]{0,60}\.(?:json|ya?ml|properties)$|^(?:docker-)?compose[\w.-]{0,60}\.ya?ml$|^dockerfile[\w.-]{0,60}$|^[\w.-]{1,80}\.(?:tfvars|tfvars\.json)$/,
    accepts: () => true,
    read: (text) => assigned(text.replace(/^[ \t]{0,80}(?:#|;|\/\/).*$/gm, '')),
  },
  {
    kind: describe('json-settings', 'password or token in a settings file', 'medium'),
    names: ['config.json'],
    path: /(?:^|\/)(?:app|config|src|srv|opt|etc|conf|root|home\/[\w-]+)\/(?:[\w.-]+\/){0,3}config\.json$/,
    accepts: () => true,
    read: (text) => assigned(text),
  },
  {
    kind: describe('password-file', 'file with nothing but a password', 'medium'),
    names: [
      'password',
      'passwd.txt',
      'password.txt',
      'passwords.txt',
      '.password',
      'db_password',
      'db_password.txt',
      'secret.txt',
      'secret_key',
      'secret.key',
      'token.txt',
      'api_key.txt',
      'apikey.txt',
    ],
    accepts: () => true,
    *read(text) {
      const value = text.trim();
      if (/^\S{8,200}$/.test(value) && isSecretValue(value, 'password')) yield { value, shown: 'content' };
    },
  },
  {
    kind: describe('history-file', 'password in the history of a shell or console', 'medium'),
    names: [
      '.bash_history',
      '.zsh_history',
      '.sh_history',
      '.ash_history',
      '.history',
      '.mysql_history',
      '.psql_history',
      '.rediscli_history',
      '.python_history',
      '.node_repl_history',
      '.irb_history',
      '.sqlite_history',
      '.mongosh_history',
      '.dbshell',
      'fish_history',
      'consolehost_history.txt',
    ],
    accepts: () => true,
    *read(text) {
      yield* assigned(text);
      for (const { value, masked, offset } of commandSecrets(text)) yield { value, shown: masked, offset };
    },
  },
];

function* assigned(text: string): Iterable<FileSecret> {
  for (const { value, masked, offset } of assignedSecrets(text)) yield { value, shown: masked, offset };
  yield* connectionStrings(text);
  let at = text.indexOf('://');
  for (let count = 0; at >= 0 && count < 200; count++) {
    const [keyword] = /(?:https?|ftp)$/.exec(text.slice(Math.max(0, at - 5), at)) ?? [];
    const found = keyword && webUrlKind.find({ text, at: at - keyword.length, keyword: `${keyword}://`, isText: true });
    if (found) yield { value: found.value, shown: found.masked, offset: at };
    at = text.indexOf('://', at + 3);
  }
}

/** `Server=…;User Id=…;Password=…;`. */
function* connectionStrings(text: string): Iterable<FileSecret> {
  for (const match of text.matchAll(
    /\b(?:server|data source|host)=[^"'\r\n]{1,300}?;\s{0,4}(?:password|pwd)=([^;"'\r\n]{6,200})/gi,
  )) {
    const [, value = ''] = match;
    if (isSecretValue(value, 'password')) yield { value, shown: 'Password=…;', offset: match.index };
  }
}
