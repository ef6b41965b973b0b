import type { Reach } from '../../behavior/reach.ts';
import type { Recognition } from './recognition.ts';

/** Products that are made of payloads: tools of attackers and testers, rule sets, vulnerable teaching applications. */
const COLLECTION =
  /(?:^|\/)[^/]{0,40}?(?:metasploit|msfconsole|payloadsallthethings|payload[_-]?all[_-]?the|seclists|exploit-?db|exploit-database|nishang|powersploit|weevely|laudanum|fuzzdb|commix|sqlmap|setoolkit|social-engineer|nuclei|modsecurity|coreruleset|owasp-crs|suricata|snort|yara-rules|signature-base|clamav|semgrep|nikto|zaproxy|routersploit|pwntools|pwnlib|phpggc|ysoserial|dvwa|juice-shop|webgoat|mutillidae|php-malware|malware-finder|maldet|maltrail|rkhunter|chkrootkit|gtfobins|reverse-shell-generator|revshells|wfuzz|wordlists|webshells|empire-server|covenant|beef-xss|guarddog|bandit|psalm|phpstan|php_?codesniffer|security-?corpus|wpscan|arachni)[^/]{0,40}?\//i;
const TESTS =
  /(?:^|\/)(?:tests?|__tests__|testing|test[-_]?(?:data|suites?|cases?|resources)|testdata|fixtures?|specs?|examples?|docs?|documentation|samples?|demos?|benchmarks?)\//i;

export function isCollectionPath(path: string): boolean {
  return COLLECTION.test(path);
}

/** What a file's place says of what was recognised in it; undefined where it says that there is nothing to tell. */
export function weighSurroundings(
  one: Recognition,
  { path, reach }: { readonly path: string | undefined; readonly reach: Reach },
): Pick<Recognition, 'weight' | 'family'> | undefined {
  if (path === undefined || reach === 'started' || reach === 'referenced') return one;
  if (isCollectionPath(path)) return one.weight === 'weak' ? undefined : { weight: 'weak', family: 'dual-use' };
  if (TESTS.test(path)) return one.weight === 'weak' ? undefined : { weight: 'weak', family: one.family };
  return one;
}
