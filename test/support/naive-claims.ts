import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import type { JsonObject } from '../../src/base/json.ts';
import { asList, asObject, asText, parseJson } from '../../src/base/json.ts';
import { isAmbiguous, naiveBounds, naiveStatements } from './naive-osv.ts';
import { sharedData, sharedFiles } from './raw-records.ts';
import { changelogFixes } from './shared-feeds.ts';

/** What a raw record says of one package, read in the plainest way. It shares nothing with the product but JSON. */
export interface NaiveClaim {
  /** Name of the product's source, and the advisory's id there. */
  readonly source: string;
  readonly id: string;
  readonly name: string;
  /** Versions at which something begins or ends. */
  readonly bounds: readonly string[];
  readonly rule: NaiveRule;
  /** Of rpm packages: the module stream, and whether it is of one. */
  readonly module?: string;
}

export type NaiveRule =
  /** OSV's `affected` entry. */
  | { readonly kind: 'osv'; readonly entry: JsonObject }
  /** All versions below one of these; all there are where there is no end. */
  | { readonly kind: 'below'; readonly fixed: readonly string[] }
  | { readonly kind: 'never' }
  /** All versions that none of these RubyGems requirements names. */
  | { readonly kind: 'gem'; readonly safe: readonly string[] }
  /** Ranges as npm writes them. */
  | { readonly kind: 'npm'; readonly vulnerable: string; readonly patched: string }
  /** A version that meets all constraints of one of the branches. */
  | { readonly kind: 'composer'; readonly branches: readonly (readonly string[])[] };

/** OSV records of one ecosystem, without those whose events no order can sort. */
export function osvClaims(texts: readonly string[], ecosystem: string): NaiveClaim[] {
  return texts
    .flatMap(naiveStatements)
    .filter((statement) => statement.ecosystem === ecosystem && !isAmbiguous(statement.entry))
    .map(({ id, name, entry, module }) => ({
      ...{ source: 'osv', id, name, bounds: naiveBounds(entry), rule: { kind: 'osv', entry } },
      ...(module === undefined ? {} : { module }),
    }));
}

/** Alpine's secdb of one branch. Fixed in version 0 is never affected. */
export function alpineClaims(branch: string): NaiveClaim[] {
  return ['main', 'community'].flatMap((repository) => {
    const file = asObject(parseJson(readFileSync(sharedData(`alpine-secdb/${branch}-${repository}.json`), 'utf8')));
    return asList(file?.packages).flatMap((value) => {
      const told = asObject(asObject(value)?.pkg);
      const fixes = new Map<string, string[]>();
      for (const [version, entries] of Object.entries(asObject(told?.secfixes) ?? {})) {
        for (const id of asList(entries).flatMap((entry) => vulnerabilityNames(asText(entry) ?? ''))) {
          fixes.set(id, [...(fixes.get(id) ?? []), version]);
        }
      }
      return [...fixes].map(([id, versions]): NaiveClaim => {
        const fixed = versions.filter((version) => version !== '0');
        const rule: NaiveRule = fixed.length === 0 ? { kind: 'never' } : { kind: 'below', fixed };
        return { source: 'alpine-secdb', id, name: asText(told?.name) ?? '', bounds: fixed, rule };
      });
    });
  });
}

/** `CVE-2019-17498`, `CVE-2017-2616 (+ regression fix)`, `XSA-248`, `CVE-2017-17044 XSA-246`. */
function vulnerabilityNames(entry: string): string[] {
  const cves = entry.match(/CVE-\d{4}-\d{4,}/g);
  return cves ?? entry.match(/\b[A-Z]+-[\w-]*\d[\w-]*/g) ?? [];
}

export function changelogClaims(): NaiveClaim[] {
  return changelogFixes().map(({ source, id, fixed }) => ({
    ...{ source: 'debian-tracker', id, name: source, bounds: [fixed], rule: { kind: 'below', fixed: [fixed] } },
  }));
}

