import { FILE_KINDS, FILE_TYPES } from '../filesystem/layer-index.ts';
import type { MergedTree } from '../filesystem/merged-tree.ts';

const FILE = FILE_TYPES.indexOf('file');
const PROGRAM_KINDS = new Set(['elf', 'pe', 'macho', 'script'].map((kind) => FILE_KINDS.indexOf(kind as 'elf')));

/** Is the file a program, a library, a script, or anything else marked as executable? */
export function isExecutable(content: ReturnType<MergedTree['rowAt']>): boolean {
  if (!content) return false;
  const { columns, row } = content;
  if (columns.type[row] !== FILE || columns.size[row] === 0) return false;
  return ((columns.mode[row] as number) & 0o111) !== 0 || PROGRAM_KINDS.has(columns.kind[row] as number);
}
