import { isKnownPassword, isPlaceholder } from '../placeholder.ts';
import type { FoundSecret, SecretKind, SecretPlace } from '../secret-kind.ts';
import { entropyOf } from '../token-tests.ts';

const DATABASES = [
  'postgres',
  'postgresql',
  'mysql',
  'mysqlx',
  'mariadb',
  'mongodb',
  'mongodb+srv',
  'redis',
  'rediss',
  'mssql',
  'sqlserver',
  'cockroachdb',
  'clickhouse',
  'couchdb',
  'neo4j',
  'neo4j+s',
  'bolt',
  'cassandra',
  'oracle',
  'snowflake',
  'postgresql+psycopg2',
  'postgresql+asyncpg',
  'mysql+pymysql',
  'mysql2',
];
const QUEUES = ['amqp', 'amqps', 'nats', 'stomp', 'mqtt', 'mqtts', 'kafka'];
const SERVERS = ['smtp', 'smtps', 'imap', 'imaps', 'ldap', 'ldaps', 'ftps', 'sftp', 'smb', 'socks5'];

/** Addresses that have a password in them. */
export const urlKinds: readonly SecretKind[] = [
  urlKind({ name: 'database-url', title: 'address of a database with its password' }, DATABASES),
  urlKind({ name: 'message-broker-url', title: 'address of a message broker with its password' }, QUEUES),
  urlKind({ name: 'server-url', title: 'address of a server with its password' }, SERVERS),
];

/** Every file of the web is full of these schemes: they are looked for in the image's config and in files of some names only. */
export const webUrlKind: SecretKind = urlKind({ name: 'basic-auth-url', title: 'web address with a password' }, [
  'http',
  'https',
  'git+https',
  'ftp',
  'svn',
]);

function urlKind(kind: Pick<SecretKind, 'name' | 'title'>, schemes: readonly string[]): SecretKind {
  return {
    ...kind,
    severity: 'high',
    keywords: schemes.map((scheme) => `${scheme}://`),
    told: 'shape',
    textOnly: true,
    find: urlWithPassword,
    fix: 'Change the password, and give the address to the container when it runs.',
    falsePositives:
      'Passwords of examples and defaults are known; those of local test servers must look drawn to be told.',
  };
}

function urlWithPassword({ text, at, keyword }: SecretPlace): FoundSecret | undefined {
  const start = at + keyword.length;
  const [, user = '', written = '', host = ''] = USER_AND_HOST.exec(text.slice(start, start + 480)) ?? [];
  if (/[\w+]$/.test(text.slice(Math.max(0, at - 1), at)) || host === '') return undefined;
  const password = decoded(written);
  if (isKnownPassword(password) || isPlaceholder(user) || password.toLowerCase() === user.toLowerCase())
    return undefined;
  if (/(?:^|\.)example\.(?:com|org|net)$|\.(?:invalid|test)$|^(?:host|hostname|server|domain|my|your)/i.test(host))
    return undefined;
  return isStrong(password, host)
    ? { value: `${user}:${password}@${host}`, masked: `${keyword}…:…@${host.slice(0, 60)}` }
    : undefined;
}

const USER_AND_HOST = /^([\w.%+~-]{0,80}):([^\s@/"'`<>\\|]{1,160})@(\[[0-9a-f:]{2,45}\]|[A-Za-z0-9][\w.-]{0,120})/;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Could somebody keep it secret? Beside a host of a test network only what is plainly drawn. */
function isStrong(password: string, host: string): boolean {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((one) => one.test(password)).length;
  const isLocal = !/\.[a-z]{2,}$|\d\.\d/i.test(host) || /^(?:127\.|0\.0)|\.local(?:domain)?$/.test(host);
  if (isLocal) return password.length >= 12 && classes >= 2 && entropyOf(password) >= 3;
  return password.length >= 8 && classes >= 2 && entropyOf(password) >= 2.5;
}
