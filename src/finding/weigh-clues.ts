import { sha256 } from '../base/digest.ts';
import { reaches } from '../behavior/reach.ts';
import { tellStory } from './clue-story.ts';
import type { OwnedClue } from './detect.ts';
import type { Evidence, Finding, MalwareClass } from './finding.ts';
import { isHonestMiner } from './honest-miner.ts';

/**
 * Decides what the clues of an image come to; the whole of the judgement stands in this file.
 *
 * 1. Clues hang together when they are about one file, one field of the config, or about anything that the start of the
 *    container runs or names.
 * 2. A clue from the build history alone counts one step less; one about an unmodified file of a distribution's package is a
 *    capability of that package, no accusation; only what is proven and started remains, as one step less.
 * 3. `malicious`: one certain proof, or strong ones of two families. Miners under an honest name are `dual-use`.
 * 4. `suspicious`: one strong proof, or weak ones of two families in what is started.
 *
 * `names`: what users call the image.
 */
export function weighClues(clues: readonly OwnedClue[], names: readonly string[]): Finding[] {
  const accused: OwnedClue[] = [];
  const capable: OwnedClue[] = [];
  for (const clue of clues) (clue.family === 'dual-use' || isExcused(clue) ? capable : accused).push(weighOwner(clue));
  const findings = [
    ...groups(accused.flatMap(weighReach)).flatMap((group) => judgeGroup(group, names)),
    ...groupBy(capable.filter(isCapability), ({ subject }) => subject).map((group) => makeFinding(group, 'dual-use')),
  ];
  return findings.sort(bySeriousness);
}

/** The package database lies in the image, too: it cannot excuse what is proven and started. */
function isExcused({ owner, weight, reach }: OwnedClue): boolean {
  return owner !== undefined && !(weight === 'certain' && (reach === 'started' || reach === 'referenced'));
}

function weighOwner(clue: OwnedClue): OwnedClue {
  return clue.owner !== undefined && clue.weight === 'certain' ? { ...clue, weight: 'strong' } : clue;
}

/** Weak hints about a distribution's file say nothing. */
function isCapability({ weight, family, owner }: OwnedClue): boolean {
  return family === 'dual-use' || (owner !== undefined && weight !== 'weak');
}

/** What happened while the image was built is over, unless something else of it is left. */
function weighReach(clue: OwnedClue): OwnedClue[] {
  if (clue.reach !== 'build-only') return [clue];
  if (clue.weight === 'weak') return [];
  return [{ ...clue, weight: clue.weight === 'certain' ? 'strong' : 'weak' }];
}

function groups(clues: readonly OwnedClue[]): OwnedClue[][] {
  return groupBy(clues, (clue) => {
    if (clue.reach === 'started' || clue.reach === 'referenced') return 'start';
    if (clue.reach === 'build-only') return 'build';
    return folderGroup(clue);
  });
}

/** Files of one folder that is nobody's but theirs hang together: a script, its miner and the miner's config. */
function folderGroup({ subject, reach }: OwnedClue): string {
  const folder = subject.slice(0, Math.max(0, subject.lastIndexOf('/')));
  return SHARED_FOLDER.test(folder) ? `${reach} ${subject}` : `${reach} ${folder}/`;
}

const SHARED_FOLDER =
  /^$|^(?:usr\/)?(?:local\/)?s?bin$|^(?:usr\/)?(?:local\/)?lib(?:32|64|exec)?(?:\/[^/]+)?$|^(?:etc|usr|var|opt|home|root|srv|tmp|var\/tmp|dev|dev\/shm|etc\/[^/]+)$|(?:^|\/)(?:node_modules|site-packages|dist-packages|vendor)(?:\/|$)/;

function judgeGroup(group: readonly OwnedClue[], names: readonly string[]): Finding[] {
  const verdict = classOf(group);
  if (!verdict) return [];
  if (isHonestMiner(group, names)) return [makeFinding(group, 'dual-use')];
  if (verdict === 'malicious') return [makeFinding(group, 'malicious')];
  // What is only suspected is told file by file: it may have many causes.
  return groupBy(group, ({ subject }) => subject)
    .filter((own) => classOf(own) !== undefined)
    .map((own) => makeFinding(own, 'suspicious'));
}

function classOf(group: readonly OwnedClue[]): 'malicious' | 'suspicious' | undefined {
  const strong = new Set(group.filter(({ weight }) => weight === 'strong').map(({ family }) => family));
  const isBuilt = group.every(({ reach }) => reach === 'build-only');
  if (!isBuilt && (group.some(({ weight }) => weight === 'certain') || strong.size > 1)) return 'malicious';
  if (strong.size > 0) return 'suspicious';
  const isStarted = group.some(({ reach }) => reach === 'started' || reach === 'referenced');
  return isStarted && new Set(group.map(({ family }) => family)).size > 1 ? 'suspicious' : undefined;
}

const SEVERITY = { malicious: 'critical', suspicious: 'medium', 'dual-use': 'low' } as const;
const MOST_EVIDENCE = 20;

function makeFinding(clues: readonly OwnedClue[], verdict: MalwareClass): Finding {
  const group = [...clues].sort(byImportance);
  const [lead] = group as [OwnedClue, ...OwnedClue[]];
  const ruleIds = [...new Set(group.map(({ rule }) => rule))];
  const where = lead.subject.includes('/') || lead.evidence.path ? `/${lead.subject}` : lead.subject;
  const identity = [verdict, lead.rule, ...new Set(group.map(({ subject }) => subject))].join('\n');
  return {
    id: sha256(identity).slice('sha256:'.length, 'sha256:'.length + 16),
    kind: 'malware',
    rule: lead.rule,
    severity: SEVERITY[verdict],
    title: `${lead.title}: ${where}`,
    evidence: evidenceOf(group),
    reach: lead.reach,
    ...(group.every(({ reach }) => reach === 'hidden') ? { hidden: true } : {}),
    fix: FIX[verdict],
    class: verdict,
    story: tellStory(group, { verdict, titles: [...new Set(group.map(({ title }) => title))] }),
    rules: [...ruleIds].sort(),
  };
}

const FIX: Readonly<Record<MalwareClass, string>> = {
  malicious: 'Do not run this image. Where it has run, treat the host and every secret it could read as compromised.',
  suspicious: 'Find out from whoever made the image what this is for before you run it.',
  'dual-use': 'Nothing to do where this is what you want the image for; else take an image without it.',
};

function evidenceOf(group: readonly OwnedClue[]): Evidence[] {
  const evidence = new Map(group.map((clue) => [JSON.stringify(clue.evidence), clue.evidence]));
  return [...evidence.values()].slice(0, MOST_EVIDENCE);
}

const WEIGHTS = ['certain', 'strong', 'weak'];
const CLASSES: readonly (MalwareClass | undefined)[] = ['malicious', 'suspicious', 'dual-use'];

function byImportance(a: OwnedClue, b: OwnedClue): number {
  return (
    WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight) ||
    reaches.indexOf(a.reach) - reaches.indexOf(b.reach) ||
    byText(`${a.subject}\n${a.rule}\n${a.does}`, `${b.subject}\n${b.rule}\n${b.does}`)
  );
}

function bySeriousness(a: Finding, b: Finding): number {
  return CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class) || byText(`${a.rule}\n${a.id}`, `${b.rule}\n${b.id}`);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = found.get(key);
    if (known) known.push(item);
    else found.set(key, [item]);
  }
  return [...found.values()];
}
