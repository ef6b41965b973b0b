import { packageName, versionText } from '../record-fields.ts';
import { plainEvr } from '../rpm/build-statements.ts';
import { type CsafProducts, productChain } from './csaf-products.ts';

/** A package of Red Hat Enterprise Linux, as a CSAF document names it. */
export interface RedHatPackage {
  readonly ecosystem: string;
  /** Of the binary package, or of the source package where `source` says so. */
  readonly name: string;
  readonly module?: string;
  /** Absent for packages that are not tied to a build. */
  readonly architecture?: string;
  readonly evr?: string;
  readonly source: boolean;
  /** Only for systems with extended life cycle support. */
  readonly extended: boolean;
}

/**
 * What a product id of Red Hat's means to an ordinary system; undefined for all else: releases with a support of their
 * own (EUS, AUS, TUS, E4S), layered products, whose builds have the names of ordinary packages and other versions, and
 * containers.
 */
export function redHatPackage(id: string, products: CsafProducts): RedHatPackage | undefined {
  const chain = productChain(id, products);
  const release = releaseOf(chain.at(-1)?.cpe);
  const [component, ...around] = chain;
  if (!release || !component || around.length === 0) return undefined;
  const named = component.purl === undefined ? nameInWords(component.id) : rpmOf(component.purl);
  if (!named || named.module === NOT_OF_A_MODULE) return undefined;
  // Documents of before 2025 have the module between the package and the release.
  const module = named.module ?? around.flatMap(({ purl }) => moduleOf(purl) ?? [])[0];
  const { name, evr, architecture } = named;
  return {
    ecosystem: `Red Hat:${release.major}`,
    name,
    ...(module !== undefined && { module }),
    ...(architecture !== undefined && !named.source && { architecture }),
    ...(evr !== undefined && { evr }),
    source: named.source,
    extended: release.extended,
  };
}

/** Products whose packages have names of their own, or belong to every system of the release. */
const BESIDE = /^(?:rhel_extras(?:_\w+)?|rhel_software_collections|devtools|rhel_dotnet)$/;
const COLLECTIONS_ALONE = '7';

function releaseOf(cpe: string | undefined): { major: string; extended: boolean } | undefined {
  const [, product = '', version = '', edition = ''] =
    /^cpe:\/[ao]:redhat:(\w+)(?::([\w.]*))?(?::[^:]*(?::([^:]*))?)?/.exec(cpe ?? '') ?? [];
  if (product === 'enterprise_linux' || product === 'rhel_els') {
    const major = /^\d{1,3}(?=\.|$)/.exec(version)?.[0];
    return major === undefined ? undefined : { major, extended: product === 'rhel_els' };
  }
  if (!BESIDE.test(product)) return undefined;
  const major = /^el(\d{1,3})$/.exec(edition)?.[1] ?? (product.startsWith('rhel_extras') ? version : COLLECTIONS_ALONE);
  return /^\d{1,3}$/.test(major) ? { major, extended: false } : undefined;
}

interface NamedPackage {
  readonly name: string;
  readonly module?: string;
  readonly architecture?: string;
  readonly evr?: string;
  readonly source: boolean;
}

/** Builds for other packagings than modules have `rpmmod` without a stream: flatpaks. */
const NOT_OF_A_MODULE = '';

function rpmOf(purl: string): NamedPackage | undefined {
  const { name, version, qualifiers } = parsePurl(purl, 'rpm') ?? {};
  const plainName = packageName(name);
  if (plainName === undefined || !qualifiers) return undefined;
  const architecture = qualifiers.get('arch');
  const label = qualifiers.get('rpmmod');
  const release = versionText(version);
  const epoch = /^\d{1,9}$/.exec(qualifiers.get('epoch') ?? '')?.[0] ?? '0';
  return {
    name: plainName,
    ...(label !== undefined && { module: streamOf(label) ?? NOT_OF_A_MODULE }),
    ...(architecture !== undefined && { architecture }),
    // `go-toolset@rhel8` has the stream in place of a version.
    ...(release?.includes('-') && { evr: plainEvr(`${epoch}:${release}`) }),
    source: architecture === 'src',
  };
}

/** What is not fixed had only a name in the first documents: `kernel`, `nodejs:18/nodejs`; a source package's. */
function nameInWords(id: string): NamedPackage | undefined {
  const [, module, rest] = /^(?:([\w.+-]{1,100}:[\w.+-]{1,100})\/)?([\w.+-]{1,256})$/.exec(id) ?? [];
  const name = packageName(rest?.replace(/\.src$/, ''));
  return name === undefined ? undefined : { name, source: true, ...(module !== undefined && { module }) };
}

function moduleOf(purl: string | undefined): string | undefined {
  const { name, version } = parsePurl(purl ?? '', 'rpmmod') ?? {};
  return name === undefined || version === undefined ? undefined : streamOf(`${name}:${version}`);
}

/** `ruby:2.7` of `ruby:2.7:8080020230427102918:63b34585`. */
function streamOf(label: string): string | undefined {
  return /^[\w.+-]{1,100}:[\w.+-]{1,100}(?=:|$)/.exec(label)?.[0];
}

function parsePurl(
  purl: string,
  type: 'rpm' | 'rpmmod',
): { name: string; version?: string; qualifiers: ReadonlyMap<string, string> } | undefined {
  const match = /^pkg:(\w{1,20})\/(?:redhat\/)?([^/@?#]{1,512})(?:@([^?#]{0,512}))?(?:\?([^#]{0,2048}))?$/.exec(purl);
  if (!match || match[1] !== type) return undefined;
  const [, , name = '', version, query = ''] = match;
  const qualifiers = new Map<string, string>();
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals > 0) qualifiers.set(pair.slice(0, equals), decoded(pair.slice(equals + 1)));
  }
  return { name: decoded(name), ...(version !== undefined && { version: decoded(version) }), qualifiers };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
