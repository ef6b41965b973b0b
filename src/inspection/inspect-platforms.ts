import { IntegrityError, messageOf, UsageError } from '../base/errors.ts';
import type { Problem } from '../base/problem.ts';
import { comparePlatforms, onePlatformRule, type PlatformView } from '../finding/compare-platforms.ts';
import type { Finding } from '../finding/finding.ts';
import { weighClues } from '../finding/weigh-clues.ts';
import { formatPlatform } from '../image/platform.ts';
import { judge } from '../verdict/judge.ts';
import { namesOf } from './conclude.ts';
import { takeImage } from './inspect.ts';
import { type InspectOptions, type SettledOptions, settle } from './inspect-options.ts';
import type { Inspection } from './inspection.ts';
import { judgeInventory } from './judge-inventory.ts';
import type { TakenImage } from './taken-image.ts';

const MOST_PLATFORMS = 64;

/**
 * Looks into the images of all platforms that an index names, and holds them against each other. The result is that of the
 * platform that `inspect` would choose, with what the others have beyond it; the verdict is on all of them.
 * @throws as `inspect`; UsageError bad-flag for standard input, which can be read once only.
 */
export async function inspectPlatforms(input: string, options: InspectOptions = {}): Promise<Inspection> {
  if (input === '-')
    throw new UsageError('bad-flag', 'standard input can be read for one platform only: save it to a file first');
  const settled = settle(options);
  const first = await takeImage(input, settled);
  const { taken, problems } = await takeOthers(input, first, settled);
  const all = withDifferences([first, ...taken]);
  const inspections: Inspection[] = [];
  for (const one of all) inspections.push(await judgeInventory(one, settled));
  return joinInspections(inspections, problems);
}

async function takeOthers(
  input: string,
  { image }: TakenImage,
  settled: SettledOptions,
): Promise<{ taken: TakenImage[]; problems: Problem[] }> {
  const own = formatPlatform(image.platform);
  const others = (image.platforms ?? []).filter((name) => name !== own && !name.startsWith('unknown/'));
  const taken: TakenImage[] = [];
  const problems: Problem[] = [];
  const digests = new Set([image.digest]);
  for (const platform of others) {
    if (taken.length + problems.length >= MOST_PLATFORMS - 1) {
      problems.push({ code: 'platform-not-inspected', message: `only ${MOST_PLATFORMS} platforms were looked into` });
      break;
    }
    try {
      const other = await takeImage(input, { ...settled, platform });
      if (!digests.has(other.image.digest)) taken.push(other);
      digests.add(other.image.digest);
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof IntegrityError)) throw error;
      problems.push({ code: 'platform-not-inspected', message: `${platform}: ${messageOf(error)}` });
    }
  }
  return { taken, problems };
}

/** Adds to each platform's clues that it alone has what it has. */
function withDifferences(all: readonly TakenImage[]): TakenImage[] {
  const views = all.map(
    ({ image, clues = [], startup }): PlatformView => ({
      platform: formatPlatform(image.platform),
      clues,
      findings: weighClues(clues, namesOf(image)),
      ...(startup ? { startup } : {}),
    }),
  );
  const differences = comparePlatforms(views);
  return all.map((taken, index) => {
    const own = differences.find(({ platform }) => platform === views[index]?.platform);
    if (!own || own.clues.length === 0) return taken;
    const added = own.clues.map((clue) => ({ ...clue, title: onePlatformRule.title }));
    return { ...taken, clues: [...(taken.clues ?? []), ...added] };
  });
}

function joinInspections(inspections: readonly Inspection[], problems: readonly Problem[]): Inspection {
  const [first, ...others] = inspections as [Inspection, ...Inspection[]];
  const platformOf = ({ image }: Inspection): string => formatPlatform(image.platform);
  const platformsOf = new Map<string, string[]>();
  for (const one of inspections) {
    for (const { id } of one.findings) platformsOf.set(id, [...(platformsOf.get(id) ?? []), platformOf(one)]);
  }
  // Packages of each platform have names and vulnerabilities of their own; what is wrong with the image has not.
  const beyond = new Map<string, Finding>();
  for (const { findings } of others) {
    for (const finding of findings) if (finding.kind !== 'vulnerability') beyond.set(finding.id, finding);
  }
  for (const { id } of first.findings) beyond.delete(id);
  const findings = [...beyond.values(), ...first.findings].map((finding) => {
    const platforms = platformsOf.get(finding.id) ?? [];
    return platforms.length < inspections.length && finding.kind !== 'vulnerability'
      ? { ...finding, platforms }
      : finding;
  });
  const told = others.flatMap((one) =>
    one.problems.map((problem) => ({ ...problem, message: `${platformOf(one)}: ${problem.message}` })),
  );
  const all = [...first.problems, ...told, ...problems];
  const judged = inspections.map((one) => ({
    platform: platformOf(one),
    digest: one.image.digest,
    decision: one.verdict.decision,
  }));
  const verdicts = others.filter(({ verdict }) => verdict.decision === 'fail');
  const verdict = judge(findings, all);
  const failed = verdicts.flatMap((one) => one.verdict.reasons.map((reason) => `${platformOf(one)}: ${reason}`));
  return {
    ...first,
    findings,
    problems: all,
    platforms: judged,
    verdict:
      failed.length > 0 && verdict.decision !== 'fail'
        ? { decision: 'fail', reasons: [...failed, ...verdict.reasons] }
        : verdict,
  };
}
