import type { AdvisoryStore } from '../advisory/advisory-store.ts';
import type { Package } from '../inventory/package.ts';
import { comparableName, comparableVersion } from './comparable.ts';
import { type ExplainedPackage, explainVulnerability } from './explain.ts';
import type { Finding } from './finding.ts';
import { lookUp } from './look-up.ts';
import type { MatchInput, MatchOptions } from './match.ts';
import { noiseOf } from './noise.ts';
import type { OtherFinding } from './other-report.ts';

/** Why only one of two reports has a finding. */
export interface Reason {
  readonly reason:
    | 'package-absent'
    | 'other-version-installed'
    | 'other-package-name'
    | 'left-to-distribution'
    | 'not-judged'
    | 'suppressed'
    | 'withdrawn'
    | 'not-affected'
    | 'fixed'
    | 'outside-ranges'
    | 'other-build'
    | 'not-in-feed'
    | 'no-feed'
    | 'by-cpe'
    | 'unfixed'
    | 'malicious'
    | 'noise'
    | 'unknown';
  /** In words. */
  readonly text: string;
}

export interface ReasonContext extends MatchOptions {
  readonly store: AdvisoryStore;
  readonly input: MatchInput;
  readonly packages: ReadonlyMap<string, Package>;
  readonly ours: readonly Finding[];
  readonly others: readonly OtherFinding[];
  readonly suppressed?: readonly { readonly finding: Finding; readonly by: string }[];
}

/** Why the other scanner does not have one of our findings, as far as can be told from outside. */
export function reasonForOurs(finding: Finding, { packages, others }: ReasonContext): Reason {
  const { vulnerability } = finding;
  const found = packages.get(finding.package ?? '');
  if (!found || !vulnerability) return { reason: 'unknown', text: 'not known' };
  if (vulnerability.malicious) return { reason: 'malicious', text: 'a malicious package, not a vulnerable one' };
  const elsewhere = others.find(({ ids }) => ids.some((id) => vulnerability.ids.includes(id)));
  if (elsewhere && found.source?.name === elsewhere.name) {
    return { reason: 'other-package-name', text: `it names the source package ${elsewhere.name}` };
  }
  if (noiseOf(found)) return { reason: 'noise', text: noiseOf(found) ?? '' };
  if (vulnerability.confidence === 'low')
    return { reason: 'by-cpe', text: 'found by name alone: it may be other software' };
  if (vulnerability.state !== 'fixed')
    return { reason: 'unfixed', text: `no fix is out (${vulnerability.state}): it may leave out what is not fixed` };
  const sources = [...new Set(vulnerability.sources.map(({ source }) => source))].join(', ');
  if (elsewhere) {
    return {
      reason: 'other-package-name',
      text: `it names ${elsewhere.name} ${elsewhere.version} for it; here ${sources} names this package`,
    };
  }
  return { reason: 'unknown', text: `it has nothing of the kind; here ${sources} says so` };
}

/** Why we do not have one of the other scanner's findings. */
export function reasonForTheirs(other: OtherFinding, context: ReasonContext): Reason {
  const candidates = context.input.packages.filter((found) => isNamed(found, other));
  if (candidates.length === 0) return absent(other, context);
  const installed = candidates.find(({ version }) => comparableVersion(version) === comparableVersion(other.version));
  if (!installed) {
    const versions = candidates.map(({ version }) => version).join(', ');
    return {
      reason: 'other-version-installed',
      text: `here ${other.name} is of version ${versions}, not ${other.version}`,
    };
  }
  const suppressed = context.suppressed?.find(
    ({ finding }) =>
      finding.package === installed.purl && other.ids.some((id) => finding.vulnerability?.ids.includes(id)),
  );
  if (suppressed) return { reason: 'suppressed', text: `suppressed by ${suppressed.by}` };
  return judged(other, { installed, context });
}

function isNamed(found: Package, other: OtherFinding): boolean {
  const names = [found.name, found.name.slice(found.name.lastIndexOf(':') + 1)].map(comparableName);
  return names.includes(comparableName(other.name)) && (other.type === undefined || other.type === found.type);
}

