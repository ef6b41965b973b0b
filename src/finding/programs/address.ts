/** What is known of where a connection goes. */
export type AddressKind = 'remote' | 'private' | 'local' | 'placeholder' | 'unknown';

const LOCAL = /^(?:localhost|localhost\.localdomain|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|0\.0\.0\.0|0|::)$/i;
const PRIVATE =
  /^(?:10\.\d{1,3}\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3}\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])\.\d{1,3}\.\d{1,3}|169\.254\.\d{1,3}\.\d{1,3})$/;
/** Names that stand for an address yet to be filled in. */
const PLACEHOLDER =
  /[<>{}[\]%#]|^(?:lhost|rhost|attacker|attacker[._-]?ip|your[._-]?ip|ip|host|hostname|address|target|server|evil|x\.x\.x\.x|a\.b\.c\.d|example\.(?:com|org|net)|(?:.{0,40}\.)?(?:your|my)[-_]?(?:domain|server|host|ip)[\w.-]{0,20})$/i;
const REAL =
  /^(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9a-f:]{3,39}|(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.){1,8}[a-z][a-z0-9-]{1,30}|0x[0-9a-f]{8}|\d{8,10})$/i;

export function addressKind(host: string | undefined): AddressKind {
  if (host === undefined) return 'unknown';
  const bare = host
    .trim()
    .replace(/^(?:tcp|ssl|tls|udp|ws|wss|https?):\/\//i, '')
    .replace(/^\[(.{1,60})\]$/, '$1');
  if (bare === '') return 'unknown';
  if (LOCAL.test(bare)) return 'local';
  if (PRIVATE.test(bare)) return 'private';
  if (PLACEHOLDER.test(bare)) return 'placeholder';
  return REAL.test(bare) ? 'remote' : 'unknown';
}
