import type { Advisory, AffectedPackage } from '../../src/advisory/advisory.ts';

/** Advisories of package `common` and of one package each, with long texts. */
export function manyAdvisories(count: number): Advisory[] {
  return Array.from({ length: count }, (_, index) => ({
    ...plain(`GHSA-cf${index % 8 === 0 ? 'gh' : 'jm'}-2222-2222-${index}`),
    aliases: [`CVE-2024-${index}`],
    summary: `Vulnerability ${index} ${'of many words '.repeat(20 + (index % 50))}`,
    references: [`https://example.org/${index}`],
    affected: [about('common'), { ...about(`package-${index}`), versions: ['1.0', '1.1', `1.${index}`] }],
  }));
}

/** An advisory of no package. */
export function plain(id: string): Advisory {
  return { id, aliases: [], summary: 'Text', cvss: [], references: [], affected: [] };
}

export function about(name: string): AffectedPackage {
  return { ecosystem: 'npm', name, ranges: [{ introduced: '0', fixed: '1.2.3' }], state: 'affected' };
}
