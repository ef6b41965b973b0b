import { reaches } from '../../behavior/reach.ts';
import type { PlanStep } from '../../behavior/startup-plan.ts';
import type { FileEntry } from '../../filesystem/file.ts';
import { FILE_KINDS, FILE_TYPES } from '../../filesystem/layer-index.ts';
import { PRESENT } from '../../filesystem/node-table.ts';
import type { Package } from '../../inventory/package.ts';
import type { Clue } from '../clue.ts';
import type { DetectorSubject, NotedFile } from '../detector.ts';
import { attackTools } from './attack-tools.ts';
import type { DualUseTool } from './dual-use-tool.ts';
import { miners } from './miners.ts';
import { networkTools } from './network-tools.ts';

/** What was found of one tool. */
interface FoundTool {
  readonly tool: DualUseTool;
  readonly files: NotedFile[];
  readonly packages: Package[];
}

const ALL = [...networkTools, ...attackTools, ...miners];
const byProgram = index(({ programs = [], ambiguous = [] }) => [...programs, ...ambiguous]);
const byPackage = index(({ packages = [] }) => packages);
const byLanguagePackage = index(({ languagePackages = [] }) => languagePackages);
const byModule = index(({ modules = [] }) => modules);
const isMiner: ReadonlySet<DualUseTool> = new Set(miners);

export const TOOL_RULE = 'malware/dual-use-tool';
export const MINER_RULE = 'malware/dual-use-miner';

/** One clue for each tool that the image has under its own name. */
export function* findTools(subject: Pick<DetectorSubject, 'tree' | 'inventory' | 'startup' | 'file'>): Iterable<Clue> {
  const found = new Map<DualUseTool, FoundTool>();
  const of = (tool: DualUseTool): FoundTool => {
    const known = found.get(tool) ?? { tool, files: [], packages: [] };
    found.set(tool, known);
    return known;
  };
  for (const each of subject.inventory.packages) for (const tool of toolsOf(each)) of(tool).packages.push(each);
  for (const file of programFiles(subject)) {
    for (const tool of byProgram.get(nameOf(file.path)) ?? []) {
      const known = found.get(tool);
      if (!tool.ambiguous?.includes(nameOf(file.path)) || isVouchedFor(file, known)) of(tool).files.push(file);
    }
  }
  for (const tool of ALL) {
    const known = found.get(tool);
    const clue = known ? clueOf(known, subject) : undefined;
    if (clue) yield clue;
  }
}

function index(keysOf: (tool: DualUseTool) => readonly string[]): ReadonlyMap<string, readonly DualUseTool[]> {
  const map = new Map<string, DualUseTool[]>();
  for (const tool of ALL) for (const key of keysOf(tool)) map.set(key, [...(map.get(key) ?? []), tool]);
  return map;
}

const SYSTEM_TYPES: ReadonlySet<string> = new Set([
  'alpm',
  'apk',
  'brew',
  'deb',
  'nix',
  'opkg',
  'portage',
  'rpm',
  'snap',
]);

function toolsOf({ type, name, locations }: Package): readonly DualUseTool[] {
  if (SYSTEM_TYPES.has(type)) return byPackage.get(name) ?? [];
  if (type === 'pypi' || type === 'gem') return byLanguagePackage.get(name.toLowerCase()) ?? [];
  if (type !== 'golang') return [];
  // The module of a library stands in many programs: the tool itself bears its name.
  const named = (byModule.get(name) ?? []).filter((tool) =>
    [...(tool.programs ?? []), ...(tool.ambiguous ?? [])].some((program) =>
      locations.some(({ path }) => nameOf(path) === program),
    ),
  );
  return named;
}

/** Is a name that others have too this tool's here: because its package owns it, or its module is in it? */
function isVouchedFor({ path, owner }: NotedFile, known: FoundTool | undefined): boolean {
  return (
    known?.packages.some(({ purl, locations }) => purl === owner || locations.some((place) => place.path === path)) ??
    false
  );
}

