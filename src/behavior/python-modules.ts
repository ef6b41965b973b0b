import type { Call, Consequence, PlanFiles } from './launcher.ts';
import { baseName, folderOf, pathFrom } from './paths.ts';

const MOST_MODULES = 300;
const MOST_FOLDERS = 64;

/** Where a Python program looks for modules besides its own folder; without leading slashes. */
export function libraryFolders({ calledPath, path, env, folder, files }: Call): string[] {
  const given = (env.get('PYTHONPATH') ?? '').split(':').filter(Boolean);
  const found: string[] = given.map((each) => pathFrom(folder, each));
  // A virtual environment's python is a link out of it: the link's folder counts, too.
  const roots = [folderOf(folderOf(calledPath)), folderOf(folderOf(path)), 'usr', 'usr/local'];
  for (const root of new Set(roots)) {
    for (const name of files.names(root === '' ? 'lib' : `${root}/lib`)) {
      if (!/^(?:python|pypy)\d[\d.]*t?$/.test(name)) continue;
      const lib = root === '' ? `lib/${name}` : `${root}/lib/${name}`;
      found.push(lib, `${lib}/site-packages`, `${lib}/dist-packages`);
    }
  }
  return [...new Set(found)].slice(0, MOST_FOLDERS);
}

/** The file of a module, by its dotted name; without a leading slash. */
export function pythonSource(
  files: PlanFiles,
  name: string,
  folders: readonly string[],
  endings: readonly string[] = ['.py', '/__init__.py'],
): string | undefined {
  const inner = name.replaceAll('.', '/');
  for (const folder of folders.slice(0, MOST_FOLDERS)) {
    for (const ending of endings) {
      const path = pathFrom('', `${folder}/${inner}${ending}`);
      if (files.tree.resolve(path)?.type === 'file') return path;
    }
  }
  return undefined;
}

/** What Python runs before any script: sitecustomize, usercustomize and lines of .pth files that import. */
export function* startupModules(call: Call): Iterable<Consequence> {
  for (const folder of libraryFolders(call)) {
    for (const name of ['sitecustomize.py', 'usercustomize.py']) {
      const path = `${folder}/${name}`;
      if (call.files.tree.resolve(path)?.type !== 'file') continue;
      const text = call.files.text(path);
      yield { load: `/${path}`, cause: 'preload', imports: [...pythonConsequences(call, { text, folder })] };
    }
    if (!/\/(?:site|dist)-packages$/.test(folder)) continue;
    for (const name of call.files.names(folder)) {
      if (!name.endsWith('.pth')) continue;
      const text = call.files.text(`${folder}/${name}`) ?? '';
      const code = text.split('\n').filter((line) => /^import[ \t]/.test(line));
      if (code.length === 0) continue;
      const imports = [...pythonConsequences(call, { text: code.join('\n'), folder })];
      yield { load: `/${folder}/${name}`, cause: 'preload', imports };
    }
  }
}

/** What a Python text plainly imports: own modules are read in turn, packages are loaded as a whole. */
export function pythonConsequences(
  call: Call,
  start: { readonly text: string | undefined; readonly folder: string },
): Consequence[] {
  const libraries = libraryFolders(call);
  const found = new Map<string, Consequence>();
  const add = (one: Consequence & ({ load: string } | { loadBelow: string })): void => {
    const key = 'load' in one ? one.load : one.loadBelow;
    if (!found.has(key)) found.set(key, one);
  };
  const seen = new Set<string>();
  const pending = [{ text: start.text ?? '', folder: start.folder }];
  for (let next = pending.shift(); next && seen.size < MOST_MODULES; next = pending.shift()) {
    for (const name of importedNames(next.text)) {
      if (seen.has(name) || seen.size >= MOST_MODULES) continue;
      seen.add(name);
      const relative = name.startsWith('.');
      const bare = name.replace(/^\.+/, '');
      const own = pythonSource(call.files, bare, relative ? [next.folder] : [start.folder, call.folder]);
      if (own !== undefined && !libraries.some((folder) => own.startsWith(`${folder}/`))) {
        add({ load: `/${own}`, cause: 'import' });
        pending.push({ text: call.files.text(own) ?? '', folder: folderOf(own) });
        continue;
      }
      const [top = ''] = bare.split('.');
      const library = pythonSource(call.files, top, libraries);
      if (library === undefined) continue;
      const isPackage = baseName(library) === '__init__.py';
      if (isPackage && /\/(?:site|dist)-packages\//.test(library))
        add({ loadBelow: `/${folderOf(library)}`, label: top, cause: 'import' });
      else add({ load: `/${library}`, cause: 'import' });
    }
  }
  return [...found.values()];
}

const LONGEST_LINE = 2_000;
const MOST_LINES = 20_000;

function importedNames(text: string): string[] {
  const names = new Set<string>();
  for (const line of text.split(/[\n;]/, MOST_LINES)) {
    if (line.length > LONGEST_LINE) continue;
    const from = /^\s*from\s+(\.*[\w.]*)\s+import\s+(.*)$/.exec(line);
    if (from) {
      const [, module = '', members = ''] = from;
      if (/^\.+$/.test(module)) for (const [member] of members.matchAll(/\w+/g)) names.add(module + member);
      else {
        names.add(module);
        // `from package import module` names a module of ours as often as a value.
        for (const [member] of members.slice(0, 500).matchAll(/\b[a-z_]\w*/g)) names.add(`${module}.${member}`);
      }
      continue;
    }
    const plain = /^\s*import\s+(.*)$/.exec(line)?.[1];
    for (const part of plain?.split(',') ?? []) {
      const name = /^\s*([\w.]+)/.exec(part)?.[1];
      if (name) names.add(name);
    }
  }
  return [...names];
}
