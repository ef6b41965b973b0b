import type { Classifier } from './classifier.ts';

const MYSQL = ['mysql', 'mysqld', 'mysqladmin', 'mysqldump', 'libmysqlclient.so*'];
const MARIADB = ['mariadb', 'mariadbd', 'mariadb-*', ...MYSQL, 'libmariadb.so*', 'libmariadbd.so*'];

/** Before the name of the machine and the time it was built at, or among strings that stay in their places. */
const REDIS = [
  '{short}buildkitsandbox-',
  '\0{numbers}\0{word}-builtin\0',
  '\0{numbers}\0 (git:',
  'Redis version {numbers}',
  '{short}{hex}-{digits}00000000',
];

/** Databases, caches, and their tools. */
export const databases: readonly Classifier[] = [
  {
    name: 'valkey',
    files: ['valkey-server', 'redis-server', 'valkey-check-aof', 'valkey-check-rdb', 'valkey-cli', 'valkey-benchmark'],
    versions: REDIS,
    requires: ['valkey'],
    cpes: ['lfprojects:valkey'],
  },
  {
    name: 'redis',
    files: ['redis-server', 'redis-check-aof', 'redis-check-rdb', 'redis-cli', 'redis-benchmark', 'redis-sentinel'],
    versions: REDIS,
    requires: ['edis'],
    without: ['valkey', 'keydb'],
    cpes: ['redis:redis', 'redislabs:redis'],
  },
  {
    name: 'memcached',
    files: ['memcached'],
    versions: ['\0memcached {version}', 'VERSION {version}\0'],
    cpes: ['memcached:memcached'],
  },
  {
    name: 'postgresql',
    files: [
      'postgres',
      'psql',
      'pg_ctl',
      'pg_dump',
      'pg_dumpall',
      'pg_restore',
      'initdb',
      'pg_basebackup',
      'pg_upgrade',
      'pg_isready',
    ],
    versions: ['(PostgreSQL) {version}', '\0PostgreSQL {version}'],
    cpes: ['postgresql:postgresql'],
  },
  { name: 'pgbouncer', files: ['pgbouncer'], versions: ['\0PgBouncer {version}\0'], cpes: ['pgbouncer:pgbouncer'] },
  {
    name: 'pgpool',
    files: ['pgpool', 'pcp_node_info', 'pcp_attach_node', 'pcp_stop_pgpool'],
    versions: ['\0--version\0{version}\0%s (%s) %s'],
    cpes: ['pgpool:pgpool-ii'],
  },
  {
    name: 'mariadb',
    files: MARIADB,
    versions: ['{numbers}-MariaDB', '\0MariaDB {numbers}\0', 'MARIADB_UNIX_PORT\0{numbers}\0', '/mariadb-{numbers}/'],
    requires: ['MariaDB'],
    cpes: ['mariadb:mariadb'],
  },
  {
    name: 'percona-xtradb-cluster',
    files: MYSQL,
    versions: ['/Percona-XtraDB-Cluster-{numbers}'],
    cpes: ['percona:xtradb_cluster', 'percona:percona_server', 'oracle:mysql'],
  },
  {
    name: 'percona-server',
    files: MYSQL,
    versions: ['/percona-server-{numbers}'],
    cpes: ['percona:percona_server', 'oracle:mysql'],
  },
  {
    name: 'percona-xtrabackup',
    files: ['xtrabackup'],
    versions: ['/percona-xtrabackup-{numbers}', 'percona-xtrabackup{text}{numbers}/'],
    cpes: ['percona:xtrabackup'],
  },
  {
    name: 'mysql',
    files: [...MYSQL, 'ndbd', 'ndbmtd', 'ndb_mgmd', 'ndb_mgm'],
    versions: [
      '/mysql-cluster-gpl-{numbers}',
      '/mysql-cluster-com-{numbers}',
      '/mysql-{numbers}/',
      '/mysql-{numbers}-',
      '\0{numbers}{nul}mysql_',
    ],
    without: ['MariaDB'],
    cpes: ['oracle:mysql'],
  },
  {
    name: 'mongodb',
    files: ['mongod', 'mongos', 'mongo'],
    versions: ['{version}{nul}tcmalloc', '{version}{nul}heap_size', '{version}{nul}cppdefines'],
    cpes: ['mongodb:mongodb'],
  },
  {
    name: 'arangodb',
    files: ['arangosh', 'arangod'],
    versions: ['{build} [linux]', '{build} enterprise [linux]'],
    cpes: ['arangodb:arangodb'],
  },
  {
    name: 'sqlcipher',
    files: ['sqlcipher', 'libsqlcipher.so*'],
    versions: ['fast_kdf_iter\0{version}\0', '\0{version}\0cipher_page_size', '\0{version} community\0'],
    requires: ['cipher_'],
    cpes: ['zetetic:sqlcipher'],
  },
  {
    name: 'clickhouse',
    files: ['clickhouse', 'clickhouse-server', 'clickhouse-local', 'clickhouse-common'],
    versions: ['\0ClickHouse {numbers}'],
    cpes: ['clickhouse:clickhouse', 'yandex:clickhouse'],
  },
];
