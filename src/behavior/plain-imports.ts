import type { Consequence, PlanFiles } from './launcher.ts';
import { pathFrom } from './paths.ts';

const MOST_FILES = 300;
const MOST_REFERENCES = 2_000;

/** How a language names the files that it includes. */
export interface ImportStyle {
  /** Global; the first group that is set names a file or module. */
  readonly reference: RegExp;
  /** Tried behind the name, in order. */
  readonly endings: readonly string[];
  /** Where relative names start, for a file. */
  readonly from: (path: string) => string;
  /** Where modules are looked for besides. */
  readonly folders?: readonly string[];
}

/** Files that a script plainly includes, and those that they include. */
export function plainImports(files: PlanFiles, path: string, style: ImportStyle): Consequence[] {
  const found: Consequence[] = [];
  const seen = new Set([path]);
  const pending = [path];
  for (let next = pending.shift(); next !== undefined && seen.size < MOST_FILES; next = pending.shift()) {
    let count = 0;
    for (const match of (files.text(next) ?? '').matchAll(style.reference)) {
      if (++count > MOST_REFERENCES) break;
      const name = match.slice(1).find((group) => group !== undefined) ?? '';
      const file = resolve(
        files,
        name.replaceAll('::', '/'),
        [style.from(next), ...(style.folders ?? [])],
        style.endings,
      );
      if (file === undefined || seen.has(file)) continue;
      seen.add(file);
      found.push({ load: `/${file}`, cause: 'import' });
      pending.push(file);
    }
  }
  return found;
}

function resolve(
  files: PlanFiles,
  name: string,
  folders: readonly string[],
  endings: readonly string[],
): string | undefined {
  for (const folder of folders) {
    for (const ending of endings) {
      const path = pathFrom(
        folder,
        folder !== folders[0] || !name.startsWith('/') ? `./${name}${ending}` : `${name}${ending}`,
      );
      if (files.tree.resolve(path)?.type === 'file') return path;
    }
  }
  return undefined;
}
