import type { AffectedRange, AffectedState } from '../advisory.ts';
import { packageName, versionText } from '../record-fields.ts';
import { type Build, plainEvr } from '../rpm/build-statements.ts';
import { combinations, type OvalCriterion } from './oval-criteria.ts';
import type { OvalDefinition, OvalTest } from './oval-document.ts';

/** What one criterion means to its publisher, beside bounds of versions, which all write alike. */
export type OvalCondition =
  /** Holds on these releases. None: on something else than a release that we speak of. */
  | { readonly ecosystems: readonly string[] }
  | { readonly module: string }
  | { readonly architecture: string }
  | { readonly unfixed: string }
  | { readonly unaffected: string }
  /** What follows from the combination is not for ordinary systems. */
  | 'elsewhere';

/** A publisher's habits. Undefined: the condition changes nothing, such as `is signed with`. */
export type OvalDialect = (criterion: OvalCriterion, test: OvalTest | undefined) => OvalCondition | undefined;

export interface OvalBuildsOptions {
  readonly tests: ReadonlyMap<string, OvalTest>;
  readonly dialect: OvalDialect;
  /** Where no criterion says which release it is about. */
  readonly ecosystem?: string;
}

/**
 * The builds that a definition speaks of. Combinations that bound the versions of several packages, as live patches do
 * for one running kernel, say nothing of any package by itself and are left out.
 * @throws FormatError where the criteria are too many.
 */
export function* ovalBuilds(definition: OvalDefinition, options: OvalBuildsOptions): Generator<Build> {
  if (!definition.criteria) return;
  const meant = new Map<OvalCriterion, Meaning>();
  for (const combination of combinations(definition.criteria)) {
    const facts = factsOf(
      combination.map((criterion) => {
        const meaning = meant.get(criterion) ?? meaningOf(criterion, options);
        meant.set(criterion, meaning);
        return meaning;
      }),
    );
    if (!facts) continue;
    for (const ecosystem of facts.ecosystems ?? (options.ecosystem === undefined ? [] : [options.ecosystem])) {
      yield { ecosystem, ...facts.build };
    }
  }
}

interface Bound {
  readonly package: string;
  readonly operation: string;
  readonly version: string;
  readonly architectures?: readonly string[];
}
type Meaning = OvalCondition | Bound | undefined;

function meaningOf(criterion: OvalCriterion, { tests, dialect }: OvalBuildsOptions): Meaning {
  const test = tests.get(criterion.test);
  if (test?.missing) return 'elsewhere';
  const said = dialect(criterion, test);
  if (said !== undefined) return said;
  return test ? boundOf(test) : boundInWords(criterion.comment);
}

function boundOf(test: OvalTest): Meaning {
  if (!test.evr) return undefined;
  const version = versionText(test.evr.version.replace(/\s+/g, ''));
  const name = packageName(test.package);
  if (version === undefined || name === undefined) return 'elsewhere';
  const architectures = architecturesOf(test.architectures);
  return {
    package: name,
    operation: test.evr.operation,
    version: plainEvr(version),
    ...(architectures && { architectures }),
  };
}

/** Cut files lack the tests; then the comment says the same. */
function boundInWords(comment: string): Meaning {
  const [, name, end] = /^(?:Package )?(\S{1,256}) is earlier than ([^\s,]{1,256})(?:,|$)/.exec(comment) ?? [];
  const version = versionText(end);
  return name === undefined || version === undefined
    ? undefined
    : { package: name, operation: 'less than', version: plainEvr(version) };
}

interface Facts {
  readonly ecosystems: readonly string[] | undefined;
  readonly build: Omit<Build, 'ecosystem'>;
}

function factsOf(meanings: readonly Meaning[]): Facts | undefined {
  let ecosystems: readonly string[] | undefined;
  let module: string | undefined;
  let architectures: readonly string[] | undefined;
  let subject: Subject | undefined;
  for (const meaning of meanings) {
    if (meaning === undefined) continue;
    if (meaning === 'elsewhere') return undefined;
    if ('ecosystems' in meaning) ecosystems = meaning.ecosystems;
    else if ('module' in meaning) module = meaning.module;
    else if ('architecture' in meaning) architectures = [meaning.architecture];
    else {
      subject = narrowed(subject, meaning);
      if (!subject) return undefined;
      if ('package' in meaning) architectures ??= meaning.architectures;
    }
  }
  if (!subject) return undefined;
  const { name, state, introduced = '0', ...end } = subject;
  return {
    ecosystems,
    build: {
      name,
      state,
      range: { introduced, ...end },
      ...(module !== undefined && { module }),
      ...(architectures && { architectures }),
    },
  };
}

interface Subject extends Partial<AffectedRange> {
  readonly name: string;
  readonly state: AffectedState;
}

/** Undefined where it cannot be said as one range of one package. */
function narrowed(subject: Subject | undefined, meaning: Meaning): Subject | undefined {
  if (typeof meaning !== 'object') return subject;
  if ('unfixed' in meaning || 'unaffected' in meaning) {
    const name = 'unfixed' in meaning ? meaning.unfixed : meaning.unaffected;
    return subject ? undefined : { name, state: 'unfixed' in meaning ? 'affected' : 'not-affected' };
  }
  if (!('package' in meaning) || (subject && subject.name !== meaning.package)) return undefined;
  const known = subject ?? { name: meaning.package, state: 'affected' as const };
  switch (meaning.operation) {
    case 'less than':
      return { ...known, fixed: meaning.version };
    case 'less than or equal':
      return { ...known, lastAffected: meaning.version };
    case 'greater than':
    case 'greater than or equal':
      // A range begins with its first version. Where the one named here is the last that is not affected, it is counted in.
      return { ...known, ...(isAnything(meaning.version) ? {} : { introduced: meaning.version }) };
    default:
      return undefined;
  }
}

/** `0-0`: older than any package. */
function isAnything(version: string): boolean {
  return /^0(?:-0)?$/.test(version);
}

/** `(aarch64|x86_64)`; undefined where it is another pattern. */
function architecturesOf(pattern: string | undefined): readonly string[] | undefined {
  const list = /^\(?(\w+(?:\|\w+)*)\)?$/.exec(pattern?.slice(0, 200) ?? '')?.[1];
  return list?.split('|');
}
