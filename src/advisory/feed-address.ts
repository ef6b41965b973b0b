import { pathToFileURL } from 'node:url';
import { UsageError } from '../base/errors.ts';
import { parseUrl } from '../base/http/url.ts';
import type { AdvisorySource } from './advisory-source.ts';

/** Where the source's files are had from: its own address, or the mirror that TIDEWAITER_FEEDS names. */
export function feedAddress(
  source: Pick<AdvisorySource, 'name' | 'address' | 'mirrorFolder'>,
  environment: Readonly<Record<string, string | undefined>>,
): URL {
  const setting = environment.TIDEWAITER_FEEDS?.trim();
  if (!setting) return new URL(source.address);
  if (isAddress(setting)) return new URL(`${source.mirrorFolder ?? source.name}/`, parseRoot(setting));
  for (const entry of setting.split(',')) {
    const equals = entry.indexOf('=');
    const root = parseRoot(entry.slice(equals + 1).trim());
    if (equals > 0 && entry.slice(0, equals).trim() === source.name) return root;
  }
  return new URL(source.address);
}

function isAddress(text: string): boolean {
  return /^(?:[a-z]+:\/\/|\/)/i.test(text);
}

function parseRoot(text: string): URL {
  const url = text.startsWith('/') ? pathToFileURL(text) : parseUrl(text);
  if (!url || !/^(?:https?|file):$/.test(url.protocol)) {
    const wanted = 'one address (https://…/, file:///…/) or a list like osv=https://…/,kev=file:///…/';
    throw new UsageError('bad-config', `TIDEWAITER_FEEDS should hold ${wanted}`);
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}
