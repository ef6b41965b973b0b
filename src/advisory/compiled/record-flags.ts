import type { Advisory } from '../advisory.ts';

/** What a record holds beside the fields that every advisory has. */
export const recordFlags = {
  withdrawn: 1,
  published: 2,
  modified: 4,
  severity: 8,
  exploited: 16,
  epss: 32,
  upstream: 64,
  text: 128,
} as const;

export function flagsOf(advisory: Advisory): number {
  const { withdrawn, published, modified, severity, exploited, epss, upstream, text } = recordFlags;
  return (
    (advisory.withdrawn === undefined ? 0 : withdrawn) |
    (advisory.published === undefined ? 0 : published) |
    (advisory.modified === undefined ? 0 : modified) |
    (advisory.severity ? severity : 0) |
    (advisory.exploited ? exploited : 0) |
    (advisory.epss ? epss : 0) |
    (advisory.upstream ? upstream : 0) |
    (advisory.summary === '' && advisory.references.length === 0 ? 0 : text)
  );
}
