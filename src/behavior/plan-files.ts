import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { type KeptFile, noted } from '../filesystem/file.ts';
import type { FileTree } from '../filesystem/file-tree.ts';
import { EXECUTABLE_TAP } from '../inventory/executable-facts.ts';
import type { PlanFiles } from './launcher.ts';

const MOST_NAMES = 5_000;

export interface PlanFilesOptions {
  /** Called when the budget is used up. */
  readonly onOver: (what: string) => void;
  /** Is the text at this path worth reading? */
  readonly mayRead: (path: string) => boolean;
}

/** The files of a tree, read within the budget of one plan. */
export function createPlanFiles(tree: FileTree, { onOver, mayRead }: PlanFilesOptions): PlanFiles {
  let left: number = limits.planText;
  let executables: Map<string, KeptFile> | undefined;
  const texts = new Map<string, string | undefined>();
  return {
    tree,
    text(path) {
      const clean = path.replace(/^\/+/, '');
      const file = tree.resolve(clean);
      if (file?.type !== 'file' || file.size === 0 || file.kind === 'elf') return undefined;
      if (texts.has(file.path)) return texts.get(file.path);
      if (!mayRead(file.path)) return undefined;
      const text = readText(clean, file.size);
      texts.set(file.path, text);
      return text;
    },
    names(folder) {
      const at = tree.resolve(folder);
      if (folder !== '' && at?.type !== 'directory') return [];
      const names: string[] = [];
      for (const { path } of tree.children(at?.path ?? '')) {
        if (names.length >= MOST_NAMES) {
          onOver(`/${folder} holds more than ${MOST_NAMES} names`);
          break;
        }
        names.push(path.slice(path.lastIndexOf('/') + 1));
      }
      return names;
    },
    noted(path) {
      executables ??= new Map([...tree.kept([noted(EXECUTABLE_TAP)])].map((file) => [file.path, file]));
      return executables.get(path);
    },
  };

  function readText(path: string, size: number): string | undefined {
    const file = tree.read(path);
    if (!file) return undefined;
    const wanted = Math.min(size, limits.planFile);
    if (wanted > left) {
      onOver('scripts and tables are too long to be read all');
      return undefined;
    }
    if (size > limits.planFile) onOver(`/${file.path} is long; only its beginning was read`);
    left -= wanted;
    try {
      return Buffer.from(file.readAt(0, wanted)).toString('utf8');
    } catch (error) {
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }
}
