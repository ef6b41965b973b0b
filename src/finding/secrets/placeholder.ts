/** Is the value plainly not one: an example of the documentation, a template's variable, a run of characters? */
export function isPlaceholder(value: string): boolean {
  return MARKS.test(value) || RUN.test(value) || KNOWN_EXAMPLES.some((known) => value.includes(known)) || counts(value);
}

/** Is a password one that nobody keeps secret: a default, a word, a variable, a path, a sentence for whoever fills it in? */
export function isKnownPassword(value: string): boolean {
  if (value.length < 6 || isPlaceholder(value)) return true;
  if (
    /^[$%@&*#!<{[(]|^\/|^\.{1,2}\/|^[a-z]+:\/\/|^[a-z]:\\|[)}\]>]$|\s|^(?:none|null|nil|undefined|true|false|yes|no)$/i.test(
      value,
    )
  )
    return true;
  const letters = value
    .toLowerCase()
    .replace(/[@4]/g, 'a')
    .replace(/[30]/g, (digit) => (digit === '3' ? 'e' : 'o'));
  const words = letters.replace(/[15$7]/g, (sign) => LEET[sign] ?? sign).replace(/[^a-z]+/g, '');
  const plain = value.toLowerCase().replace(/[^a-z]+/g, '');
  return onlyWords(plain) || onlyWords(words) || new Set(value).size < 4;
}

const LEET: Readonly<Record<string, string>> = { 1: 'i', 5: 's', $: 's', 7: 't' };

const MARKS =
  /example|sample|place_?holder|chang(?:e|ing)[-_ ]?(?:me|this|it)|dummy|fake[-_]|your[-_]?|[-_ ]your|redacted|insert[-_ ]|replace[-_ ]?(?:me|this|with)|\*{3}|\.{3}|…|•|\$\{|\{\{|\$\(|%\(|%[A-Z_]{2,}%|<[a-z]|\}\}|fixme|notareal|not[-_]?(?:a[-_]?)?(?:real|secret)|deadbeef|cafebabe|foobar|lorem|test[-_]?(?:key|token|secret)/i;
const RUN = /(.)\1{5}|x{4}|X{4}|\$[A-Z][A-Z_]+\b/;

/** Values that documentation and emulators print: each is known to all. */
const KNOWN_EXAMPLES = [
  // Azurite, and the Azure Cosmos DB emulator.
  ['Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1', 'OUzFT50uSRZ6IFsuFq2UVErCz4I6tq'].join(''),
  ['C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEH', 'LM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPM'].join(''),
  // Stripe.
  ['4eC39HqLyj', 'WDarjtT1zdp7dc'].join(''),
  ['BQokikJOvB', 'iI2HlWgH4olfQ2'].join(''),
  ['TyMyQUfYTp', '2M2wkPKAvB'].join(''),
];

const DEFAULT_WORDS: ReadonlySet<string> = new Set(
  [
    'a|an|the|my|our|this|that|is|it|be|to|of|for|in|on|at|or|and|not|so|very|super|some|any|new|old|please|use|only|set|it|me|i|s|v',
    'pass|passwd|password|passphrase|passwort|passw|pwd|pw|pin|secret|secrets|key|keys|token|tokens|api|apikey|auth|login|user|username|admin|administrator|adm|root|toor|guest|master|default|access|private|public|client|server|session|cookie|signing|jwt',
    'change|changed|changeit|changeme|replace|secure|insecure|unsafe|strong|weak|random|unknown|none|null|empty|temp|tmp|todo|here|value|string|test|tests|testing|tester|demo|dev|development|develop|developer|prod|production|stage|staging|local|localhost|ci|build|docker|container|example|sample|dummy|fake[-_]|fake|foo|bar|baz|qux|abc|abcd|abcdef|qwerty|qwertz|asdf|asdfgh|zxcv|letmein|welcome|hello|world|iloveyou|monkey|dragon|correct|horse|battery|staple|hunter|trustno|whatever|super',
    'db|database|data|sql|mysql|mariadb|postgres|postgresql|pg|pgsql|mongo|mongodb|redis|rabbit|rabbitmq|mq|amqp|kafka|elastic|elasticsearch|kibana|minio|minioadmin|influx|influxdb|neo|cassandra|couchdb|couchbase|oracle|oradb|mssql|sa|ldap|keycloak|grafana|jenkins|gitlab|gitea|sonar|sonarqube|nexus|wordpress|wp|drupal|joomla|magento|nextcloud|owncloud|odoo|django|rails|laravel|symfony|flask|node|app|web|service|system|oracle|vagrant|ubuntu|debian|centos|alpine|raspberry|pi|tomcat|manager|zabbix|nagios|openldap|bitnami|airflow|superset|hadoop|hive|spark|metabase|mail|smtp|ftp|ssh|vnc|storepass|keystore|truststore|notasecret',
  ].flatMap((words) => words.split('|')),
);

/** Letters only: made of nothing but words that defaults are made of, however they may be parted. */
function onlyWords(letters: string): boolean {
  if (letters.length > 64) return false;
  const ends = new Set([0]);
  for (let start = 0; start < letters.length; start++) {
    if (!ends.has(start)) continue;
    for (let end = start + 1; end <= Math.min(letters.length, start + LONGEST_WORD); end++)
      if (DEFAULT_WORDS.has(letters.slice(start, end))) ends.add(end);
  }
  return ends.has(letters.length);
}

const LONGEST_WORD = Math.max(...[...DEFAULT_WORDS].map((word) => word.length));

/** Does it count: `12345678`, `abcdefgh`, `87654321`? */
function counts(value: string): boolean {
  let up = 1;
  let down = 1;
  for (let i = 1; i < value.length; i++) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1);
    up = step === 1 ? up + 1 : 1;
    down = step === -1 ? down + 1 : 1;
    if (up >= 6 || down >= 6) return true;
  }
  return false;
}
