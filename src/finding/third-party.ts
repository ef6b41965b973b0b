import type { Package } from '../inventory/package.ts';

/** Who made a package that looks like one of the distribution's. */
export interface ThirdParty {
  readonly vendor: string;
  /** Names of upstream's products by package name, for CPE records: `vendor:product`. */
  readonly products: Readonly<Record<string, string>>;
}

/**
 * The maker of a deb that is known not to come from the distribution, by its maintainer or the mark in its version. The
 * distribution's records say nothing of these packages, though it may have packages of the same names.
 */
export function thirdParty({ type, supplier = '', version }: Package): ThirdParty | undefined {
  if (type !== 'deb') return undefined;
  const marked = MARKS.test(version) ? MAKERS.find(({ mark }) => mark?.test(version)) : undefined;
  if (marked) return marked;
  const domain = domainOf(supplier);
  return domain === undefined ? undefined : byDomain.get(domain);
}

/** The vendor of an rpm where it is none of the distribution's own; undefined where it is, or nothing tells. */
export function foreignRpmVendor(
  { supplier }: Pick<Package, 'supplier'>,
  own: readonly string[] | undefined,
): string | undefined {
  const vendor = supplier?.trim().toLowerCase();
  if (!vendor || !own || own.some((start) => vendor.startsWith(start))) return undefined;
  return vendor.startsWith('fedora project') ? 'Fedora Project (EPEL)' : supplier;
}

/** Upstream's product that a package of another maker is, for CPE records. */
export function productOf(found: Package): string | undefined {
  if (found.type === 'deb') return own(thirdParty(found)?.products, found.name);
  if (found.type !== 'rpm') return undefined;
  const vendor = found.supplier?.toLowerCase() ?? '';
  return own(
    MAKERS.find(({ rpmVendor }) => rpmVendor !== undefined && vendor.startsWith(rpmVendor))?.products,
    found.name,
  );
}

function own(products: Readonly<Record<string, string>> | undefined, name: string): string | undefined {
  return products && Object.hasOwn(products, name) ? products[name] : undefined;
}

/** `docker.com` of `Docker <support@docker.com>`. */
function domainOf(supplier: string): string | undefined {
  const at = supplier.lastIndexOf('@');
  if (at < 0) return undefined;
  const end = supplier.indexOf('>', at);
  const host = supplier
    .slice(at + 1, end < 0 ? undefined : end)
    .trim()
    .toLowerCase();
  return host.split('.').slice(-2).join('.');
}

interface Maker extends ThirdParty {
  /** Domains of maintainers' addresses: the last two parts. */
  readonly domains?: readonly string[];
  /** In versions, where the maintainer is the distribution's own. */
  readonly mark?: RegExp;
  /** How the vendor field of its rpms begins, in lower case. */
  readonly rpmVendor?: string;
}

