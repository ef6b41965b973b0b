import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import type { VersionScheme } from '../advisory/version-scheme.ts';
import { versionSchemeOf } from '../advisory/version-scheme-of.ts';
import { describeVulnerability } from './describe-vulnerability.ts';
import { joinStatements } from './join-statements.ts';
import { type JudgedStatement, judgeStatement } from './judge-statement.ts';
import type { Question, Questions } from './look-up.ts';
import type { Weighable } from './priority.ts';
import { withoutEpochs } from './without-epochs.ts';

/** The known vulnerabilities of one package. */
export interface PackageMatch {
  readonly vulnerabilities: readonly Weighable[];
  /** The ecosystem whose order cannot place the installed version, or a version of a record. */
  readonly incomparable?: string;
}

/** `lookUp` gives packages that are the same the same list of questions, which stands for all that the answer depends on. */
const remembered = new WeakMap<AdvisoryStore, WeakMap<readonly Question[], PackageMatch>>();

/** Matches packages against one store. Inventories share most of their packages, so answers are remembered with the store. */
export function packageMatcher(store: AdvisoryStore): (questions: Questions) => PackageMatch {
  const memory = remembered.get(store) ?? new WeakMap<readonly Question[], PackageMatch>();
  remembered.set(store, memory);
  return (questions) => {
    if (questions.asked.length === 0) return NOTHING;
    const known = memory.get(questions.asked);
    if (known) return known;
    const match = matchPackage(questions, store);
    memory.set(questions.asked, match);
    return match;
  };
}

const NOTHING: PackageMatch = { vulnerabilities: [] };

function matchPackage(questions: Questions, store: AdvisoryStore): PackageMatch {
  const { judged, incomparable } = judgeAll(questions, store);
  const order = orderOf(questions.asked[0]);
  const vulnerabilities = order
    ? joinStatements(judged).map((joined) => describeVulnerability(joined, { store, order }))
    : [];
  const unclear = incomparable ?? unclearRecord(judged);
  return unclear === undefined ? { vulnerabilities } : { vulnerabilities, incomparable: unclear };
}

function unclearRecord(judged: readonly JudgedStatement[]): string | undefined {
  const unclear = judged.find(({ outcome }) => outcome === 'incomparable');
  return (
    unclear && `${unclear.question.lookup.ecosystem}, whose record ${unclear.statement.id} cannot be compared with it`
  );
}

/** What every statement on a package means for it. */
export function judgeAll(
  { asked, found }: Questions,
  store: AdvisoryStore,
): { readonly judged: readonly JudgedStatement[]; readonly incomparable?: string } {
  const judged: JudgedStatement[] = [];
  let incomparable: string | undefined;
  let comparable = false;
  for (const question of asked) {
    const { ecosystem, name, version } = question.lookup;
    const order = orderOf(question);
    if (order?.isValid(version)) comparable = true;
    else incomparable ??= ecosystem;
    if (!order) continue;
    for (const statement of store.find(ecosystem, name)) {
      judged.push(judgeStatement(statement, { question, found, order }));
    }
  }
  return comparable || incomparable === undefined ? { judged } : { judged, incomparable };
}

function orderOf(question: Question | undefined): VersionScheme | undefined {
  const order = question && versionSchemeOf(question.lookup.ecosystem);
  return order && question.lookup.epochUnknown ? withoutEpochs(order) : order;
}
