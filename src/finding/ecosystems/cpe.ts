import type { Package } from '../../inventory/package.ts';
import type { Ecosystem, Lookup } from '../ecosystem.ts';
import { productOf } from '../third-party.ts';
import { upstreamVersion } from '../upstream-version.ts';

/**
 * Software by the names that the National Vulnerability Database has for it, where neither a distribution nor a registry
 * speaks of it: recognised by its bytes, or packaged by its own makers.
 */
export const cpe: Ecosystem = {
  name: 'CPE',
  lookups(found) {
    const names = [...new Set([...(found.cpes ?? []).flatMap(vendorAndProduct), ...thirdPartyNames(found)])];
    const version = upstreamVersion(found);
    if (names.length === 0 || version === '') return [];
    return names.map((name): Lookup => ({ ecosystem: 'CPE', name, version, confidence: 'low' }));
  },
};

/** `cpe:2.3:a:vendor:product:…`, where a backslash escapes. */
function vendorAndProduct(cpeName: string): string[] {
  const [, , part, vendor, product] = cpeName.split(/(?<!\\):/, 6);
  if (part !== 'a' || !vendor || !product) return [];
  return [`${vendor}:${product}`.replace(/\\(?=.)/g, '').toLowerCase()];
}

function thirdPartyNames(found: Package): string[] {
  const product = productOf(found);
  return product === undefined ? [] : [product];
}
