import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import * as tls from 'node:tls';
import type { Dispatcher } from 'undici';
import { messageOf, UsageError } from '../errors.ts';
import { limits } from '../limits.ts';
import { proxyFor } from './proxy.ts';
import type { HttpTiming } from './timing.ts';

export interface ConnectionOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** PEM file of additional certificate authorities. */
  readonly caFile?: string | undefined;
  readonly timing: HttpTiming;
}

/** Open connections, kept per proxy and per way of verifying. */
export interface Connections {
  dispatcherFor(url: URL, options: { verify: boolean }): Promise<Dispatcher>;
}

/** @throws UsageError when the file of certificates cannot be used. */
export function openConnections({ environment, caFile, timing }: ConnectionOptions): Connections {
  const authorities = additionalAuthorities(environment, caFile);
  const trusted = authorities.length > 0 ? trusting(authorities) : undefined;
  const dispatchers = new Map<string, Promise<Dispatcher>>();
  return {
    dispatcherFor(url, { verify }) {
      const proxy = proxyFor(url, environment);
      const key = `${verify} ${proxy?.href ?? ''}`;
      const known = dispatchers.get(key);
      if (known) return known;
      const connect = {
        timeout: timing.connectMs,
        rejectUnauthorized: verify,
        ...(trusted ? { secureContext: trusted } : {}),
      };
      const created = open(proxy, connect, trusted);
      dispatchers.set(key, created);
      return created;
    },
  };
}

interface Connect {
  readonly timeout: number;
  readonly rejectUnauthorized: boolean;
  readonly secureContext?: tls.SecureContext;
}

/** undici takes over 100 ms to load, which only those who speak to a registry shall pay. */
async function open(
  proxy: URL | undefined,
  connect: Connect,
  trusted: tls.SecureContext | undefined,
): Promise<Dispatcher> {
  const { Agent, ProxyAgent } = await import('undici');
  if (!proxy) return new Agent({ connect });
  return new ProxyAgent({
    uri: proxy.href,
    // Plain HTTP goes to the proxy as such; many refuse CONNECT to other ports than 443.
    proxyTunnel: false,
    requestTls: connect,
    proxyTls: { timeout: connect.timeout, ...(trusted ? { secureContext: trusted } : {}) },
  });
}

function additionalAuthorities(environment: ConnectionOptions['environment'], caFile: string | undefined): string[] {
  const found: string[] = [];
  if (caFile !== undefined) found.push(readPem(caFile));
  // Variables of other tools: what they name may well be absent, which OpenSSL ignores too.
  for (const path of [environment.SSL_CERT_FILE, environment.NODE_EXTRA_CA_CERTS]) {
    if (!path) continue;
    try {
      found.push(readPem(path));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return found;
}

function readPem(path: string): string {
  try {
    if (statSync(path).size > limits.credentialFile) throw new Error('too large');
    const text = readFileSync(path, 'utf8');
    // OpenSSL passes over what it cannot read, which would be found out much later.
    new X509Certificate(text);
    return text;
  } catch (error) {
    throw new UsageError(
      'bad-config',
      `the file of certificate authorities ${path} cannot be used: ${messageOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** Naming authorities replaces the built-in ones, so those come along. */
function trusting(authorities: readonly string[]): tls.SecureContext {
  return tls.createSecureContext({ ca: [...tls.rootCertificates, ...authorities] });
}
