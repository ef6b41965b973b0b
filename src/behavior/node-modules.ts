import type { Consequence, PlanFiles } from './launcher.ts';
import { folderOf, pathFrom } from './paths.ts';

const MOST_MODULES = 500;
const LONGEST_LINE = 5_000;
const MOST_LINES = 50_000;
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.ts', '.json', '/index.js', '/index.mjs', '/index.cjs'];
const REFERENCE =
  /\brequire\(\s*(['"`])([^'"`]{1,300})\1\s*\)|\bimport\(\s*(['"])([^'"]{1,300})\3|\b(?:from|import)\s*(['"])([^'"]{1,300})\5/g;

/** The file that a path without its ending, or a folder, stands for. */
export function nodeFile(files: PlanFiles, path: string): string | undefined {
  for (const ending of ENDINGS) {
    if (files.tree.resolve(path + ending)?.type === 'file') return path + ending;
  }
  return undefined;
}

/** The folder of a package, looked up through the node_modules folders above. */
export function nodePackage(files: PlanFiles, name: string, from: string): string | undefined {
  const parts = name.split('/');
  const bare = parts.slice(0, name.startsWith('@') ? 2 : 1).join('/');
  for (let folder = from; ; folder = folderOf(folder)) {
    const path = pathFrom(folder, `node_modules/${bare}`);
    if (files.tree.resolve(path)?.type === 'directory') return path;
    if (folder === '') break;
  }
  for (const shared of ['usr/local/lib/node_modules', 'usr/lib/node_modules']) {
    if (files.tree.resolve(`${shared}/${bare}`)?.type === 'directory') return `${shared}/${bare}`;
  }
  return undefined;
}

/** What a text plainly requires or imports: own files are read in turn, packages are loaded as a whole. */
export function nodeConsequences(
  files: PlanFiles,
  start: { readonly text: string; readonly folder: string },
): Consequence[] {
  const found: Consequence[] = [];
  const seen = new Set<string>();
  const pending = [start];
  for (let next = pending.shift(); next && seen.size < MOST_MODULES; next = pending.shift()) {
    for (const name of references(next.text)) {
      const isOwn = /^\.{0,2}\//.test(name) || name === '.' || name === '..';
      const path = isOwn ? nodeFile(files, pathFrom(next.folder, name)) : nodePackage(files, name, next.folder);
      if (path === undefined || seen.has(path)) continue;
      seen.add(path);
      if (!isOwn) found.push({ loadBelow: `/${path}`, label: name, cause: 'import' });
      else {
        found.push({ load: `/${path}`, cause: 'import' });
        if (!path.includes('node_modules/')) pending.push({ text: files.text(path) ?? '', folder: folderOf(path) });
      }
    }
  }
  return found;
}

function references(text: string): string[] {
  const names = new Set<string>();
  for (const line of text.split('\n', MOST_LINES)) {
    if (line.length > LONGEST_LINE || !/require|import|from/.test(line)) continue;
    for (const match of line.matchAll(REFERENCE)) {
      const name = match[2] ?? match[4] ?? match[6];
      if (name !== undefined && !name.startsWith('node:')) names.add(name);
    }
  }
  return [...names];
}
