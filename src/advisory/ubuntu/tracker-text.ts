import { FormatError } from '../../base/errors.ts';
import { lines } from '../../format/lines.ts';
import type { Advisory, AffectedPackage, AffectedState } from '../advisory.ts';
import {
  isCveId,
  packageName,
  severityOf,
  shortNote,
  shortText,
  timestamp,
  versionText,
  webAddresses,
} from '../record-fields.ts';
import type { Severity } from '../severity.ts';
import { ubuntuEcosystem } from './releases.ts';

/**
 * The advisory in one file of Ubuntu's CVE tracker (`active/CVE-2020-0556`); undefined where it speaks of no release.
 * @throws FormatError when it is not such a file.
 */
export function parseTrackerText(text: string): Advisory | undefined {
  const fields = readFields(text);
  const id = fields.values.get('Candidate') ?? '';
  if (!isCveId(id)) throw new FormatError('not a file of the CVE tracker');
  const affected = fields.statuses.flatMap((status) => affectedPackage(status, fields.values) ?? []);
  if (affected.length === 0) return undefined;
  const severity = severityOf(fields.values.get('Priority')?.split(/\s/, 1)[0]);
  const published = timestamp(fields.values.get('PublicDate'));
  return {
    id,
    aliases: [],
    summary: shortText(fields.values.get('Description')),
    ...(published !== undefined && { published }),
    ...(severity && { severity }),
    cvss: cvssVectors(fields.values.get('CVSS') ?? ''),
    references: webAddresses([
      `https://ubuntu.com/security/${id}`,
      ...(fields.values.get('References') ?? '').split(/\s+/),
    ]),
    affected,
  };
}

interface Fields {
  /** By name, with the lines below them. */
  readonly values: ReadonlyMap<string, string>;
  readonly statuses: readonly Status[];
}

/** `trusty/esm_vnc4: released (1.2-3)` */
interface Status {
  readonly release: string;
  readonly package: string;
  readonly word: string;
  readonly remark: string;
}

const MOST_LINES = 200_000;

function readFields(text: string): Fields {
  const values = new Map<string, string>();
  const statuses: Status[] = [];
  let name = '';
  let count = 0;
  for (const line of lines(text)) {
    if (++count > MOST_LINES) throw new FormatError('a file of the CVE tracker with too many lines');
    if (line.startsWith('#')) continue;
    if (/^\s/.test(line)) {
      const known = values.get(name);
      // A field that was given twice keeps its first value, and the lines below it are not another's.
      if (known !== undefined && known.length < LONGEST_FIELD) values.set(name, `${known}\n${line.trim()}`);
      continue;
    }
    const status = readStatus(line);
    if (status) statuses.push(status);
    const colon = line.indexOf(':');
    name = status || colon < 0 ? '' : line.slice(0, colon);
    if (name !== '' && !values.has(name)) values.set(name, line.slice(colon + 1).trim());
  }
  return { values, statuses };
}

const LONGEST_FIELD = 20_000;

function readStatus(line: string): Status | undefined {
  const match =
    /^([a-z][a-z0-9./-]{0,63})_([^\s:_][^\s:]{0,255}):[ \t]*([A-Za-z-]{2,20})(?:[ \t]+\((.*)\))?[ \t]*$/.exec(line);
  if (!match) return undefined;
  const [, release = '', name = '', word = '', remark = ''] = match;
  return { release, package: name, word, remark: remark.trim() };
}

function affectedPackage(status: Status, values: ReadonlyMap<string, string>): AffectedPackage | undefined {
  const ecosystem = ubuntuEcosystem(status.release);
  const name = packageName(status.package);
  const state = stateOf(status);
  if (ecosystem === undefined || name === undefined || state === undefined) return undefined;
  const fixed = status.word === 'released' ? versionText(status.remark) : undefined;
  if (status.word === 'released' && fixed === undefined) return undefined;
  const severity = packageSeverity(status, values);
  const note = status.word === 'released' ? '' : shortNote(status.remark);
  return {
    ecosystem,
    name,
    ranges: [fixed === undefined ? { introduced: '0' } : { introduced: '0', fixed }],
    state,
    ...(severity && { severity }),
    ...(note !== '' && { note }),
  };
}

/** What the words mean stands in the tracker's README; those of packages that a release does not have say nothing. */
function stateOf({ word, remark }: Status): AffectedState | undefined {
  const state = stateOfWord(word);
  const settled = state === undefined || word === 'released' || state === 'not-affected';
  return !settled && pastSupport.test(remark) ? 'end-of-life' : state;
}

const pastSupport = /end[ -]of[ -](?:life|standard support)|out of (?:standard )?support/i;

function stateOfWord(word: string): AffectedState | undefined {
  switch (word) {
    case 'released':
    case 'needed':
    case 'pending':
    case 'active':
    case 'in-progress':
      return 'affected';
    case 'deferred':
      return 'deferred';
    case 'needs-triage':
      return 'under-investigation';
    case 'not-affected':
      return 'not-affected';
    case 'ignored':
      return 'will-not-fix';
    default:
      return undefined;
  }
}

/** `Priority_linux_trusty: low` comes before `Priority_linux: medium`. */
function packageSeverity(
  { release, package: name }: Status,
  values: ReadonlyMap<string, string>,
): Severity | undefined {
  const priority = values.get(`Priority_${name}_${release}`) ?? values.get(`Priority_${name}`);
  return severityOf(priority?.split(/\s/, 1)[0]);
}

/** ` nvd: CVSS:3.1/AV:…` */
function cvssVectors(text: string): string[] {
  const vectors = text.match(/\bCVSS:[34]\.\d(?:\/[A-Za-z]{1,3}:[A-Za-z]){1,40}/g) ?? [];
  return [...new Set(vectors)].slice(0, MOST_VECTORS);
}

const MOST_VECTORS = 10;