/** DSA and DLA of one release, by its code name. Notices that only mend a former one, or mend nothing, close no hole. */
export function noticeClaims(codename: string): NaiveClaim[] {
  return ['DSA', 'DLA'].flatMap((list) => {
    const claims: NaiveClaim[] = [];
    const blocks = readFileSync(sharedData(`debian-tracker/data/${list}/list`), 'utf8').split(/\n(?=\[)/);
    for (const block of blocks) {
      const [head = '', ...lines] = block.split('\n').map((line) => line.trim());
      const [, id = '', title = ''] = /\] (D[SL]A-\S+) (.*)/.exec(head) ?? [];
      const named = lines.some((line) => line.startsWith('{CVE-'));
      for (const line of lines.filter((text) => text.startsWith(`[${codename}] - `))) {
        const [, name = '', what = ''] = /^\S+ - (\S+) (\S+)/.exec(line) ?? [];
        if (!named && !title.includes('security update')) continue;
        if (what === '<not-affected>') continue;
        const fixed = what.startsWith('<') ? [] : [what];
        claims.push({ source: 'debian-advisories', id, name, bounds: fixed, rule: { kind: 'below', fixed } });
      }
    }
    return claims;
  });
}

export function gemClaims(): NaiveClaim[] {
  return sharedFiles('ruby-advisory-db/gems').map((path) => {
    const record = yamlAt(`ruby-advisory-db/gems/${path}`);
    const safe = [...asList(record.patched_versions), ...asList(record.unaffected_versions)].map(String);
    const [cve, ghsa, osvdb] = [record.cve, record.ghsa, record.osvdb];
    const id = cve ? `CVE-${cve}` : ghsa ? `GHSA-${ghsa}` : `OSVDB-${osvdb}`;
    return {
      source: 'ruby-advisory-db',
      id,
      name: String(record.gem),
      bounds: versionsIn(safe),
      rule: { kind: 'gem', safe },
    };
  });
}

export function composerClaims(): NaiveClaim[] {
  return sharedFiles('php-security-advisories')
    .filter((path) => path.endsWith('.yaml') && !path.startsWith('.'))
    .map((path) => {
      const record = yamlAt(`php-security-advisories/${path}`);
      const name = String(record.reference).replace('composer://', '').toLowerCase();
      const branches = Object.values(asObject(record.branches) ?? {}).map((branch) =>
        asList(asObject(branch)?.versions).map(String),
      );
      const file = path.split('/').at(-1)?.replace('.yaml', '') ?? '';
      const isNamed = typeof record.cve === 'string' && record.cve.startsWith('CVE-');
      const id = isNamed ? String(record.cve) : `FRIENDSOFPHP-${name.replace('/', '-')}-${file}`;
      return {
        source: 'php-security-advisories',
        id,
        name,
        bounds: versionsIn(branches.flat()),
        rule: { kind: 'composer', branches },
      };
    });
}

/** Of npm packages, or of Node.js itself. */
export function nodeClaims(folder: 'npm' | 'core'): NaiveClaim[] {
  const index = asObject(parseJson(readFileSync(sharedData(`nodejs-security-wg/vuln/${folder}/index.json`), 'utf8')));
  return Object.entries(index ?? {}).map(([number, value]) => {
    const record = asObject(value) ?? {};
    const [vulnerable, patched] = [
      asText(folder === 'npm' ? record.vulnerable_versions : record.vulnerable) ?? '',
      asText(folder === 'npm' ? record.patched_versions : record.patched) ?? '',
    ];
    const cves = asList(folder === 'npm' ? record.cves : record.cve).map(String);
    const own = `${folder === 'npm' ? 'NSWG-ECO' : 'NODEJS-CORE'}-${number}`;
    const name = folder === 'npm' ? (asText(record.module_name) ?? '') : 'node';
    const bounds = versionsIn([vulnerable, patched]).filter((version) => /^\d+\.\d+\.\d+$/.test(version));
    const [cve = own, ...others] = cves;
    const rule: NaiveRule = { kind: 'npm', vulnerable, patched };
    return { source: 'nodejs-security-wg', id: others.length === 0 ? cve : own, name, bounds, rule };
  });
}

function yamlAt(path: string): JsonObject {
  return (
    asObject(parseJson(JSON.stringify(parseYaml(readFileSync(sharedData(path), 'utf8'), { schema: 'failsafe' })))) ?? {}
  );
}

function versionsIn(constraints: readonly string[]): string[] {
  return [...new Set(constraints.flatMap((text) => text.match(/\d[\w.-]*/g) ?? []))];
}

/** Claims by the package they are of. */
export function groupByName(claims: readonly NaiveClaim[]): Map<string, NaiveClaim[]> {
  const groups = new Map<string, NaiveClaim[]>();
  for (const claim of claims) {
    const name = claim.name;
    groups.set(name, [...(groups.get(name) ?? []), claim]);
  }
  return groups;
}

/** What tells one claim from others. */
export function keyOfClaim({ name, source, id }: NaiveClaim): string {
  return `${name} ${source} ${id}`;
}
