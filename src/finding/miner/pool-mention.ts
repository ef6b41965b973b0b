import type { ContentPlace } from '../content/content-signal.ts';
import { endpointText, isFeePool, type PoolEndpoint, readEndpoint, readStratum } from './endpoint.ts';

const LONGEST_HOST = 253;

/** The pool that the place of a `stratum…` scheme names. */
export function stratumAt({ text, at }: ContentPlace): PoolEndpoint | undefined {
  const endpoint = readStratum(text.slice(at, at + 400));
  return endpoint && !isFeePool(endpoint.host) ? endpoint : undefined;
}

/** The known pool whose domain stands here, with the labels in front of it. */
export function knownPoolAt({ text, at, keyword }: ContentPlace): PoolEndpoint | undefined {
  let start = at;
  while (start > 0 && at - start < LONGEST_HOST && /[A-Za-z0-9_.-]/.test(text[start - 1] ?? '')) start--;
  const endpoint = readEndpoint(text.slice(start, at + keyword.length + 8));
  if (endpoint?.pool !== keyword || isFeePool(endpoint.host)) return undefined;
  // The web page of a pool is for people.
  return /https?:\/\/$/i.test(text.slice(Math.max(0, start - 10), start)) ? undefined : endpoint;
}

/** Told apart from other pools in one file, whatever their subdomains. */
export function poolExcerpt(endpoint: PoolEndpoint): string {
  const { scheme } = endpoint;
  return `${scheme === undefined ? '' : `${scheme}://`}${endpointText(endpoint)}`;
}
