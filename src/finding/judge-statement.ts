import type { Statement } from '../advisory/advisory-store.ts';
import { fixedVersion, isAffected } from '../advisory/affected-versions.ts';
import type { VersionScheme } from '../advisory/version-scheme.ts';
import type { Package } from '../inventory/package.ts';
import type { Question } from './look-up.ts';

/** What a statement means for one installed package. */
export interface JudgedStatement {
  readonly statement: Statement;
  readonly question: Question;
  readonly outcome: Outcome;
  /** The version that fixes it, where it is affected and one does. */
  readonly fixed?: string;
}

export type Outcome =
  | 'affected'
  /** Its source looked and says that this version is not affected. */
  | 'not-affected'
  /** It speaks of other versions. */
  | 'other-version'
  /** Its versions, or the installed one, cannot be placed in the ecosystem's order. */
  | 'incomparable'
  /** It speaks of another architecture or module stream. */
  | 'other-build'
  /** Its source no longer stands by it. */
  | 'withdrawn';

/** What it means that this package has this version. */
export function judgeStatement(
  statement: Statement,
  { question, found, order }: { readonly question: Question; readonly found: Package; readonly order: VersionScheme },
): JudgedStatement {
  const { affected } = statement;
  const judged = (outcome: Outcome): JudgedStatement => ({ statement, question, outcome });
  if (statement.withdrawn) return judged('withdrawn');
  if (question.applies && !question.applies(affected, found)) return judged('other-build');
  const { version } = question.lookup;
  const isIn = isAffected(version, affected, order);
  if (isIn === 'unknown') return judged('incomparable');
  if (!isIn) return judged('other-version');
  if (affected.state === 'not-affected') return judged('not-affected');
  if (isPlaceholder(statement.id, question)) return judged('other-version');
  const fixed = fixedVersion(version, affected, order);
  return fixed === undefined ? judged('affected') : { ...judged('affected'), fixed };
}

/**
 * What npm puts in the place of a malicious package that it took down holds nothing. Records that call all versions of the name
 * malicious do not mean this one.
 */
function isPlaceholder(id: string, { lookup: { ecosystem, version } }: Question): boolean {
  return id.startsWith('MAL-') && ecosystem === 'npm' && /^0\.0\.\d{1,3}-security(?:\.\d{1,6})?$/.test(version);
}
