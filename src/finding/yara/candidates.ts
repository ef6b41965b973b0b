import { limits } from '../../base/limits.ts';
import { type Reach, reaches } from '../../behavior/reach.ts';
import { bounded, type FileEntry, type FilePattern, glob, kind } from '../../filesystem/file.ts';
import { type LayerIndex, rowEntry } from '../../filesystem/layer-index.ts';
import type { MergedTree } from '../../filesystem/merged-tree.ts';
import { compilePatterns } from '../../filesystem/patterns.ts';
import type { Ownership } from '../../inventory/ownership.ts';

/** Texts there that nothing runs, in numbers that would cost most of a scan. */
const NOTHING_RUNS = [
  'usr/share/doc',
  'usr/share/man',
  'usr/share/info',
  'usr/share/locale',
  'usr/share/zoneinfo',
  'usr/share/i18n',
  'usr/share/licenses',
  'usr/share/perl/5',
  'usr/include',
  'var/lib/dpkg/info',
];
const PROGRAM = { largest: limits.ruleProgram, outside: [] };
const DOCUMENT = { largest: limits.ruleDocument, outside: [] };
const TEXT = { largest: limits.ruleText, outside: NOTHING_RUNS };

/** What YARA rules are held against: programs, scripts, archives as they are, sources and documents, and short texts. */
export const ruleCandidates: readonly FilePattern[] = [
  ...(['elf', 'pe', 'macho', 'script', 'zip', 'gzip', 'xz', 'zstd'] as const).map((one) => bounded(kind(one), PROGRAM)),
  bounded(
    glob('**/*.{py,pyc,js,mjs,cjs,php,phtml,php5,phar,jsp,jspx,asp,aspx,pl,rb,lua,sh,ps1,vbs,bat,cmd,hta,class}'),
    DOCUMENT,
  ),
  bounded(glob('**/*.{pdf,doc,docm,xls,xlsm,ppt,pptm,rtf,swf,lnk,so,ko,o,bin,dll,exe}'), DOCUMENT),
  bounded(kind('text'), TEXT),
];

/** A file of some layer that rules are to be held against. */
export interface Candidate {
  readonly file: FileEntry;
  readonly hidden: boolean;
  readonly reach: Reach;
  readonly place: { readonly path: string; readonly start: number };
}

export interface CandidateSubject {
  readonly layers: readonly LayerIndex[];
  readonly tree: MergedTree;
  readonly ownership: Ownership;
  readonly reach: ReadonlyMap<string, Reach>;
}

/**
 * The kept files to scan, those first that run; files that are still what their distribution installed are left out. Where
 * time runs out, what matters least was not scanned.
 */
export function chooseCandidates({ layers, tree, ownership, reach }: CandidateSubject): Candidate[] {
  const patterns = compilePatterns(ruleCandidates);
  const nodes = visibleNodes(tree);
  const chosen: Candidate[] = [];
  for (const [layer, { columns, keptPath }] of layers.entries()) {
    if (keptPath === undefined) continue;
    for (let row = 0; row < columns.count; row++) {
      const start = columns.keptStart[row] ?? -1;
      if (start < 0) continue;
      const entry = rowEntry(columns, row, layer);
      if (entry.type !== 'file' || entry.size === 0 || !patterns.matches(entry)) continue;
      const place = { path: keptPath, start };
      const node = nodes.get(columns)?.get(row);
      if (node === undefined) chosen.push({ file: entry, hidden: true, reach: 'hidden', place });
      else if (ownership.claimAt(node) !== 'owned') {
        const file = tree.entryAt(node);
        chosen.push({ file, hidden: false, reach: reach.get(file.path) ?? 'present', place });
      }
    }
  }
  return chosen.sort(byImportance);
}

/** Nodes by the row whose content they show; of several one that has no owner, if there is one. */
function visibleNodes(tree: MergedTree): Map<LayerIndex['columns'], Map<number, number>> {
  const found = new Map<LayerIndex['columns'], Map<number, number>>();
  for (let node = 1; node < tree.nodes.count; node++) {
    const content = tree.rowAt(node);
    if (!content) continue;
    const rows = found.get(content.columns) ?? new Map<number, number>();
    found.set(content.columns, rows);
    if (!rows.has(content.row)) rows.set(content.row, node);
  }
  return found;
}

function byImportance(a: Candidate, b: Candidate): number {
  return (
    reaches.indexOf(a.reach) - reaches.indexOf(b.reach) ||
    rank(a.file) - rank(b.file) ||
    a.file.size - b.file.size ||
    (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : a.file.layer - b.file.layer)
  );
}

/** What can run by itself first. */
function rank({ kind: is, mode }: FileEntry): number {
  if (is === 'elf' || is === 'script' || is === 'pe' || is === 'macho') return 0;
  return (mode & 0o111) !== 0 ? 1 : 2;
}
