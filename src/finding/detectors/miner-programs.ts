import type { Clue } from '../clue.ts';
import type { ContentHit, ContentPlace, ContentSignal } from '../content/content-signal.ts';
import type { ContentDetector, NotedFile, Rule } from '../detector.ts';
import { isHonestName } from '../miner/honest-names.ts';
import { type MinerStringKind, minerIdentities, minerOf, minerStrings, ruleMarkers } from '../miner/program-strings.ts';

const PROGRAMS = ['elf', 'pe', 'macho'] as const;
/** Miners are small; what is larger carries much else, and its strings with it. */
const LARGEST = 96 * 1024 * 1024;
/** Miners of different makers in one program that make it a scanner, or a manager of miners. */
const MANY_MAKERS = 4;
const MOST_EXCERPT = 160;

const miner: Rule = {
  id: 'malware/miner-binary',
  title: 'Cryptocurrency miner',
  meaning:
    'A program has what miners have: proofs of work, the language of pools, options and reports of a miner. It uses up the processor for somebody else’s coins.',
  severity: 'high',
  falsePositives:
    'Nodes and pool servers have part of it and are told apart by needing several kinds; scanners that carry such strings as rules name many miners or are written in a rule language; honestly named miners are dual-use.',
  references: ['https://attack.mitre.org/techniques/T1496/'],
};

const renamed: Rule = {
  id: 'malware/renamed-miner',
  title: 'Miner under a false name',
  meaning: 'A cryptocurrency miner has the name of something else, so that nobody sees it in a list of processes.',
  severity: 'critical',
  falsePositives: 'Coins’ own programs, whose names say so.',
  references: ['https://attack.mitre.org/techniques/T1036/005/'],
};

const hidden: Rule = {
  id: 'malware/hidden-miner',
  title: 'Miner in a hidden folder',
  meaning: 'A cryptocurrency miner lies under a name that listings of files leave out.',
  severity: 'critical',
  falsePositives: 'Folders in which tools of languages and desktops keep programs for one user are not meant.',
  references: ['https://attack.mitre.org/techniques/T1564/001/'],
};

const HIDDEN =
  /(?:^|\/)\.(?!local|cargo|config|cache|nix|npm|nvm|deno|bun|linuxbrew|go|steam|wine|vscode|asdf|sdkman)[^/]*|^dev\//;

const KINDS = Object.keys(minerStrings) as MinerStringKind[];

/** Miners by what stands in their programs, stripped and renamed ones too. */
export const minerPrograms: ContentDetector = {
  name: 'miner-programs',
  rules: [miner, renamed, hidden],
  signals: [
    ...KINDS.map((kind) => signalOf(kind, minerStrings[kind])),
    signalOf('identity', minerIdentities),
    signalOf('rules', ruleMarkers),
  ],
  judge,
};

function signalOf(name: string, keywords: readonly string[]): ContentSignal {
  return { id: `miner-program/${name}`, keywords, kinds: PROGRAMS, largest: LARGEST, confirm: keywordItself };
}

function keywordItself({ keyword }: ContentPlace): { excerpt: string } {
  return { excerpt: keyword };
}

function* judge(hits: readonly ContentHit[], file: NotedFile): Iterable<Clue> {
  const of = (name: string) => hits.filter(({ signal }) => signal === `miner-program/${name}`);
  const makers = new Set(of('identity').map(({ excerpt }) => minerOf(excerpt)));
  if (of('rules').length > 0 || makers.size >= MANY_MAKERS) return;
  const kinds = KINDS.filter((kind) => of(kind).length > 0);
  const strings = [...KINDS.flatMap(of), ...of('identity')].map(({ excerpt }) => excerpt);
  const weight = weigh({ kinds, strings, isNamed: makers.size > 0 });
  if (!weight) return;
  const about = {
    subject: file.path,
    evidence: { path: file.path, layer: file.layer, excerpt: strings.join(', ').slice(0, MOST_EXCERPT) },
    reach: file.reach,
  };
  yield { rule: miner.id, weight, family: 'miner', ...about, does: 'mines cryptocurrency' };
  if (weight !== 'strong') return;
  if (HIDDEN.test(file.path)) {
    yield { rule: hidden.id, weight, family: 'hiding', ...about, does: 'lies where listings of files leave it out' };
  }
  if (isHonestName(file.path)) return;
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  yield { rule: renamed.id, weight, family: 'masquerade', ...about, does: `hides a miner behind the name ${name}` };
}

/** Nodes know algorithms and report hash rates, pool servers know the protocol: neither speaks to pools or explains options. */
function weigh(found: {
  kinds: readonly MinerStringKind[];
  strings: readonly string[];
  isNamed: boolean;
}): 'strong' | 'weak' | undefined {
  const { kinds, strings, isNamed } = found;
  const isClient = kinds.includes('usage') || isNamed || strings.some((text) => OF_CLIENTS.test(text));
  const count = kinds.length + (isNamed ? 1 : 0);
  if (!isClient || count < 2) return undefined;
  if (count >= 3 && strings.length >= 4) return 'strong';
  return strings.length >= 3 ? 'weak' : undefined;
}

/** What only the one says who asks a pool for work. */
const OF_CLIENTS = /^"method":|^stratum|^eth_submitlogin$/;
