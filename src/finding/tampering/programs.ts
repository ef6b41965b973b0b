import type { FileKind } from '../../filesystem/file.ts';
import { FILE_KINDS, FILE_TYPES, type LayerIndex, rowHashes } from '../../filesystem/layer-index.ts';
import type { MergedTree } from '../../filesystem/merged-tree.ts';
import type { Claim } from '../../inventory/ownership.ts';
import type { DetectorSubject } from '../detector.ts';
import { isInProgramFolder } from './places.ts';

/** A program, library or script of the final files. */
export interface Program {
  readonly node: number;
  readonly path: string;
  readonly name: string;
  /** Without a slash at its end; '' for the root. */
  readonly folder: string;
  readonly kind: FileKind;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  readonly mtime: number;
  readonly layer: number;
  readonly claim: Claim | undefined;
  /** The `security.capability` attribute, hex. */
  readonly capability: string | undefined;
}

/** The programs of an image that say something of its integrity, each list sorted by path. */
export interface ProgramSurvey {
  /** ELF files, foreign executables and scripts that no package owns. */
  readonly unowned: readonly Program[];
  /** Files of packages that are not what their package installed. */
  readonly modified: readonly Program[];
  /** Files that run with another's rights: setuid, setgid, or with capabilities. */
  readonly privileged: readonly Program[];
  /** Do manifests account for most programs of the system folders? Where they do not, that nobody owns a file says nothing. */
  readonly isAccounted: boolean;
}

const FILE = FILE_TYPES.indexOf('file');
const PROGRAM_KINDS = new Set(['elf', 'pe', 'macho', 'script'].map((kind) => FILE_KINDS.indexOf(kind as 'elf')));
const SET_ID = 0o6000;
/** Below this many programs nothing can be said of their owners. */
const FEWEST_PROGRAMS = 5;
const surveys = new WeakMap<MergedTree, ProgramSurvey>();

/** One walk over the tree for all detectors that ask. */
export function surveyPrograms({
  tree,
  layers,
  ownership,
}: Pick<DetectorSubject, 'tree' | 'layers' | 'ownership'>): ProgramSurvey {
  const known = surveys.get(tree);
  if (known) return known;
  const unowned: Program[] = [];
  const modified: Program[] = [];
  const privileged: Program[] = [];
  const capabilities = layers.map((layer) => new Map(layer.capabilities));
  let ofPackages = 0;
  let ofNobody = 0;
  for (let node = 1; node < tree.nodes.count; node++) {
    const content = tree.rowAt(node);
    if (!content || content.columns.type[content.row] !== FILE || content.columns.size[content.row] === 0) continue;
    const { columns, row } = content;
    const isProgram = PROGRAM_KINDS.has(columns.kind[row] as number);
    const capability = capabilities[tree.nodes.contentLayer(node)]?.get(row);
    const isPrivileged = capability !== undefined || ((columns.mode[row] as number) & SET_ID) !== 0;
    const claim = ownership.claimAt(node);
    if (!isProgram && !isPrivileged && claim !== 'modified') continue;
    const path = Buffer.from(tree.nodes.pathBytes(node)).toString('utf8');
    if (isProgram && isInProgramFolder(path)) {
      if (claim === undefined) ofNobody++;
      else if (claim !== 'language') ofPackages++;
    }
    if (!isPrivileged && claim !== 'modified' && claim !== undefined) continue;
    const program = { ...programAt(content, path), node, layer: tree.nodes.ownLayer(node), claim, capability };
    if (isPrivileged) privileged.push(program);
    if (claim === 'modified') modified.push(program);
    else if (isProgram && claim === undefined) unowned.push(program);
  }
  const survey: ProgramSurvey = {
    unowned: sorted(unowned),
    modified: sorted(modified),
    privileged: sorted(privileged),
    isAccounted: ofPackages >= FEWEST_PROGRAMS && ofPackages > ofNobody,
  };
  surveys.set(tree, survey);
  return survey;
}

/** Are the bytes of two nodes known to be the same? */
export function isSameContent(tree: MergedTree, a: number, b: number): boolean {
  const [one, other] = [tree.rowAt(a), tree.rowAt(b)];
  if (!one || !other || one.columns.size[one.row] !== other.columns.size[other.row]) return false;
  if (one.columns === other.columns && one.row === other.row) return true;
  const [mine, yours] = [rowHashes(one.columns, one.row), rowHashes(other.columns, other.row)];
  return (['sha256', 'sha1', 'md5'] as const).some(
    (name) => mine?.[name] !== undefined && mine[name] === yours?.[name],
  );
}

function programAt(
  { columns, row }: { readonly columns: LayerIndex['columns']; readonly row: number },
  path: string,
): Omit<Program, 'node' | 'layer' | 'claim' | 'capability'> {
  const slash = path.lastIndexOf('/');
  return {
    path,
    name: path.slice(slash + 1),
    folder: path.slice(0, Math.max(0, slash)),
    kind: FILE_KINDS[columns.kind[row] as number] ?? 'binary',
    mode: columns.mode[row] as number,
    uid: columns.uid[row] as number,
    gid: columns.gid[row] as number,
    size: columns.size[row] as number,
    mtime: columns.mtime[row] as number,
  };
}

function sorted(programs: Program[]): Program[] {
  return programs.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
