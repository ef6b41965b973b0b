import { poolOf } from './pool-hosts.ts';

/** Where a miner would fetch its work. */
export interface PoolEndpoint {
  /** In lower case. */
  readonly host: string;
  readonly port?: number;
  /** Named with the scheme that only miners speak. */
  readonly scheme?: string;
  /** The known pool it belongs to. */
  readonly pool?: string;
}

const SCHEME = /^(stratum[12]?s?(?:\+(?:tcps?|ssl|tls|wss?|udp|http))?):\/\/([^\s"'`<>\\,;()[\]{}|]{1,300})/i;
const HOST_AND_PORT = /^((?:[a-z0-9_-]{1,63}\.){1,8}[a-z0-9-]{1,63})\.?(?::(\d{1,5}))?(?![\w.-])/i;

/** The pool at the start of a text like `stratum+tcp://user.rig@pool.example:3333`; undefined for a sample. */
export function readStratum(text: string): PoolEndpoint | undefined {
  const [, scheme, rest] = SCHEME.exec(text) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  const endpoint = readEndpoint(rest.slice(rest.lastIndexOf('@') + 1));
  return endpoint && { ...endpoint, scheme: scheme.toLowerCase() };
}

/** `pool.example:3333` at the start of a text, as far as it may be somebody's machine in the net. */
export function readEndpoint(text: string): PoolEndpoint | undefined {
  const [, name, digits] = HOST_AND_PORT.exec(text) ?? [];
  const host = name?.toLowerCase();
  if (host === undefined || isSample(host)) return undefined;
  const isNumeric = /^[\d.]+$/.test(host);
  if (isNumeric ? !isPublicAddress(host) : !/\.[a-z][a-z0-9-]+$/.test(host)) return undefined;
  const port = Number(digits);
  if (digits !== undefined && (port < 1 || port > 65_535)) return undefined;
  const pool = poolOf(host);
  return {
    host,
    ...(digits === undefined ? {} : { port }),
    ...(pool === undefined ? {} : { pool }),
  };
}

/** Pools that take the share of a miner's authors: every copy of the program names them. */
export function isFeePool(host: string): boolean {
  return /(?:^|\.)(?:xmrig\.com|donate2?\.graef\.in|(?:dev)?fee\.[a-z0-9.-]+)$/.test(host);
}

export function endpointText({ host, port }: PoolEndpoint): string {
  return port === undefined ? host : `${host}:${port}`;
}

/** Not the reserved `.example`: nobody documents a miner with it, and harmless images of tests do. */
function isSample(host: string): boolean {
  return /(?:^|\.)example\.(?:com|org|net)$|(?:^|[.-])(?:your|my|some|xxx+|host|hostname|domain)(?:[.-]|$)|^(?:pool|server|url)\.(?:com|tld)$/.test(
    host,
  );
}

function isPublicAddress(host: string): boolean {
  const parts = host.split('.').map(Number);
  const [a = 0, b = 0] = parts;
  if (parts.length !== 4 || parts.some((part) => part > 255)) return false;
  return !(
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 192 && b === 168) ||
    (a === 172 && b >= 16 && b < 32)
  );
}
