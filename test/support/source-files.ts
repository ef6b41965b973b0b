import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { projectRoot } from './project.ts';

/** A TypeScript file of ours, as tests of style and structure see it. */
export interface SourceFile {
  /** From the project's root. */
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
  readonly lineCount: number;
  readonly isTest: boolean;
  readonly imports: readonly SourceImport[];
}

export interface SourceImport {
  /** As written. */
  readonly specifier: string;
  /** From the project's root; absent for packages. */
  readonly path?: string;
}

/** All TypeScript files below a folder of the project. */
export function sourceFiles(folder: 'src' | 'test'): readonly SourceFile[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => load(`${folder}/${path.replaceAll('\\', '/')}`))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function load(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const code = text.replace(/^\s*\/\*\*?[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm, '');
  return {
    path,
    text,
    code: path.endsWith('.d.ts') ? '' : code,
    lineCount: text.trimEnd().split('\n').length,
    isTest: path.startsWith('test/') || path.endsWith('.test.ts'),
    imports: importsOf(path, code),
  };
}

const IMPORT =
  /^(?:import\b(?:[^'";=]*\bfrom)?|export\b[^'";=(]*\bfrom) '(?<name>[^']+)'|\b(?:import|require)\('(?<dynamic>[^']+)'\)|\bnew URL\('(?<worker>\.[^']+)\.js', import\.meta\.url\)/gm;

function importsOf(path: string, code: string): SourceImport[] {
  return [...code.matchAll(IMPORT)].flatMap(({ groups = {} }) => {
    const specifier =
      groups.name ?? groups.dynamic ?? (groups.worker === undefined ? undefined : `${groups.worker}.ts`);
    if (specifier === undefined) return [];
    if (!specifier.startsWith('.')) return [{ specifier }];
    return [{ specifier, path: posix.join(posix.dirname(path), specifier) }];
  });
}
