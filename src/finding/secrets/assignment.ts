import { isKnownPassword, isPlaceholder } from './placeholder.ts';
import type { FoundSecret } from './secret-kind.ts';
import { entropyOf, looksRandom } from './token-tests.ts';

/** What a name says that its value is. */
export type SecretSort = 'password' | 'token';

/** Does the name of a variable or setting promise a secret? Its last words decide: `KEY_FILE` is a file. */
export function secretSort(name: string): SecretSort | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const end = words.slice(-2).join('_');
  if (
    /(?:^|_)(?:public|csrf|pad|eos|bos|unk|mask|next|cancellation|page|continuation|sas_policy|gpg|pgp|apt|no|use|with|max|min|enable|disable|require|show|hide|reset|forgot|new|old|confirm)_\w+$/.test(
      end,
    )
  )
    return undefined;
  if (/(?:^|_)(?:password|passwd|passphrase|passwort|pwd|pass|pw)\d?$/.test(end)) return 'password';
  if (/(?:^|_)(?:secret|secrets|token|apikey|accesskey|secretkey|authtoken|credential|credentials|pat)\d?$/.test(end))
    return 'token';
  return /(?:^|_)(?:api|secret|access|private|encryption|signing|master|auth|session|crypt|jwt|hmac|app|storage|account|service|license|webhook|deploy|cookie|shared|client)_key\d?$/.test(
    end,
  )
    ? 'token'
    : undefined;
}

/** Is the value one that its owner keeps secret? Defaults, words, paths, variables, numbers and names are none. */
export function isSecretValue(value: string, sort: SecretSort): boolean {
  if (value.length > 512 || isKnownPassword(value) || NOT_SECRET.test(value)) return false;
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(value)).length;
  if (sort === 'password') return value.length >= 8 && classes >= 2 && entropyOf(value) >= 2.6 && !isName(value);
  return (
    value.length >= 16 &&
    !isPlaceholder(value) &&
    looksRandom(value) &&
    /\d/.test(value) &&
    /[a-z]/i.test(value) &&
    !isName(value)
  );
}

/** Addresses, paths, digests that say so, calls, types, dates, versions, addresses of the network, and hashed passwords. */
const NOT_SECRET =
  /^[a-z][\w+.-]*:\/\/|[/\\][\w.-]+[/\\]|^(?:sha\d+|md5|file|env|vault|secret|ref|arn|projects|op|ssm|gsm|aws|azure|gcp)[:/]|^\w+\(|\w\(\)|^(?:process\.env|os\.environ|ENV\[|System\.)|^\d{4}-\d\d-\d\d|^v?\d+(?:\.\d+)+$|^(?:\d{1,3}\.){3}\d{1,3}|\.(?:js|py|rb|php|ts|go|json|ya?ml|txt|pem|key|crt|conf|sh|svg|png|html?)$|^\$(?:2[abxy]|apr1|argon2\w*|[156]|y)\$|^\{[A-Z\d-]+\}|^-{1,2}[a-z]/i;

/** Words joined: `my-service-name`, `com.acme.Thing`, `someVariableName`. */
function isName(value: string): boolean {
  const parts = value.split(/[-_.:/]|(?<=[a-z])(?=[A-Z])/);
  return parts.length > 1 && parts.every((part) => /^[A-Za-z]*$/.test(part) || /^\d{1,4}$/.test(part));
}

/** `NAME=value` and `name: value` in lines, whose names promise secrets and whose values keep it. */
export function* assignedSecrets(
  text: string,
): Iterable<FoundSecret & { readonly name: string; readonly offset: number }> {
  for (const match of text.matchAll(ASSIGNMENT)) {
    const [, name = '', quoted, bare] = match;
    const sort = secretSort(name);
    const value = (quoted ?? bare ?? '').trim();
    if (sort && isSecretValue(value, sort))
      yield { name, value, masked: `${name.slice(0, 60)}=…`, offset: match.index };
  }
}

const ASSIGNMENT =
  /(?<![\w$%{.-])-{0,2}([A-Za-z][\w.-]{1,60})["']?[ \t]{0,8}(?:=>|:=|[:=])[ \t]{0,8}(?:["']([^"'\r\n]{6,512})["']|([^\s"'`,;)\]}]{6,512}))/g;

/** Passwords on command lines: of history files, build history and what a container starts. */
export function* commandSecrets(text: string): Iterable<FoundSecret & { readonly offset: number }> {
  for (const { expression, shown } of COMMANDS) {
    for (const match of text.matchAll(expression)) {
      const value = match.slice(1).find((group) => group !== undefined) ?? '';
      if (isSecretValue(value, 'password')) yield { value, masked: shown, offset: match.index };
    }
  }
}

const VALUE = `(?:'([^'\\r\\n]{6,120})'|"([^"\\r\\n]{6,120})"|([^\\s'";|&]{6,120}))`;
const COMMANDS = [
  { expression: new RegExp(`\\bsshpass\\s{1,4}-p\\s{0,4}${VALUE}`, 'g'), shown: 'sshpass -p …' },
  {
    expression: new RegExp(
      `\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\\b[^\\r\\n|;&]{0,120}?\\s-p${VALUE}`,
      'g',
    ),
    shown: 'mysql -p…',
  },
  {
    expression: new RegExp(
      `\\b(?:docker|podman|buildah|skopeo|helm(?: registry)?|oras|crane(?: auth)?)\\s{1,4}login\\b[^\\r\\n|;&]{0,120}?\\s(?:-p|--password)[\\s=]{1,4}${VALUE}`,
      'g',
    ),
    shown: 'docker login -p …',
  },
  {
    expression: new RegExp(
      `\\b(?:curl|http|https|xh)\\b[^\\r\\n|;&]{0,200}?\\s(?:-u|--user|-a|--auth)[\\s=]{0,4}['"]?[\\w.@+-]{1,60}:${VALUE}`,
      'g',
    ),
    shown: 'curl -u …',
  },
  {
    expression: new RegExp(`\\bwget\\b[^\\r\\n|;&]{0,200}?\\s--(?:http-|ftp-)?password[\\s=]{1,4}${VALUE}`, 'g'),
    shown: 'wget --password …',
  },
  {
    expression: new RegExp(`\\b(?:redis-cli|valkey-cli)\\b[^\\r\\n|;&]{0,120}?\\s-a\\s{1,4}${VALUE}`, 'g'),
    shown: 'redis-cli -a …',
  },
  { expression: new RegExp(`\\bsqlcmd\\b[^\\r\\n|;&]{0,120}?\\s-P\\s{0,4}${VALUE}`, 'g'), shown: 'sqlcmd -P …' },
  {
    expression: new RegExp(
      `\\b(?:az|oc|kubectl|vault|ldapsearch|ldapmodify|smbclient|mongo|mongosh|mongodump|mongorestore|psql)\\b[^\\r\\n|;&]{0,160}?\\s(?:-w|--password|--token|-p)[\\s=]{1,4}${VALUE}`,
      'g',
    ),
    shown: '--password …',
  },
  {
    expression: new RegExp(`\\bAuthorization:\\s{0,4}(?:Bearer|Token|Basic)\\s{1,4}${VALUE}`, 'gi'),
    shown: 'Authorization: …',
  },
  { expression: new RegExp(`\\bIDENTIFIED\\s{1,4}BY\\s{1,4}${VALUE}`, 'gi'), shown: 'IDENTIFIED BY …' },
  {
    expression: /\becho\s{1,4}['"]?[\w.-]{1,40}:([^\s'"|;&]{6,80})['"]?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?chpasswd\b/g,
    shown: 'chpasswd …',
  },
];
