import type { Classifier } from './classifier.ts';

/** Extensions of PHP's own source tree, whose version is PHP's. */
const BUNDLED =
  `bcmath bz2 calendar ctype curl dba dl_test dom enchant exif ffi fileinfo filter ftp gd gettext gmp iconv
  imap intl ldap mbstring mysqli mysqlnd odbc opcache pcntl pdo pdo_dblib pdo_firebird pdo_mysql pdo_odbc pdo_pgsql
  pdo_sqlite pgsql phar posix pspell readline session shmop simplexml snmp soap sockets sodium sqlite3 sysvmsg sysvsem
  sysvshm tidy tokenizer xml xmlreader xmlwriter xsl zend_test zlib`.split(/\s+/);

/** Extensions that are released on their own, at PECL for the most part. */
const SEPARATE =
  `amqp apcu ast blackfire couchbase decimal ds ev event excimer gearman geoip gnupg grpc http igbinary imagick
  inotify ioncube_loader lua mailparse maxminddb mcrypt memcache memcached mongodb msgpack newrelic oauth oci8 openswoole
  pcov pdo_oci pdo_sqlsrv phalcon protobuf psr raphf rdkafka redis relay rrd scrypt smbclient solr sqlsrv ssh2 stomp svn
  swoole sync tideways timezonedb uopz uploadprogress uuid uv vips xdebug xhprof xlswriter xmldiff xmlrpc yac yaf yaml zip zmq
  zookeeper zstd`.split(/\s+/);

/** Where the strings of a module's entry stand together: its version, and the interface that it was built for. */
const MODULE = [
  '\0{version}{nul}API20',
  '\0{version}{nul}API4',
  '\0{version}\0Zend Technologies',
  '\0mysqlnd {version}\0',
];

/** What it shows of itself on PHP's page of information. */
const PAGE = [
  'upport\0{triple}\0',
  '\0{version}\0Version\0',
  '\0{version}\0Extension Version\0',
  '\0{version}\0Extension version\0',
  '\0{version}\0extension version\0',
  '\0{version}\0Module Version\0',
  '\0{version}\0{word} extension version\0',
  '\0{version}\0{word} Version\0',
  '\0{version}\0IMAGICK_EXTVER\0',
  '\0{version}\0pcov\\version\0',
  '\0{version}\0Derick Rethans\0',
  '\0{version}\0Zip version\0',
];

/** Extensions of PHP. */
export const phpExtensions: readonly Classifier[] = [
  ...BUNDLED.map((name) => extension(name, { versions: MODULE, cpes: ['php:php'] })),
  ...SEPARATE.map((name) =>
    extension(name, { versions: [...MODULE, `\0{version}\0${name} version\0`, ...PAGE], cpes: [] }),
  ),
];

function extension(name: string, { versions, cpes }: Pick<Classifier, 'versions' | 'cpes'>): Classifier {
  return { name: `php-${name}`, files: [`${name}.so`], folder: 'php', versions, cpes };
}