function absent(other: OtherFinding, { ours, input }: ReasonContext): Reason {
  const builtFrom = input.packages.find(({ source }) => source?.name === other.name);
  const found = ours.find(({ vulnerability }) => other.ids.some((id) => vulnerability?.ids.includes(id)));
  if (found || builtFrom) {
    const name = found?.package ?? builtFrom?.purl ?? '';
    return { reason: 'other-package-name', text: `here it is ${found ? 'found in' : 'asked of'} ${name}` };
  }
  return { reason: 'package-absent', text: `here no package ${other.name} was found` };
}

function judged(
  other: OtherFinding,
  { installed, context }: { readonly installed: Package; readonly context: ReasonContext },
): Reason {
  const explained = other.ids
    .flatMap((id) => explainVulnerability(id, only(installed, context), context).packages)
    .filter((each) => each.package === installed);
  const best = explained.find(({ statements }) => statements.length > 0) ?? explained[0];
  if (!best) return silent(other, { installed, context });
  if (best.leftTo !== undefined) {
    return {
      reason: 'left-to-distribution',
      text: `${best.leftTo} brought it along, and its maintainers backport fixes`,
    };
  }
  return byStatements(best) ?? silent(other, { installed, context });
}

/** The package and the one that brought it along, so that all others need not be asked. */
function only(installed: Package, { input }: ReasonContext): MatchInput {
  const owner =
    installed.partOf === undefined ? undefined : input.packages.find(({ purl }) => purl === installed.partOf);
  return { ...input, packages: owner ? [installed, owner] : [installed] };
}

function byStatements({ statements, found }: ExplainedPackage): Reason | undefined {
  const outcomes = new Map(statements.map((statement) => [statement.outcome, statement]));
  const denied = outcomes.get('not-affected');
  if (denied && !found) {
    const note = denied.affected.note ? `: ${denied.affected.note}` : '';
    return { reason: 'not-affected', text: `${denied.source} says that it is not affected (${denied.id})${note}` };
  }
  const outside = outcomes.get('other-version');
  if (outside && !found) {
    const fix = outside.affected.ranges.find(({ fixed }) => fixed !== undefined)?.fixed;
    return fix === undefined
      ? { reason: 'outside-ranges', text: `${outside.source} speaks of other versions (${outside.id})` }
      : {
          reason: 'fixed',
          text: `${outside.source} has it fixed in ${fix} (${outside.id}); ${outside.lookup.version} is not before that`,
        };
  }
  const withdrawn = outcomes.get('withdrawn');
  if (withdrawn) return { reason: 'withdrawn', text: `${withdrawn.source} has withdrawn ${withdrawn.id}` };
  const build = outcomes.get('other-build');
  if (build)
    return { reason: 'other-build', text: `${build.source} speaks of another architecture or module (${build.id})` };
  return undefined;
}

/** No statement at hand connects the package with the vulnerability. */
function silent(
  other: OtherFinding,
  { installed, context }: { readonly installed: Package; readonly context: ReasonContext },
): Reason {
  const [questions] = lookUp(only(installed, context), context);
  if (questions?.leftTo !== undefined) {
    return {
      reason: 'left-to-distribution',
      text: `${questions.leftTo} brought it along, and its maintainers backport fixes`,
    };
  }
  if (questions?.unjudged) {
    return {
      reason: 'not-judged',
      text: `it could not be looked up: ${questions.unjudged.reason}, ${questions.unjudged.detail}`,
    };
  }
  if (other.byCpe)
    return { reason: 'by-cpe', text: 'it matched a CPE name, which is not done for packaged software here' };
  const asked = [...new Set(questions?.asked.map(({ lookup }) => lookup.ecosystem) ?? [])];
  const missing = asked.filter((ecosystem) => context.covers?.(ecosystem) === false);
  if (missing.length > 0) return { reason: 'no-feed', text: `no feed at hand speaks of ${missing.join(', ')}` };
  if (asked.length === 0) return { reason: 'not-judged', text: 'no advisories speak of packages of this kind' };
  return { reason: 'not-in-feed', text: `the advisories of ${asked.join(', ')} do not connect it with this package` };
}
