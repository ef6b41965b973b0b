import { bounded, glob } from '../../filesystem/file.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { libraryFolders, pythonConsequences, pythonSource, startupModules } from '../python-modules.ts';
import { parseOptions } from '../words.ts';

/** Python: the script, module or text it runs, what that imports, and what site-packages run of their own accord. */
export const python: Launcher = {
  name: 'python',
  reads: [
    glob('**/{sitecustomize,usercustomize}.py'),
    bounded(glob('**/{site-packages,dist-packages}/*.pth'), { largest: 65_536, outside: [] }),
  ],
  programs: /^(?:python|pypy)(?:\d+(?:\.\d+)?t?)?$/,
  *follow(call) {
    const { options, rest } = parseOptions(untilCommand(call.words), {
      values: ['-W', '-X', '--check-hash-based-pycs'],
    });
    const flags = [...options.keys()].join('');
    if (!flags.includes('S') && !flags.includes('I')) yield* startupModules(call);
    const startup = call.env.get('PYTHONSTARTUP');
    const at = call.words.findIndex((word) => /^-[A-Za-z]*[cm]$/.test(word));
    const value = call.words[at + 1];
    if (at >= 0 && at === untilCommand(call.words).length && value !== undefined) {
      if (call.words[at]?.endsWith('m')) yield* runModule(call, value);
      else yield* pythonConsequences(call, { text: value, folder: call.folder });
      return;
    }
    const script = rest[0];
    if (script === undefined || script === '-') {
      if (startup) yield { load: startup, cause: 'preload' };
      return;
    }
    yield* runScript(call, script);
  },
};

/** The words up to `-c` or `-m`, which end the options of the interpreter. */
function untilCommand(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length && (words[at] ?? '').startsWith('-')) {
    if (/^-[A-Za-z]*[cm]$/.test(words[at] ?? '')) return words.slice(0, at);
    at += words[at] === '-W' || words[at] === '-X' ? 2 : 1;
  }
  return words;
}

function* runScript(call: Call, script: string): Iterable<Consequence> {
  const path = pathFrom(call.folder, script);
  const isFolder = call.files.tree.resolve(path)?.type === 'directory';
  const file = isFolder ? `${path}/__main__.py` : path;
  yield {
    load: `/${file}`,
    started: true,
    imports: [...pythonConsequences(call, { text: call.files.text(file), folder: folderOf(file) })],
  };
}

/** `python -m`: pip, http.server and the like are in library folders, where no text was kept. */
function* runModule(call: Call, name: string): Iterable<Consequence> {
  const folders = [call.folder, ...libraryFolders(call)];
  const source = pythonSource(call.files, name, folders, ['/__main__.py']) ?? pythonSource(call.files, name, folders);
  if (source === undefined) yield { unknown: `python module ${name} was not found` };
  else
    yield {
      load: `/${source}`,
      started: true,
      imports: [...pythonConsequences(call, { text: call.files.text(source), folder: call.folder })],
    };
}
