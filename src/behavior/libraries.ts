import type { ExecutableFacts } from '../inventory/executable-facts.ts';
import { executableFacts } from '../inventory/executable-facts.ts';
import type { PlanFiles } from './launcher.ts';
import { folderOf, pathFrom } from './paths.ts';

/** Files that configure where the dynamic linker looks. */
export const LINKER_FILES = [
  'etc/ld.so.conf',
  'etc/ld.so.conf.d/*',
  'etc/ld-musl-*.path',
  'etc/ld.so.preload',
] as const;

/** One library that a program loads when it starts. */
export interface LoadedLibrary {
  /** As it is asked for: `libc.so.6`. */
  readonly name: string;
  /** Links followed; undefined where the image does not have it. */
  readonly path?: string;
  /** Loaded ahead of all others: LD_PRELOAD, ld.so.preload. */
  readonly preloadedBy?: string;
}

/** Finds libraries as the dynamic linkers of glibc and musl do. */
export interface LibraryFinder {
  /** The loader and every library, nearest first; empty for programs that need none. */
  librariesOf(path: string, env: ReadonlyMap<string, string>): readonly LoadedLibrary[];
}

const MOST_LIBRARIES = 2_000;
const MOST_FOLDERS = 500;
const INCLUDES = 8;
const TRIPLETS: Readonly<Record<string, string>> = {
  amd64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  '386': 'i386-linux-gnu',
  ppc64le: 'powerpc64le-linux-gnu',
  s390x: 's390x-linux-gnu',
  riscv64: 'riscv64-linux-gnu',
};

