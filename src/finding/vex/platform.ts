import type { OperatingSystem } from '../../inventory/operating-system.ts';

/** Vendors and products in CPE names, by os-release ID. */
const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  almalinux: ['almalinux:almalinux'],
  alpine: ['alpinelinux:alpine_linux'],
  amzn: ['amazon:linux', 'amazon:linux_2', 'amazon:amazon_linux'],
  centos: ['centos:centos'],
  debian: ['debian:debian_linux'],
  fedora: ['fedoraproject:fedora'],
  ol: ['oracle:linux'],
  'opensuse-leap': ['opensuse:leap'],
  rhel: ['redhat:enterprise_linux'],
  rocky: ['rocky:rocky', 'resf:rocky_linux'],
  sles: ['suse:sles', 'suse:linux_enterprise_server'],
  ubuntu: ['canonical:ubuntu_linux'],
};

/** Is the operating system what the CPE name means? False for names of what we cannot tell from the image. */
export function isPlatform(cpe: string, os: OperatingSystem | undefined): boolean {
  const [, vendor = '', product = '', version = '', update = ''] = fieldsOf(cpe);
  if (!os || !Object.hasOwn(PLATFORMS, os.id) || !PLATFORMS[os.id]?.includes(`${vendor}:${product}`)) return false;
  if (version === '' || version === '*') return true;
  const servicePack = /^sp(\d{1,2})$/.exec(update)?.[1];
  const wanted = servicePack === undefined ? version : `${version}.${servicePack}`;
  return os.version === wanted || os.version.startsWith(`${wanted}.`);
}

/** Part, vendor, product, version and update, of the older form with slashes or of CPE 2.3. */
function fieldsOf(cpe: string): string[] {
  const body = cpe.replace(/^cpe:(?:2\.3:|\/)/, '').toLowerCase();
  return body.split(':', 5).map((field) => field.replaceAll('\\', ''));
}
