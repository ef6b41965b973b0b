import { BlockList, isIP } from 'node:net';
import { UsageError } from '../errors.ts';
import { parseUrl } from './url.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a URL. Rules as curl and Go share them: lower case before upper case,
 * NO_PROXY holds hosts (with their subdomains), host:port, addresses, CIDR blocks or `*`; loopback never goes through one.
 * @throws UsageError when the proxy's URL is none.
 */
export function proxyFor(url: URL, environment: Environment): URL | undefined {
  const secure = url.protocol === 'https:';
  const name = secure ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const proxy = variable(environment, name) ?? variable(environment, 'ALL_PROXY');
  if (proxy === undefined) return undefined;
  const host = bareHost(url.hostname);
  if (isLoopback(host) || isExcluded(host, url.port || (secure ? '443' : '80'), variable(environment, 'NO_PROXY'))) {
    return undefined;
  }
  const parsed = parseUrl(proxy.includes('://') ? proxy : `http://${proxy}`);
  if (!parsed?.hostname || !/^(?:https?|socks5?):$/.test(parsed.protocol)) {
    throw new UsageError(
      'bad-config',
      `the environment variable ${name} holds no proxy URL like http://proxy.example:3128`,
    );
  }
  return parsed;
}

/** Is this host the machine itself? */
export function isLoopback(host: string): boolean {
  const bare = bareHost(host).toLowerCase();
  if (bare === 'localhost' || bare.endsWith('.localhost')) return true;
  return isIP(bare) === 4 ? bare.startsWith('127.') : bare === '::1';
}

function variable(environment: Environment, name: string): string | undefined {
  return environment[name.toLowerCase()] || environment[name] || undefined;
}

function bareHost(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

function isExcluded(host: string, port: string, list: string | undefined): boolean {
  return (list ?? '')
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(host.toLowerCase(), port, entry.toLowerCase()));
}

function matches(host: string, port: string, entry: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInBlock(host, entry);
  if (isIP(entry)) return host === entry;
  const colon = entry.lastIndexOf(':');
  if (colon >= 0 && entry.slice(colon + 1) !== port) return false;
  const name = bareHost(colon < 0 ? entry : entry.slice(0, colon)).replace(/^\*?\./, '');
  return host === name || (isIP(host) === 0 && host.endsWith(`.${name}`));
}

function isInBlock(host: string, block: string): boolean {
  const [network = '', prefix = ''] = block.split('/');
  const family = isIP(network);
  if (family === 0 || isIP(host) !== family || !/^[0-9]{1,3}$/.test(prefix)) return false;
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
