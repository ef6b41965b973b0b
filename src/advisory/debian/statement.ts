import type { AffectedPackage, AffectedRange, AffectedState } from '../advisory.ts';
import { shortNote } from '../record-fields.ts';
import type { Severity } from '../severity.ts';
import { debianEcosystem } from './releases.ts';

/** What the tracker says of one source package in one release. */
export interface DebianStatement {
  readonly package: string;
  /** Code name. */
  readonly release: string;
  /** The version that fixes it; `0` where no version was ever affected. Absent: not fixed. */
  readonly fixed?: string;
  /** Why there is no fix: `no-dsa`, `ignored`, `end-of-life`; absent where the tracker gives none. */
  readonly reason?: string;
  readonly urgency?: string;
  /** In the tracker's own words: `Minor issue`. */
  readonly note?: string;
}

/** The statement as an affected package; undefined where it names a release that nobody can have installed. */
export function affectedPackage(statement: DebianStatement): AffectedPackage | undefined {
  const { package: name, release, fixed, reason, urgency } = statement;
  const ecosystem = debianEcosystem(release);
  if (ecosystem === undefined) return undefined;
  const state = stateOf({ fixed, reason: reason ?? (urgency === 'end-of-life' ? urgency : undefined) });
  const range: AffectedRange = fixed === undefined || fixed === '0' ? { introduced: '0' } : { introduced: '0', fixed };
  const severity = severityOfUrgency(urgency);
  const note = noteOf(statement);
  return {
    ecosystem,
    name,
    ranges: [range],
    state,
    ...(severity && { severity }),
    ...(note !== '' && { note }),
  };
}

function stateOf({ fixed, reason }: { fixed: string | undefined; reason: string | undefined }): AffectedState {
  if (fixed === '0') return 'not-affected';
  if (fixed !== undefined) return 'affected';
  switch (reason) {
    case 'not-affected':
      return 'not-affected';
    case 'ignored':
      return 'will-not-fix';
    case 'no-dsa':
    case 'postponed':
      return 'deferred';
    case 'end-of-life':
      return 'end-of-life';
    case 'undetermined':
      return 'under-investigation';
    default:
      return 'affected';
  }
}

/** `high**` was taken over from NVD by a program; it is all that is known nevertheless. */
function severityOfUrgency(urgency: string | undefined): Severity | undefined {
  switch (urgency?.replace(/\*{1,2}$/, '')) {
    case 'unimportant':
      return 'negligible';
    case 'low':
      return 'low';
    case 'medium':
      return 'medium';
    case 'high':
      return 'high';
    default:
      return undefined;
  }
}

function noteOf({ fixed, reason, urgency, note }: DebianStatement): string {
  if (fixed === '0') return '';
  const words = [
    reason === 'not-affected' ? '' : reason,
    urgency === 'unimportant' ? urgency : '', // no effect on security in the way Debian builds or ships it
    note,
  ];
  return shortNote(words.filter((word) => word !== undefined && word !== '').join(': '));
}