const FILE = FILE_TYPES.indexOf('file');
const PROGRAMS = new Set((['elf', 'script', 'pe', 'macho'] as const).map((kind) => FILE_KINDS.indexOf(kind)));
/** Documents, tests, completions: they bear the names of what they are about. */
const ABOUT =
  /(?:^|\/)(?:docs?|man|completions?|bash-completion|zsh|vendor-completions|tests?|testdata|__tests__|spec|examples?|locale|include|icons|bash_completion\.d|init\.d|logrotate\.d|cron\.\w{1,8}|default|pam\.d|apparmor\.d|features|templates?|snippets)\//;
const MOST_FILES = 2_000;

function* programFiles({ tree, file }: Pick<DetectorSubject, 'tree' | 'file'>): Iterable<NotedFile> {
  let count = 0;
  for (let node = 1; node < tree.nodes.count && count < MOST_FILES; node++) {
    const content = tree.nodes.state(node) === PRESENT ? tree.rowAt(node) : undefined;
    if (!content || content.columns.type[content.row] !== FILE) continue;
    const runs = PROGRAMS.has(content.columns.kind[content.row] ?? 0) && (content.columns.size[content.row] ?? 0) > 0;
    if (!runs || !byProgram.has(baseName(tree.nodes.pathBytes(node)))) continue;
    const entry: FileEntry = tree.entryAt(node);
    const told = ABOUT.test(entry.path) ? undefined : file(entry.path);
    if (!told) continue;
    count++;
    yield told;
  }
}

const SLASH = 0x2f;

function baseName(path: Uint8Array): string {
  const start = path.lastIndexOf(SLASH) + 1;
  return Buffer.from(path.buffer, path.byteOffset + start, path.byteLength - start).toString('latin1');
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function clueOf(
  { tool, files, packages }: FoundTool,
  { startup, tree }: Pick<DetectorSubject, 'startup' | 'tree'>,
): Clue | undefined {
  const [nearest] = [...files].sort(
    (a, b) => reaches.indexOf(a.reach) - reaches.indexOf(b.reach) || (a.path < b.path ? -1 : 1),
  );
  if (tool.everyday && nearest?.reach !== 'started') return undefined;
  const started = nearest?.reach === 'started' ? whenStarted(nearest.path, startup.steps) : undefined;
  if (tool.everyday && started === 'health') return undefined;
  const rule = isMiner.has(tool) ? MINER_RULE : TOOL_RULE;
  const common = { rule, weight: 'weak', family: 'dual-use', does: tool.does } as const;
  const [bundle] = packages;
  if (nearest) {
    const { path, layer, reach } = nearest;
    const evidence = { path, layer, excerpt: bundle ? `${tool.name} (${bundle.name} ${bundle.version})` : tool.name };
    return { ...common, subject: path, evidence, reach, ...(started ? { when: started } : {}) };
  }
  // The database that lists all packages is not what this is about.
  const own = bundle && OWN_FOLDERS.map((folder) => tree.get(`${folder}/${bundle.name}`)).find((each) => each);
  const place = own ?? bundle?.locations[0];
  if (!bundle || !place) return undefined;
  const evidence = { path: place.path, layer: place.layer, excerpt: `${tool.name} (${bundle.name} ${bundle.version})` };
  return { ...common, subject: place.path, evidence, reach: 'present' };
}

const OWN_FOLDERS = ['usr/share', 'usr/lib', 'usr/share/doc', 'usr/share/licenses'];
const MOST_STEPS = 20_000;

function whenStarted(path: string, steps: readonly PlanStep[]): PlanStep['when'] | undefined {
  const pending = [...steps];
  let seen = 0;
  for (let step = pending.pop(); step !== undefined && seen < MOST_STEPS; step = pending.pop(), seen++) {
    if (step.path === path && step.reach === 'started') return step.when;
    pending.push(...step.steps);
  }
  return undefined;
}
