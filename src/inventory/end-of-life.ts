import { endOfLifeDates } from './end-of-life-dates.ts';

/** Last days of support, `YYYY-MM-DD`. */
export interface SupportDates {
  readonly ordinary: string;
  /** Of longer support that costs nothing: Debian LTS, Ubuntu Pro for an image that is signed up. */
  readonly extended?: string;
}

/** os-release IDs whose releases are those of another entry of the table. */
const SAME_RELEASES: Readonly<Record<string, string>> = {
  'opensuse-leap': 'opensuse',
  raspbian: 'debian',
  redhat: 'rhel',
  scientific: 'centos',
  'sl-micro': 'sle-micro',
  'sle-micro-rancher': 'sle-micro',
  sle_hpc: 'sles',
  sled: 'sles',
  sles_sap: 'sles',
};

/** When support of a release ends, if the table knows it. Rolling and unreleased versions have no date. */
export function supportDates(os: { id: string; version: string; name: string }): SupportDates | undefined {
  const releases = table().get(distribution(os));
  if (!releases) return undefined;
  for (const candidate of candidates(os.version.replace(/^v/, ''))) {
    const dates = releases.get(candidate);
    if (dates) return dates;
  }
  return releases.get('current');
}

function distribution(os: { id: string; name: string }): string {
  if (os.id === 'centos' && /\bstream\b/i.test(os.name)) return 'centos-stream';
  return Object.hasOwn(SAME_RELEASES, os.id) ? (SAME_RELEASES[os.id] ?? os.id) : os.id;
}

/** `3.22.1` is of release 3.22; SUSE calls 15.0 just `15`. */
function candidates(version: string): string[] {
  const parts = version.split('.', 4);
  const shorter = parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
  return [version, `${version}.0`, ...shorter];
}

let parsed: ReadonlyMap<string, ReadonlyMap<string, SupportDates>> | undefined;

function table(): ReadonlyMap<string, ReadonlyMap<string, SupportDates>> {
  parsed ??= new Map(
    Object.entries(endOfLifeDates).map(([id, text]) => [id, new Map(text.split(',').map(parseEntry))]),
  );
  return parsed;
}

function parseEntry(entry: string): [string, SupportDates] {
  const [release = '', ordinary = '', extended] = entry.trim().split(' ');
  return [release, { ordinary, ...(extended ? { extended } : {}) }];
}