export function createLibraryFinder(files: PlanFiles): LibraryFinder {
  const factsByPath = new Map<string, ExecutableFacts | undefined>();
  let configured: readonly string[] | undefined;
  let muslFolders: readonly string[] | undefined;

  return {
    librariesOf(path, env) {
      const program = factsOf(path);
      if (program?.interpreter === undefined && !program?.needed) return [];
      const isMusl = (program.interpreter ?? '').includes('ld-musl-');
      const found = new Map<string, LoadedLibrary>();
      const queue: { name: string; by: string; rpaths: readonly string[]; preloadedBy?: string }[] = [];
      if (program.interpreter !== undefined) add(program.interpreter, { path: program.interpreter });
      const ownPaths = rpathsOf(program, path);
      for (const { name, by } of preloads(env, isMusl))
        queue.push({ name, by: path, rpaths: ownPaths, preloadedBy: by });
      for (const name of program.needed ?? []) queue.push({ name, by: path, rpaths: ownPaths });
      for (let next = queue.shift(); next && found.size < MOST_LIBRARIES; next = queue.shift()) {
        if (found.has(next.name)) continue;
        const at = find(next, { program, isMusl, env });
        add(next.name, {
          ...(at === undefined ? {} : { path: at }),
          ...(next.preloadedBy ? { preloadedBy: next.preloadedBy } : {}),
        });
        const facts = at === undefined ? undefined : factsOf(at);
        if (at === undefined || !facts) continue;
        // The program's own search paths hold for what its libraries need, too.
        const rpaths = [...rpathsOf(facts, at), ...ownPaths].slice(0, MOST_FOLDERS);
        for (const name of facts.needed ?? []) if (!found.has(name)) queue.push({ name, by: at, rpaths });
      }
      return [...found.values()];

      function add(name: string, { path: at, preloadedBy }: { path?: string; preloadedBy?: string }): void {
        const resolved = at === undefined ? undefined : fileAt(pathFrom('', at));
        found.set(name, {
          name,
          ...(resolved === undefined ? {} : { path: resolved }),
          ...(preloadedBy ? { preloadedBy } : {}),
        });
      }
    },
  };

  function find(
    wanted: { readonly name: string; readonly by: string; readonly rpaths: readonly string[] },
    { program, isMusl, env }: { program: ExecutableFacts; isMusl: boolean; env: ReadonlyMap<string, string> },
  ): string | undefined {
    if (wanted.name.includes('/')) return fileAt(pathFrom('', wanted.name));
    const facts = factsOf(wanted.by);
    const folders = [
      ...wanted.rpaths,
      ...split(env.get('LD_LIBRARY_PATH')),
      ...split(facts?.runpath).map((folder) => origin(folder, wanted.by)),
      ...(isMusl ? musl() : glibc(program.architecture)),
    ];
    for (const folder of folders.slice(0, MOST_FOLDERS)) {
      const path = fileAt(pathFrom('', `${folder}/${wanted.name}`));
      if (path === undefined) continue;
      const architecture = factsOf(path)?.architecture;
      if (architecture === undefined || architecture === program.architecture) return path;
    }
    return undefined;
  }

  function factsOf(path: string): ExecutableFacts | undefined {
    if (factsByPath.has(path)) return factsByPath.get(path);
    const file = files.noted(path);
    const facts = file ? executableFacts(file) : undefined;
    factsByPath.set(path, facts);
    return facts;
  }

  function fileAt(path: string): string | undefined {
    const file = files.tree.resolve(path);
    return file?.type === 'file' ? file.path : undefined;
  }

  function glibc(architecture: string): readonly string[] {
    configured ??= readConfigured('etc/ld.so.conf', 0);
    const triplet = TRIPLETS[architecture];
    const own = triplet ? [`lib/${triplet}`, `usr/lib/${triplet}`] : [];
    return [...configured, ...own, 'lib64', 'usr/lib64', 'lib', 'usr/lib'];
  }

  function musl(): readonly string[] {
    if (muslFolders) return muslFolders;
    const name = files.names('etc').find((each) => each.startsWith('ld-musl-') && each.endsWith('.path'));
    const text = name === undefined ? undefined : files.text(`etc/${name}`);
    muslFolders = text === undefined ? ['lib', 'usr/local/lib', 'usr/lib'] : text.split(/[:\n]/).filter(Boolean);
    return muslFolders;
  }

  function readConfigured(path: string, depth: number): readonly string[] {
    const folders: string[] = [];
    for (const line of (files.text(path) ?? '').split('\n').slice(0, MOST_FOLDERS)) {
      const text = (line.split('#', 1)[0] ?? '').trim();
      const included = /^include\s+(\S+)$/.exec(text)?.[1];
      if (included !== undefined) {
        for (const each of depth < INCLUDES ? filesIncluded(included) : [])
          folders.push(...readConfigured(each, depth + 1));
      } else if (text !== '' && !text.startsWith('hwcap')) folders.push(text);
      if (folders.length > MOST_FOLDERS) break;
    }
    return folders.slice(0, MOST_FOLDERS);
  }

  /** `include` names files by a pattern in the last part of the path. */
  function filesIncluded(pattern: string): string[] {
    const path = pathFrom('etc', pattern);
    const folder = folderOf(path);
    const last = path.slice(folder.length + 1);
    if (!last.includes('*')) return [path];
    const [start = '', end = ''] = last.split('*', 2);
    return files
      .names(folder)
      .filter((name) => name.startsWith(start) && name.endsWith(end))
      .slice(0, MOST_FOLDERS)
      .map((name) => `${folder}/${name}`);
  }

  /** musl reads no ld.so.preload. */
  function preloads(env: ReadonlyMap<string, string>, isMusl: boolean): { name: string; by: string }[] {
    const named = (text: string, by: string) =>
      text
        .split(/[\s:]+/)
        .filter(Boolean)
        .slice(0, MOST_FOLDERS)
        .map((name) => ({ name, by }));
    const table = isMusl ? '' : (files.text('etc/ld.so.preload') ?? '').replace(/#.*/g, '');
    return [...named(env.get('LD_PRELOAD') ?? '', 'LD_PRELOAD'), ...named(table, 'etc/ld.so.preload')];
  }
}

function rpathsOf(facts: ExecutableFacts, path: string): string[] {
  return facts.runpath === undefined ? split(facts.rpath).map((folder) => origin(folder, path)) : [];
}

function split(paths: string | undefined): string[] {
  return (paths ?? '').split(':').filter(Boolean).slice(0, MOST_FOLDERS);
}

function origin(folder: string, path: string): string {
  return folder.replace(/\$(?:ORIGIN\b|\{ORIGIN\})/g, `/${folderOf(path)}`);
}
