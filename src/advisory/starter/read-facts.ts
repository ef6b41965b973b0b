import { FormatError } from '../../base/errors.ts';
import type { Advisory, AffectedPackage, AffectedRange, Exploitation } from '../advisory.ts';
import { type Severity, severities } from '../severity.ts';

/**
 * Reads facts as this folder writes them, a paragraph for each vulnerability:
 *
 * ```text
 * CVE-2021-44228 critical exploited 2021-12-10 ransomware
 * = GHSA-jfh8-c2jp-5v3q
 * : Log4Shell: a text that is logged makes Log4j fetch and run code
 * @ https://logging.apache.org/security.html
 * Maven org.apache.logging.log4j:log4j-core | 2.13.0..2.15.0 | 2.4..2.12.2
 * Debian:11 apache-log4j2 | ..2.15.0-1~deb11u1
 * ```
 *
 * `=` other names, `:` what it is, `@` who says so; then packages with their affected versions: `a..b` from a up to, not with,
 * the fix b; `a..=b` up to and with b; without a, from the first version on; without b, no fix is known.
 * @throws FormatError naming the line.
 */
export function readFacts(text: string): Advisory[] {
  return text
    .trim()
    .split(/\n\n+/)
    .map((paragraph) => readParagraph(paragraph.split('\n')));
}

function readParagraph([head = '', ...lines]: readonly string[]): Advisory {
  const aliases: string[] = [];
  const references: string[] = [];
  const affected: AffectedPackage[] = [];
  let summary = '';
  for (const line of lines) {
    const rest = line.slice(2);
    if (line.startsWith('= ')) aliases.push(...rest.split(' '));
    else if (line.startsWith(': ')) summary = rest;
    else if (line.startsWith('@ ')) references.push(rest);
    else affected.push(readPackage(line));
  }
  return { ...readHead(head), aliases: aliases.sort(), summary, cvss: [], references, affected };
}

function readHead(line: string): Pick<Advisory, 'id' | 'severity' | 'exploited'> {
  const match = /^(\S+)(?: (critical|high|medium|low))?(?: exploited (\d{4}-\d\d-\d\d)( ransomware)?)?$/.exec(line);
  if (!match) throw new FormatError(`not the head of a fact: ${line}`);
  const [, id = '', word, since, ransomware] = match;
  const severity: Severity | undefined = severities.find((one) => one === word);
  const exploited: Exploitation | undefined = since === undefined ? undefined : { since, ransomware: !!ransomware };
  return { id, ...(severity ? { severity } : {}), ...(exploited ? { exploited } : {}) };
}

function readPackage(line: string): AffectedPackage {
  const [names = '', ...ranges] = line.split(' | ');
  const space = names.lastIndexOf(' ');
  if (space < 1 || ranges.length === 0) throw new FormatError(`not a package with versions: ${line}`);
  return {
    ecosystem: names.slice(0, space),
    name: names.slice(space + 1),
    ranges: ranges.map(readRange),
    state: 'affected',
  };
}

function readRange(text: string): AffectedRange {
  const match = /^(\S*?)\.\.(=?)(\S*)$/.exec(text);
  if (!match) throw new FormatError(`not a range of versions: ${text}`);
  const [, from = '', inclusive, to = ''] = match;
  const introduced = from === '' ? '0' : from;
  if (to === '') return { introduced };
  return inclusive ? { introduced, lastAffected: to } : { introduced, fixed: to };
}
