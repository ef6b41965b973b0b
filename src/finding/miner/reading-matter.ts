import type { NotedFile } from '../detector.ts';

/**
 * Is the file there to be read by people or by tests, as far as its path says? Never of what the container starts or names:
 * there a name proves nothing.
 */
export function isReadingMatter({ path, reach }: Pick<NotedFile, 'path' | 'reach'>): boolean {
  if (reach !== 'present' && reach !== 'hidden') return false;
  return DOCUMENT.test(path) || FOLDER.test(path) || RULES.test(path);
}

const DOCUMENT =
  /\.(?:md|mdx|markdown|rst|adoc|asciidoc|html?|xhtml|pod|tex|texi|info|[1-9](?:\.gz)?|ipynb|po|pot|mo|svg|csv|tsv)$|(?:^|\/)(?:metadata|pkg-info|readme|changelog|changes|news|authors|copying|license|faq)(?:\.[a-z]+)?$|\.(?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)test_[^/]+\.py$|_test\.(?:go|py)$/i;
const FOLDER =
  /(?:^|\/)(?:doc|docs|man|info|locale|i18n|__tests__|tests?|testdata|test-data|fixtures?|__fixtures__|specs?|examples?|samples?|vectors|wordlists?|blocklists?|blacklists?)\//i;
/** Of scanners, intrusion detection, blockers. */
const RULES =
  /\.(?:ya?ra?|rules|sigma|ndb|ldb|hdb|hsb|cvd|cld|ioc|stix2?|snort)$|(?:^|\/)(?:falco|falcosecurity|suricata|snort|sigma|yara|semgrep|nuclei|wazuh|ossec|clamav|maltrail|pihole|pi-hole|adguard(?:home)?|ublock)[^/]*\/|(?:hosts|blocklist|blacklist|denylist|adblock|easylist|nocoin|threat)[^/]*$/i;
