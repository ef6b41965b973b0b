import { UsageError } from '../../base/errors.ts';
import { isLoopback } from '../../base/http/proxy.ts';
import { parseUrl } from '../../base/http/url.ts';
import type { Reference } from '../reference.ts';
import type { RegistryOptions } from '../source.ts';

/** One server that may have the repository: the registry that the reference names, or a mirror of it. */
export interface Endpoint {
  /** As the user knows it, and as its credentials are filed: `docker.io`. */
  readonly domain: string;
  /** False for mirrors. */
  readonly named: boolean;
  /** Origins to try in this order until one answers. */
  readonly origins: readonly string[];
  /** Repository at this server. */
  readonly repository: string;
  /** Host that may show any certificate. */
  readonly lenientHost: string | undefined;
}

const HUB = 'docker.io';
const HUB_SERVER = 'registry-1.docker.io';

/**
 * Mirrors first, then the registry itself.
 * @throws UsageError `bad-config` when a mirror is no URL.
 */
export function endpointsOf(reference: Reference, options: RegistryOptions): readonly Endpoint[] {
  const { domain, path } = reference;
  const mirrors = Object.entries(options.mirrors ?? {}).find(([name]) => name === domain)?.[1] ?? [];
  return [...mirrors.map((mirror) => mirrorEndpoint(mirror, path)), registryEndpoint(domain, path, options)];
}

/** Loopback counts as insecure, as with Docker: a registry on one's own machine seldom has a certificate. */
function registryEndpoint(domain: string, repository: string, options: RegistryOptions): Endpoint {
  const host = domain === HUB ? HUB_SERVER : domain;
  const secure = parseUrl(`https://${host}`);
  if (!secure) throw new UsageError('bad-reference', `${JSON.stringify(domain)} is no host to connect to`);
  const lenient = options.insecure === true || isLoopback(secure.hostname);
  return {
    domain,
    named: true,
    origins: lenient ? [`https://${host}`, `http://${host}`] : [`https://${host}`],
    repository,
    lenientHost: lenient ? secure.hostname : undefined,
  };
}

function mirrorEndpoint(mirror: string, path: string): Endpoint {
  const url = parseUrl(mirror.includes('://') ? mirror : `https://${mirror}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '') {
    throw new UsageError(
      'bad-config',
      'a mirror must be given as https://host or https://host/path, without a password',
    );
  }
  const prefix = url.pathname.split('/').filter((part) => part !== '' && part !== 'v2');
  return {
    domain: url.host,
    named: false,
    origins: [url.origin],
    repository: [...prefix, path].join('/'),
    lenientHost: isLoopback(url.hostname) ? url.hostname : undefined,
  };
}
