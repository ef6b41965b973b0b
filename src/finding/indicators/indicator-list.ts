import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { sha256 } from '../../base/digest.ts';
import { FormatError, messageOf, UsageError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import type { ListedIndicator, ParsedList } from './indicator.ts';
import { looksLikeCsv, parseCsvList } from './parse-csv-list.ts';
import { parseJsonList } from './parse-json-list.ts';
import { parsePlainList } from './parse-plain-list.ts';

/** All that the user's lists name. */
export interface IndicatorSet {
  /** By algorithm and hash: `sha256:…`. */
  readonly hashes: ReadonlyMap<string, ListedIndicator>;
  /** Hosts and URLs, by the host they name. */
  readonly locations: ReadonlyMap<string, readonly ListedIndicator[]>;
  /** Of the lists' contents: the same lists give the same findings. */
  readonly digest: string;
  /** Entries of sorts that cannot be looked for in an image: mail addresses, paths without a host, … */
  readonly unused: number;
}

/** Reads lists in plain text, CSV, STIX 2.1 and MISP JSON. @throws UsageError that names the file and line at fault. */
export function readIndicators(paths: readonly string[]): IndicatorSet {
  const hashes = new Map<string, ListedIndicator>();
  const locations = new Map<string, ListedIndicator[]>();
  const contents: string[] = [];
  let unused = 0;
  for (const path of paths) {
    const text = readList(path);
    contents.push(text);
    const list = parseList(path, text);
    unused += list.unused;
    for (const indicator of list.indicators) {
      if (indicator.kind !== 'host' && indicator.kind !== 'url') {
        const key = `${indicator.kind}:${indicator.value}`;
        if (!hashes.has(key)) hashes.set(key, indicator);
      } else addLocation(indicator);
    }
    if (hashes.size + locations.size > limits.indicators)
      throw new UsageError('bad-config', `${path}: more than ${limits.indicators} indicators`);
  }
  return { hashes, locations, digest: sha256(JSON.stringify(contents)), unused };

  function addLocation(indicator: ListedIndicator): void {
    const host = hostOf(indicator);
    const known = locations.get(host);
    if (!known) locations.set(host, [indicator]);
    else if (known.length < MOST_PER_HOST && !known.some((one) => isSame(one, indicator))) known.push(indicator);
  }
}

/** More ports and paths of one host are no longer told apart. */
const MOST_PER_HOST = 1_000;

/** The host of a place on the network. */
export function hostOf(indicator: ListedIndicator): string {
  if (indicator.kind !== 'url') return indicator.value;
  return /^(?:\[([^\]]*)\]|([^/:?#]*))/.exec(indicator.value)?.slice(1).find(Boolean) ?? indicator.value;
}

function isSame(a: ListedIndicator, b: ListedIndicator): boolean {
  const port = (one: ListedIndicator): number | undefined => (one.kind === 'host' ? one.port : undefined);
  return a.kind === b.kind && a.value === b.value && port(a) === port(b);
}

function readList(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > limits.indicatorFile)
      throw new UsageError('bad-config', `${path}: ${size} bytes are too many for a list`);
    const text = readFileSync(path, 'utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError('no-such-file', `there is no list ${path} that can be read`, { cause: error });
  }
}

function parseList(path: string, text: string): ParsedList {
  const name = basename(path);
  try {
    if (/^\s*[[{]/.test(text) && !/^\s*\[[.:]/.test(text)) return parseJsonList(text, name);
    return looksLikeCsv(name, text) ? parseCsvList(text, name) : parsePlainList(text, name);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new UsageError('bad-config', `${path}: ${messageOf(error)}`, { cause: error });
  }
}
