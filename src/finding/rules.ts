import { onePlatformRule } from './compare-platforms.ts';
import type { Detector, Rule } from './detector.ts';
import { detectors } from './detectors/index.ts';
import { knownBadRules } from './indicators/known-bad.ts';

/** Rules of what makes findings without being a detector. */
const OTHER_RULES: readonly Rule[] = [
  {
    id: 'malware/malicious-package',
    title: 'Malicious package',
    meaning:
      'The image holds a version of a package that was published to do harm, as the malicious-packages records (`MAL-…`) of OSV say. Its code runs with whatever installs, imports or starts it.',
    severity: 'critical',
    falsePositives:
      'Records that were withdrawn do not count, nor does the empty package (`0.0.1-security`) that npm puts in the place of one it took down.',
    references: ['T1195.001', 'https://github.com/ossf/malicious-packages'],
  },
  {
    id: 'malware/yara:<namespace>:<rule>',
    title: "Match of one of the user's YARA rules",
    meaning:
      'A file matches a rule given with `--rules`. The namespace is the path of the rule file below the folder that was named; severity and description are those of the rule.',
    severity: 'medium',
    falsePositives:
      "As many as the rules have: a match is `suspicious`, never `malicious`. Files that are still what their distribution installed are not scanned. A score of 75 and more is high, one of 40 and more medium; only the word `critical` in the rule's meta or tags is critical.",
    references: ['https://virustotal.github.io/yara-x/'],
  },
  {
    id: 'vulnerability/known',
    title: 'Known vulnerability',
    meaning:
      'Advisories speak of the installed version of a package. How soon somebody should act is its priority; see docs/priority.md.',
    severity: 'unknown',
    falsePositives:
      "The distribution's own word that a version is not affected overrides ranges of others. VEX documents and exceptions answer the rest; `tidewaiter explain` tells why one was found.",
    references: ['https://ossf.github.io/osv-schema/'],
  },
];

/** Every rule that can make a finding, sorted by id. Severity is that of most of its findings. */
export function allRules(from: readonly Detector[] = detectors): Rule[] {
  const rules = [...from.flatMap((detector) => detector.rules), ...knownBadRules, onePlatformRule, ...OTHER_RULES];
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rules of these ids; what ends in a slash, or is a kind, stands for all that begin with it. */
export function findRules(ids: readonly string[], rules: readonly Rule[]): { found: Rule[]; unknown: string[] } {
  const matches = (id: string): Rule[] => {
    if (id.startsWith('malware/yara:')) return rules.filter((rule) => rule.id.startsWith('malware/yara:'));
    return rules.filter((rule) => rule.id === id || rule.id.startsWith(id.endsWith('/') ? id : `${id}/`));
  };
  const found = new Set(ids.flatMap(matches));
  return {
    found: rules.filter((rule) => found.has(rule)),
    unknown: ids.filter((id) => matches(id).length === 0),
  };
}
