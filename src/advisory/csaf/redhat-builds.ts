import type { AffectedState } from '../advisory.ts';
import { severityOf, shortNote } from '../record-fields.ts';
import type { Build } from '../rpm/build-statements.ts';
import { rpm } from '../versions/rpm.ts';
import type { CsafRemediation, CsafVulnerability } from './csaf-document.ts';
import type { CsafProducts } from './csaf-products.ts';
import { type RedHatPackage, redHatPackage } from './redhat-product.ts';

/**
 * What one vulnerability of a Red Hat document says of ordinary systems' packages.
 *
 * Components that are not fixed are often named by their source package (`kernel`, `nodejs:18/nodejs`, purls with
 * `arch=src`). They become packages of that name: whoever matches asks for a binary package's own name first, then for
 * that of its source. Where a document speaks of a binary package of the same name, only that counts.
 */
export function* redHatBuilds(vulnerability: CsafVulnerability, products: CsafProducts): Generator<Build> {
  const words = wordsOf(vulnerability);
  for (const entries of byPackage(vulnerability, products).values()) {
    const own = entries.some((entry) => !entry.source) ? entries.filter((entry) => !entry.source) : entries;
    const fixed = own.filter(({ status, evr }) => status === 'fixed' && evr !== undefined);
    const ordinary = fixed.filter(({ extended }) => !extended);
    yield* fixedBuilds(ordinary.length > 0 ? ordinary : fixed, words);
    yield* openBuilds(own, { words, isFixed: fixed.length > 0 });
  }
}

interface Entry extends RedHatPackage {
  readonly id: string;
  readonly status: string;
}

const STATUSES = ['fixed', 'known_affected', 'known_not_affected', 'under_investigation'];

function byPackage({ statuses }: CsafVulnerability, products: CsafProducts): Map<string, Entry[]> {
  const packages = new Map<string, Entry[]>();
  for (const status of STATUSES) {
    for (const id of statuses.get(status) ?? []) {
      const found = redHatPackage(id, products);
      if (!found) continue;
      const key = [found.ecosystem, found.name, found.module].join('\0');
      const entries = packages.get(key) ?? [];
      entries.push({ ...found, id, status });
      packages.set(key, entries);
    }
  }
  return packages;
}

/**
 * The oldest of several fixed versions counts: a document lists one for each minor release that was current when it was
 * fixed, and one for each context that a module was built in, and calls all of them fixed.
 */
function* fixedBuilds(fixed: readonly Entry[], words: Words): Generator<Build> {
  const oldest = new Map<string, Entry>();
  for (const entry of fixed) {
    const known = oldest.get(entry.architecture ?? '');
    if (!known || rpm.compare(entry.evr ?? '', known.evr ?? '') < 0) oldest.set(entry.architecture ?? '', entry);
  }
  for (const entry of oldest.values()) {
    yield {
      ...buildOf(entry, words),
      state: 'affected',
      range: { introduced: '0', ...(entry.evr !== undefined && { fixed: entry.evr }) },
      note: [words.erratum.get(entry.id), entry.extended ? 'with extended life cycle support' : undefined]
        .filter((word) => word)
        .join(' '),
    };
  }
}

function* openBuilds(entries: readonly Entry[], options: { words: Words; isFixed: boolean }): Generator<Build> {
  const { words, isFixed } = options;
  for (const entry of entries) {
    const build = buildOf(entry, words);
    if (entry.status === 'known_not_affected') {
      const label = words.unaffected.get(entry.id);
      const only = entry.evr === undefined ? { range: { introduced: '0' } } : { version: entry.evr };
      yield { ...build, ...only, state: 'not-affected', ...(label && { note: label }) };
    } else if (!isFixed && entry.status === 'known_affected') {
      const remedy = words.remedy.get(entry.id);
      yield { ...build, range: { introduced: '0' }, state: stateOf(remedy), ...noteOf(remedy) };
    } else if (!isFixed && entry.status === 'under_investigation') {
      yield { ...build, range: { introduced: '0' }, state: 'under-investigation' };
    }
  }
}

function buildOf(entry: Entry, { severity }: Words): Omit<Build, 'state'> {
  const { ecosystem, name, module, architecture, id } = entry;
  const rated = severityOf(severity.get(id));
  return {
    ecosystem,
    name,
    ...(module !== undefined && { module }),
    ...(architecture !== undefined && { architectures: [architecture] }),
    ...(rated && { severity: rated }),
  };
}

function stateOf(remedy: CsafRemediation | undefined): AffectedState {
  if (remedy?.category === 'no_fix_planned') {
    return /out of support/i.test(remedy.details) ? 'end-of-life' : 'will-not-fix';
  }
  return remedy?.category === 'none_available' && /deferred/i.test(remedy.details) ? 'deferred' : 'affected';
}

function noteOf(remedy: CsafRemediation | undefined): { note?: string } {
  const note = shortNote(remedy?.details);
  return note === '' || note === 'Affected' ? {} : { note };
}

/** What the document says of single products, by product id. */
interface Words {
  readonly erratum: ReadonlyMap<string, string>;
  readonly remedy: ReadonlyMap<string, CsafRemediation>;
  readonly unaffected: ReadonlyMap<string, string>;
  /** Empty where one word is for all: the advisory has it. */
  readonly severity: ReadonlyMap<string, string>;
}

function wordsOf({ remediations, flags, impacts }: CsafVulnerability): Words {
  const erratum = new Map<string, string>();
  const remedy = new Map<string, CsafRemediation>();
  for (const each of remediations) {
    const id = /\/errata\/(RH[A-Z]A-\d{4}:\d{1,9})$/.exec(each.url)?.[1];
    for (const product of each.products) {
      if (each.category === 'vendor_fix' && id !== undefined) erratum.set(product, id);
      if (each.category === 'no_fix_planned' || each.category === 'none_available') remedy.set(product, each);
    }
  }
  return {
    erratum,
    remedy,
    unaffected: new Map(flags.flatMap(({ label, products }) => products.map((product) => [product, label]))),
    severity: new Map(
      impacts.length > 1 ? impacts.flatMap(({ word, products }) => products.map((product) => [product, word])) : [],
    ),
  };
}
