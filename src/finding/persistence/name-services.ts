/** A name service that no known directory goes by. */
export interface UnknownService {
  readonly service: string;
  /** `passwd`, `shadow`, `group`. */
  readonly database: string;
  /** Where its module would lie. */
  readonly libraries: readonly string[];
}

const KNOWN = new Set(
  `files compat db dns nis nisplus hesiod systemd resolve myhostname mymachines sss sssd ldap winbind wins mdns mdns4 mdns6
  mdns_minimal mdns4_minimal mdns6_minimal cache extrausers libvirt libvirt_guest gw_name oslogin cache_oslogin altfiles
  usrfiles docker lwidentify lsass centrifydc vas4 vas3 kanidm himmelblau aad authd mysql mysqldb pgsql sqlite http homehost
  cache_ldap aix ato role sudo ubuntu nss_wrapper uid_wrapper tls gfs xbase openldap unscd machines eic aws_directory`
    .split(/\s+/)
    .filter(Boolean),
);
const FOLDERS = [
  'lib',
  'usr/lib',
  'lib64',
  'usr/lib64',
  'usr/local/lib',
  'lib/x86_64-linux-gnu',
  'usr/lib/x86_64-linux-gnu',
  'lib/aarch64-linux-gnu',
  'usr/lib/aarch64-linux-gnu',
  'lib/arm-linux-gnueabihf',
  'usr/lib/arm-linux-gnueabihf',
];
const MOST_SERVICES = 32;

/** Services of the databases that say who somebody is. */
export function unknownServices(text: string): UnknownService[] {
  const found = new Map<string, UnknownService>();
  for (const raw of text.split('\n', 500)) {
    const [, database, services = ''] =
      /^\s*(passwd|shadow|group|gshadow|initgroups)\s*:\s*([^#]{0,1000})/.exec(raw) ?? [];
    if (database === undefined) continue;
    for (const service of services
      .replaceAll(/\[[^\]]{0,200}\]/g, ' ')
      .split(/\s+/)
      .slice(0, MOST_SERVICES)) {
      if (!/^[\w-]{1,60}$/.test(service) || KNOWN.has(service) || found.has(service)) continue;
      const libraries = FOLDERS.map((folder) => `${folder}/libnss_${service}.so.2`);
      found.set(service, { service, database, libraries });
    }
  }
  return [...found.values()];
}
