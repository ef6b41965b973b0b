import type { PlanStep } from '../behavior/startup-plan.ts';
import type { StartupSummary } from '../behavior/suggest-run.ts';
import type { Clue } from './clue.ts';
import type { Rule } from './detector.ts';
import type { Finding } from './finding.ts';

/** What was seen of an index for one platform. */
export interface PlatformView {
  /** `linux/arm64/v8`. */
  readonly platform: string;
  readonly clues: readonly Clue[];
  /** Those of kind `malware` count. */
  readonly findings: readonly Finding[];
  readonly startup?: Pick<StartupSummary, 'steps' | 'hosts' | 'hostPaths'>;
}

/** What one platform has, and the others, which were looked at as well, have not. */
export interface PlatformDifference {
  readonly platform: string;
  /** For `weighClues`, with the platform's own. */
  readonly clues: readonly Clue[];
  /** Malicious and suspicious findings. */
  readonly findings: readonly Finding[];
  /** Commands that start, hosts and paths of the host that the plan names: with names of architectures left out. */
  readonly starts: readonly string[];
  readonly hosts: readonly string[];
  readonly hostPaths: readonly string[];
}

export const onePlatformRule: Rule = {
  id: 'malware/one-platform-payload',
  title: 'Payload on one platform alone',
  meaning:
    'The index holds images of one name for several platforms, and what is hostile is in one of them: whoever looks at another sees nothing of it.',
  severity: 'high',
  falsePositives:
    'Paths are compared without the names of architectures, so that libraries for one of them are no difference; what is suspicious on one platform alone is a weak hint only.',
  references: ['T1480', 'T1036'],
};

const ARCHITECTURES =
  /x86[-_]64(?:-v\d)?|amd64|i[3-6]86|aarch64(?:_be)?|arm64(?:v\d+)?|arm(?:hf|el|v\d\w?)|ppc64(?:le|el)|powerpc64(?:le)?|s390x|riscv64|mips(?:64)?(?:el|le)?|loong(?:arch)?64|x64|ia32/g;
const MOST_STARTS = 2_000;

/** Says for each platform what it alone has; those that have nothing of their own are left out. */
export function comparePlatforms(views: readonly PlatformView[]): PlatformDifference[] {
  if (views.length < 2) return [];
  return views.flatMap((view) => {
    const others = views.filter((other) => other !== view);
    const difference = ownOf(view, others);
    const { findings, starts, hosts, hostPaths } = difference;
    return findings.length + starts.length + hosts.length + hostPaths.length > 0 ? [difference] : [];
  });
}

function ownOf(view: PlatformView, others: readonly PlatformView[]): PlatformDifference {
  const known = new Set(others.flatMap(signsOf));
  const findings = view.findings.filter(
    (finding) => isHostile(finding) && keysOf(finding).every((key) => !known.has(key)),
  );
  const own = <Item extends string>(pick: (of: PlatformView) => readonly Item[]): string[] => {
    const elsewhere = new Set(others.flatMap((other) => pick(other).map(withoutArchitecture)));
    return [...new Set(pick(view).map(withoutArchitecture))].filter((item) => !elsewhere.has(item)).sort();
  };
  return {
    platform: view.platform,
    clues: findings.map((finding) => clueOf(finding, view, others)),
    findings,
    starts: own(({ startup }) => commandsOf(startup?.steps ?? [])),
    hosts: own(({ startup }) => startup?.hosts ?? []),
    hostPaths: own(({ startup }) => startup?.hostPaths ?? []),
  };
}

function isHostile({ kind, class: verdict }: Finding): boolean {
  return kind === 'malware' && (verdict === 'malicious' || verdict === 'suspicious');
}

/** By rule and place: one clue that came to nothing on another platform shows that the file is there, too. */
function signsOf({ clues, findings }: PlatformView): string[] {
  return [...clues.map(({ rule, subject }) => keyOf(rule, subject)), ...findings.flatMap(keysOf)];
}

function keysOf({ rule, rules = [rule], evidence }: Finding): string[] {
  const places = evidence.flatMap(({ path, field }) => path ?? field ?? []);
  return rules.flatMap((each) => places.map((place) => keyOf(each, place)));
}

function keyOf(rule: string, place: string): string {
  return `${rule}\n${withoutArchitecture(place)}`;
}

function withoutArchitecture(text: string): string {
  return text.slice(0, 4096).replace(ARCHITECTURES, '*');
}

function commandsOf(steps: readonly PlanStep[]): string[] {
  const commands: string[] = [];
  const pending = [...steps];
  for (let step = pending.pop(); step !== undefined && commands.length < MOST_STARTS; step = pending.pop()) {
    if (step.reach === 'started' && step.when !== 'build') commands.push(step.command);
    pending.push(...step.steps);
  }
  return commands;
}

function clueOf(finding: Finding, { platform, clues }: PlatformView, others: readonly PlatformView[]): Clue {
  const [first] = finding.evidence;
  const subject = first?.path ?? first?.field ?? '';
  const cause = clues.find((clue) => clue.subject === subject);
  const without = others.map((other) => other.platform);
  const shown = without.length > 3 ? `${without.length} others` : without.join(', ');
  return {
    rule: onePlatformRule.id,
    weight: finding.class === 'malicious' ? 'strong' : 'weak',
    family: 'hiding',
    subject,
    evidence: { ...first, excerpt: `on ${platform}, not on ${shown}` },
    reach: finding.reach ?? cause?.reach ?? 'present',
    ...(cause?.when === undefined ? {} : { when: cause.when }),
    does: `is there for ${platform} alone, not for ${shown}`,
  };
}
