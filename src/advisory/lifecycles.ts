import { FormatError } from '../base/errors.ts';
import { asList, asObject, asText, type Json, type JsonObject, parseJson } from '../base/json.ts';
import { limits } from '../base/limits.ts';
import { shortText } from './record-fields.ts';

/** How long the releases of one product are cared for. Not an advisory: it speaks of no vulnerability. */
export interface Lifecycle {
  /** As endoflife.date names it: `python`. */
  readonly product: string;
  /** For people: `Python`. */
  readonly title: string;
  /** Package URLs without version, by which packages are known. */
  readonly purls: readonly string[];
  /** `vendor:product` of CPE names. */
  readonly cpes: readonly string[];
  /** Newest first, as published. */
  readonly releases: readonly ReleaseLife[];
}

export interface ReleaseLife {
  /** What its versions begin with: `3.12`. */
  readonly name: string;
  /** `YYYY-MM-DD`. */
  readonly released?: string;
  /** The last day of security support, where it is known: `YYYY-MM-DD`. */
  readonly endOfLife?: string;
  /** Support had ended when the document was made, whether a date is given or not. */
  readonly ended: boolean;
  /** The last day of longer support, bought as a rule. */
  readonly endOfExtendedSupport?: string;
}

/** Where the lifecycles are had from: one document with all of them. */
export const lifecycleSource = {
  name: 'endoflife',
  homepage: 'https://endoflife.date/',
  license: 'MIT',
  address: 'https://endoflife.date/api/v1/',
  path: 'products/full',
} as const;

/** The products of endoflife.date's API v1 (`products/full`). @throws FormatError where it is another document. */
export function parseLifecycles(text: string): Lifecycle[] {
  const document = asObject(parseJson(text));
  if (!Array.isArray(document?.result)) throw new FormatError('not a list of products');
  return asList(document.result)
    .slice(0, limits.lifecycles)
    .map(asObject)
    .flatMap((product) => (product ? readProduct(product) : []));
}

/** Lifecycles by the names of their products. */
export interface LifecycleIndex {
  byCpe(name: string): Lifecycle | undefined;
  /** Without version; qualifiers do not count. */
  byPurl(purl: string): Lifecycle | undefined;
}

export function indexLifecycles(lifecycles: readonly Lifecycle[]): LifecycleIndex {
  const cpes = new Map<string, Lifecycle>();
  const purls = new Map<string, Lifecycle>();
  // The first that claims a name keeps it: several products name the same Docker image.
  for (const lifecycle of lifecycles) {
    for (const cpe of lifecycle.cpes) if (!cpes.has(cpe)) cpes.set(cpe, lifecycle);
    for (const purl of lifecycle.purls) if (!purls.has(purl)) purls.set(purl, lifecycle);
  }
  return { byCpe: (name) => cpes.get(name), byPurl: (purl) => purls.get(bare(purl)) };
}

/** The release that a version belongs to: the one whose name is the longest beginning of it. */
export function releaseOf(lifecycle: Lifecycle, version: string): ReleaseLife | undefined {
  const parts = version.replace(/^v/, '').split(/[.+-]/, 5);
  for (let count = parts.length; count > 0; count--) {
    const name = parts.slice(0, count).join('.');
    const number = name.replace(/[A-Za-z].*$/, '');
    const release = lifecycle.releases.find((each) => each.name === name || each.name === number);
    if (release) return release;
  }
  return undefined;
}

function readProduct(product: JsonObject): Lifecycle[] {
  const name = asText(product.name) ?? '';
  if (!/^[a-z0-9][a-z0-9.-]{0,99}$/.test(name)) return [];
  const identifiers = asList(product.identifiers).slice(0, limits.advisoryNames).map(asObject);
  const ids = (type: string) => identifiers.filter((each) => each?.type === type).map((each) => asText(each?.id) ?? '');
  return [
    {
      product: name,
      title: shortText(asText(product.label) ?? name),
      purls: [...new Set(ids('purl').map(bare))].filter((purl) => purl.startsWith('pkg:')),
      cpes: [...new Set(ids('cpe').map(productOf))].filter((cpe) => cpe !== ''),
      releases: asList(product.releases)
        .slice(0, limits.advisoryRanges)
        .map(asObject)
        .flatMap((release) => (release ? readRelease(release) : [])),
    },
  ];
}

function readRelease(release: JsonObject): ReleaseLife[] {
  const name = asText(release.name) ?? '';
  if (!/^[\w.+-]{1,64}$/.test(name)) return [];
  const released = dateOf(release.releaseDate);
  const endOfLife = dateOf(release.eolFrom);
  const endOfExtendedSupport = dateOf(release.eoesFrom);
  return [
    {
      name,
      ...(released ? { released } : {}),
      ...(endOfLife ? { endOfLife } : {}),
      ended: release.isEol === true,
      ...(endOfExtendedSupport ? { endOfExtendedSupport } : {}),
    },
  ];
}

function dateOf(value: Json | undefined): string | undefined {
  return /^\d{4}-\d\d-\d\d$/.exec(asText(value) ?? '')?.[0];
}

/** Without version, qualifiers and subpath. */
function bare(purl: string): string {
  const path = purl.slice(0, 500).replace(/[?#].*$/s, '');
  const at = path.lastIndexOf('@');
  return at > path.lastIndexOf('/') ? path.slice(0, at) : path;
}

/** `python:python` of `cpe:2.3:a:python:python:*:…` and of `cpe:/a:python:python`. */
function productOf(cpe: string): string {
  const [vendor, product] = cpe
    .slice(0, 500)
    .replace(/^cpe:(?:2\.3:|\/)[aoh]:/, '')
    .replaceAll('\\', '')
    .toLowerCase()
    .split(':', 2);
  return vendor && product ? `${vendor}:${product}` : '';
}
