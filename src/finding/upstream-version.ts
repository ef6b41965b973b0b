import type { Package } from '../inventory/package.ts';

const SYSTEM_TYPES: ReadonlySet<string> = new Set(['alpm', 'apk', 'deb', 'rpm']);

/** What upstream called the version: without what packagers put before and behind it, and without a leading `v`. */
export function upstreamVersion({ type, version }: Package): string {
  if (type === 'golang')
    return /^v?0\.0\.0-\d{14}-/.test(version) ? '' : version.replace(/^v(?=\d)|\+(?:dirty|incompatible)$/g, '');
  if (!SYSTEM_TYPES.has(type)) return version.replace(/^v(?=\d)/, '');
  return /^(?:\d+:)?(\d[^-~+]*)/.exec(version)?.[1] ?? '';
}
