import { isKnownPassword, isPlaceholder } from '../placeholder.ts';
import { looksRandom } from '../token-tests.ts';
import { describe, matches, type SecretFileReader } from './file-reader.ts';

/** Passwords of databases, web applications and servers. */
export const databaseFiles: readonly SecretFileReader[] = [
  {
    kind: describe('pgpass', 'password in .pgpass'),
    names: ['.pgpass', 'pgpass.conf'],
    read: (text) =>
      matches(
        text,
        /^(?!#)[^:\n]{1,200}:[^:\n]{1,8}:[^:\n]{1,100}:[^:\n]{1,100}:([^\n\r]{6,200})/gm,
        'host:port:database:user:…',
      ),
  },
  {
    kind: describe('mysql-client-password', 'password of a MySQL client'),
    names: ['.my.cnf', 'my.cnf', 'debian.cnf', '.mylogin.cnf', 'client.cnf'],
    read: (text) => matches(text, /^[ \t]{0,8}password[ \t]{0,8}=[ \t]{0,8}["']?([^\s"'#]{6,200})/gm, 'password = …'),
  },
  {
    kind: describe('wordpress-config', 'database password and salts of WordPress'),
    names: ['wp-config.php'],
    accepts: (value) => (value.length < 60 ? !isKnownPassword(value) : !/put your unique phrase/i.test(value)),
    read: (text) =>
      matches(
        text,
        /^\s{0,8}define\(\s{0,4}["'](?:DB_PASSWORD|AUTH_KEY|SECURE_AUTH_KEY|LOGGED_IN_KEY|NONCE_KEY|AUTH_SALT|SECURE_AUTH_SALT|LOGGED_IN_SALT|NONCE_SALT)["']\s{0,4},\s{0,4}(?:'([^'\n]{6,200})'|"([^"\n]{6,200})")\s{0,4}\)/gm,
        "define('…', …)",
      ),
  },
  {
    kind: describe('rails-key-file', 'master key of a Rails application'),
    names: ['master.key'],
    named: /^(?:production|staging|development)\.key$/,
    path: /(?:^|\/)config\/(?:master|credentials\/\w+)\.key$/,
    read: (text) => matches(text.trim(), /^([0-9a-f]{32})$/g, 'key'),
  },
  {
    kind: describe('rails-secrets', 'secret of a Rails application'),
    names: ['secrets.yml', 'secret_token.rb'],
    read: (text) =>
      matches(
        text,
        /(?:^\s{0,8}secret_key_base:\s{1,4}|secret_(?:token|key_base)\s{0,4}=\s{0,4})["']?([0-9a-f]{30,128})\b/gm,
        'secret_key_base: …',
      ),
  },
  {
    kind: describe('django-secret-key', 'secret key of a Django or Flask application', 'medium'),
    accepts: (value) => !isPlaceholder(value) && !/\s|insecure|secret.?key|os\.|env/i.test(value) && looksRandom(value),
    names: [
      'settings.py',
      'local_settings.py',
      'settings_local.py',
      'production.py',
      'prod.py',
      'base.py',
      'config.py',
      'settings_production.py',
    ],
    read: (text) =>
      matches(
        text,
        /^\s{0,8}(?:app\.config\[["'])?SECRET_KEY(?:["']\])?\s{0,4}(?::\s{0,2}str\s{0,2})?=\s{0,4}[rb]?(?:'((?!django-insecure-)[^'\n]{16,200})'|"((?!django-insecure-)[^"\n]{16,200})")/gm,
        'SECRET_KEY = …',
      ),
  },
  {
    kind: describe('htpasswd', 'password hashes of a web server', 'medium'),
    accepts: (value) => !isPlaceholder(value),
    names: ['.htpasswd', 'htpasswd', '.htpasswds', 'htpasswd.users'],
    read: (text) =>
      matches(
        text,
        /^[\w.@-]{1,80}:(\$(?:apr1|2[aby]|5|6)\$[^\s:]{8,200}|\{SHA\}[A-Za-z0-9+/]{27}=|[./A-Za-z0-9]{13})\s*$/gm,
        'user:hash',
      ),
  },
  {
    kind: describe('share-credentials', 'password of a network share'),
    names: [
      '.smbcredentials',
      '.cifs',
      '.credentials',
      '.smbcreds',
      '.cifscredentials',
      'cifs-credentials',
      'smbcredentials',
    ],
    read: (text) => matches(text, /^\s{0,8}password\s{0,4}=\s{0,4}(\S{6,200})/gm, 'password=…'),
  },
  {
    kind: describe('mail-client-password', 'password of a mail client'),
    names: [
      '.fetchmailrc',
      '.msmtprc',
      'msmtprc',
      '.muttrc',
      'sasl_passwd',
      'ssmtp.conf',
      '.mbsyncrc',
      '.offlineimaprc',
      'passwd.client',
    ],
    *read(text, path) {
      yield* matches(
        text,
        /^(?!\s{0,8}#).{0,160}?\b(?:password|pass|AuthPass|smtp_pass|imap_pass|remotepass)\s{0,4}[=\s]\s{0,4}["']?([^\s"']{6,200})/gm,
        'password …',
      );
      if (/sasl_passwd$|passwd\.client$/.test(path))
        yield* matches(text, /^\s{0,4}[^\s#][^\s]{1,200}\s{1,20}[^\s:]{1,120}:(\S{6,200})\s*$/gm, 'host user:…');
    },
  },
  {
    kind: describe('network-secret', 'password of a network'),
    names: [
      'wpa_supplicant.conf',
      'chap-secrets',
      'pap-secrets',
      'ipsec.secrets',
      'auth.txt',
      'auth-user-pass.txt',
      'racoon-psk.txt',
      'psk.txt',
    ],
    path: /(?:^|\/)(?:wpa_supplicant[\w./-]*\.conf|(?:chap|pap)-secrets|ipsec\.secrets|openvpn\/[\w./-]*(?:auth|pass)[\w-]*\.txt|psk\.txt)$/,
    *read(text, path) {
      if (/wpa_supplicant/.test(path))
        yield* matches(text, /^\s{0,12}(?:psk|password|wep_key0)\s{0,4}=\s{0,4}"?([^\s"#]{8,64})/gm, 'psk=…');
      else if (/ipsec/.test(path))
        yield* matches(text, /^[^#\n]{0,160}:\s{1,8}(?:PSK|XAUTH|EAP)\s{1,8}"?([^\s"#]{6,200})/gm, ': PSK …');
      else if (/-secrets$/.test(path))
        yield* matches(text, /^(?!#)\s{0,8}\S{1,100}\s{1,20}\S{1,100}\s{1,20}"?([^\s"]{6,200})/gm, 'client server …');
      else yield* matches(text, /^\S{1,100}\r?\n(\S{6,100})\s*$/g, 'user and password');
    },
  },
];
