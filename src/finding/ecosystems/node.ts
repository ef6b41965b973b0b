import type { Ecosystem } from '../ecosystem.ts';
import { productOf } from '../third-party.ts';
import { upstreamVersion } from '../upstream-version.ts';

/** Node.js itself: unpacked into the image, or installed from NodeSource. */
export const node: Ecosystem = {
  name: 'Node.js',
  types: ['deb', 'generic', 'rpm'],
  lookups(found) {
    const isNode =
      found.type === 'generic'
        ? (found.cpes ?? []).some((cpe) => cpe.startsWith('cpe:2.3:a:nodejs:node.js:'))
        : productOf(found) === 'nodejs:node.js';
    if (!isNode) return [];
    const version = upstreamVersion(found);
    if (version === '') return { reason: 'version-unknown', detail: 'Node.js' };
    return [{ ecosystem: 'Node.js', name: 'node', version }];
  },
};
