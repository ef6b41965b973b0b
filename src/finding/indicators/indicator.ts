import { isIPv4, isIPv6 } from 'node:net';

/** Something known to be bad, as a list of the user's names it. */
export type Indicator = HashIndicator | HostIndicator | UrlIndicator;

export interface HashIndicator {
  readonly kind: 'md5' | 'sha1' | 'sha256';
  /** Lower-case hex. */
  readonly value: string;
}

export interface HostIndicator {
  readonly kind: 'host';
  /** A name in lower case, which means all below it too, or an address. */
  readonly value: string;
  /** Only this one is bad. */
  readonly port?: number;
}

export interface UrlIndicator {
  readonly kind: 'url';
  /** Host, port and the rest, without a scheme: `bad.example:8080/a.sh`. */
  readonly value: string;
}

/** Where it stands, for reports and errors. */
export interface ListedAt {
  /** Name of the list: `campaign.txt:12`. */
  readonly at: string;
  /** What the list says about it. */
  readonly note?: string;
}

export type ListedIndicator = Indicator & ListedAt;

/** What one list holds. */
export interface ParsedList {
  readonly indicators: readonly ListedIndicator[];
  /** Entries of sorts that cannot be looked for in an image. */
  readonly unused: number;
}

/** A clause for a story. */
export function namesHost(named: string, { at, note }: ListedIndicator): string {
  return `names ${named}, which is known to be bad (${at}${note ? `: ${note}` : ''})`;
}

/** What a value means; undefined when it is none of the sorts that are known. Defanged forms are understood. */
export function parseIndicator(text: string): Indicator | undefined {
  const value = refang(text.trim());
  if (value.length > LONGEST) return undefined;
  return parseHash(value) ?? parseLocation(value);
}

const LONGEST = 2_048;
const HASHES = { 32: 'md5', 40: 'sha1', 64: 'sha256' } as const;

/** `hxxps[:]//bad[.]example` means `https://bad.example`. */
export function refang(text: string): string {
  return text
    .replace(/^h(?:xx|tt|\*\*)p(s?)(?=\[?:)/i, 'http$1')
    .replace(/\[:\]/g, ':')
    .replace(/\[:\/\/\]/g, '://')
    .replace(/[[({](?:\.|dot)[\])}]/gi, '.');
}

function parseHash(value: string): HashIndicator | undefined {
  const hex = /^(?:md5|sha1|sha-1|sha256|sha-256)?:?([0-9a-f]{32,64})$/i.exec(value)?.[1]?.toLowerCase();
  const kind = hex && HASHES[hex.length as keyof typeof HASHES];
  return hex && kind ? { kind, value: hex } : undefined;
}

const LOCATION =
  /^(?:([a-z][a-z0-9+.-]{1,20}):\/\/)?(?:[^\s/@]{1,200}@)?(\[[0-9a-f:.]{2,45}\]|[^\s/:?#[\]]{1,253})(?::(\d{1,5}))?([/?#]\S*)?$/i;

function parseLocation(value: string): Indicator | undefined {
  if (isIPv6(value)) return hostIndicator(value, undefined);
  const match = LOCATION.exec(value);
  if (!match) return undefined;
  const [, , bracketed = '', port, rest = ''] = match;
  const host = bracketed
    .replace(/^\[|\]$/g, '')
    .toLowerCase()
    .replace(/\.$/, '');
  const found = hostIndicator(host, port === undefined ? undefined : Number(port));
  if (!found || rest === '' || rest === '/') return found;
  // A network in place of an address would match nothing.
  if (/^\/\d{1,3}$/.test(rest) && match[1] === undefined && isIPv4(host)) return undefined;
  return { kind: 'url', value: `${bracketed.toLowerCase()}${port === undefined ? '' : `:${port}`}${rest}` };
}

const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.){1,30}(?:[a-z][a-z0-9-]{0,61}[a-z0-9])$/;
/** Every image names these. */
const OUR_OWN = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$|::1?$)/;

function hostIndicator(host: string, port: number | undefined): HostIndicator | undefined {
  const isName = host.length <= 253 && NAME.test(host) && host.length >= SHORTEST_NAME;
  if (!isName && !isIPv4(host) && !isIPv6(host)) return undefined;
  if (OUR_OWN.test(host) || host === 'localhost.localdomain') return undefined;
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  return { kind: 'host', value: host, ...(port === undefined ? {} : { port }) };
}

const SHORTEST_NAME = 4;