const MAKERS: readonly Maker[] = [
  { vendor: 'Amazon', domains: ['amazon.com'], products: {} },
  { vendor: 'Azul', domains: ['azul.com', 'azulsystems.com'], products: {} },
  { vendor: 'Caddy', domains: ['caddyserver.com', 'lightcodelabs.com'], products: { caddy: 'caddyserver:caddy' } },
  { vendor: 'ClickHouse', domains: ['clickhouse.com'], products: { 'clickhouse-server': 'clickhouse:clickhouse' } },
  { vendor: 'Cloudflare', domains: ['cloudflare.com'], products: { cloudflared: 'cloudflare:cloudflared' } },
  { vendor: 'Datadog', domains: ['datadoghq.com'], products: {} },
  {
    vendor: 'Docker',
    domains: ['docker.com'],
    rpmVendor: 'docker',
    products: {
      'containerd.io': 'linuxfoundation:containerd',
      'docker-ce': 'docker:docker',
      'docker-ce-cli': 'docker:command_line_interface',
    },
  },
  { vendor: 'Eclipse Adoptium', domains: ['adoptium.net', 'eclipse.org'], products: {} },
  {
    vendor: 'Elastic',
    domains: ['elastic.co', 'elasticsearch.com'],
    rpmVendor: 'elastic',
    products: {
      elasticsearch: 'elastic:elasticsearch',
      filebeat: 'elastic:filebeat',
      kibana: 'elastic:kibana',
      logstash: 'elastic:logstash',
      metricbeat: 'elastic:metricbeat',
    },
  },
  { vendor: 'GitHub', domains: ['github.com'], products: { gh: 'github:cli' } },
  {
    vendor: 'GitLab',
    domains: ['gitlab.com'],
    products: { 'gitlab-ce': 'gitlab:gitlab', 'gitlab-ee': 'gitlab:gitlab' },
  },
  { vendor: 'Google', domains: ['google.com', 'chromium.org'], products: { 'google-chrome-stable': 'google:chrome' } },
  { vendor: 'Grafana', domains: ['grafana.com'], rpmVendor: 'grafana', products: { grafana: 'grafana:grafana' } },
  {
    vendor: 'HashiCorp',
    domains: ['hashicorp.com'],
    products: {
      consul: 'hashicorp:consul',
      nomad: 'hashicorp:nomad',
      terraform: 'hashicorp:terraform',
      vault: 'hashicorp:vault',
    },
  },
  { vendor: 'InfluxData', domains: ['influxdata.com', 'influxdb.com'], products: { influxdb: 'influxdata:influxdb' } },
  { vendor: 'Kubernetes', domains: ['kubernetes.io'], products: { kubelet: 'kubernetes:kubernetes' } },
  { vendor: 'MariaDB', domains: ['mariadb.com'], mark: /\+maria~/, products: { 'mariadb-server': 'mariadb:mariadb' } },
  { vendor: 'Microsoft', domains: ['microsoft.com'], products: {} },
  {
    vendor: 'MongoDB',
    domains: ['mongodb.com', '10gen.com'],
    rpmVendor: 'mongodb',
    products: { 'mongodb-org-server': 'mongodb:mongodb' },
  },
  {
    vendor: 'MySQL',
    domains: ['oracle.com', 'mysql.com'],
    products: { 'mysql-community-server': 'oracle:mysql', 'mysql-community-server-core': 'oracle:mysql' },
  },
  {
    vendor: 'nginx.org',
    domains: ['nginx.com', 'f5.com', 'nginx.org'],
    rpmVendor: 'nginx packaging',
    products: { nginx: 'f5:nginx' },
  },
  {
    vendor: 'NodeSource',
    domains: ['nodesource.com'],
    mark: /nodesource/,
    rpmVendor: 'nodesource',
    products: { nodejs: 'nodejs:node.js' },
  },
  { vendor: 'NVIDIA', domains: ['nvidia.com'], products: {} },
  { vendor: 'Ondřej Surý (PHP)', mark: /\+0~20\d{6}\.\d|\+(?:deb\.)?sury\.org/, products: {} },
  { vendor: 'Percona', domains: ['percona.com'], products: {} },
  { vendor: 'PostgreSQL (PGDG)', mark: /\.pgdg/, products: {} },
  { vendor: 'a personal archive (PPA)', mark: /\+(?:bionic|focal|jammy|noble|xenial)\d/, products: {} },
  { vendor: 'Puppet', domains: ['puppet.com', 'puppetlabs.com'], products: {} },
  { vendor: 'RabbitMQ', domains: ['rabbitmq.com'], products: { 'rabbitmq-server': 'vmware:rabbitmq' } },
  { vendor: 'Redis', domains: ['redis.io', 'redis.com'], products: { 'redis-server': 'redis:redis' } },
  { vendor: 'Tailscale', domains: ['tailscale.com'], products: {} },
  { vendor: 'Timescale', domains: ['timescale.com'], products: {} },
  { vendor: 'Varnish Software', domains: ['varnish-software.com'], products: {} },
  { vendor: 'Yarn', domains: ['dan.cx', 'yarnpkg.com'], products: { yarn: 'yarnpkg:yarn' } },
  { vendor: 'Zabbix', domains: ['zabbix.com'], products: { 'zabbix-agent': 'zabbix:zabbix' } },
];

const MARKS = new RegExp(MAKERS.flatMap(({ mark }) => mark?.source ?? []).join('|'));

const byDomain: ReadonlyMap<string, Maker> = new Map(
  MAKERS.flatMap((maker) => (maker.domains ?? []).map((domain): [string, Maker] => [domain, maker])),
);
