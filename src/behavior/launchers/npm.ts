import { FormatError } from '../../base/errors.ts';
import { asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';

const VERBS = new Set(['run', 'run-script', 'rum', 'urn', 'exec']);
/** Commands of the package managers themselves, which are no names of scripts. */
const OWN_COMMANDS = new Set(['install', 'i', 'ci', 'add', 'update', 'cache', 'config', 'global', 'list', 'audit']);
const HOOKS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** npm, yarn and pnpm: scripts of package.json, programs of node_modules, and hooks of installations. */
export const npm: Launcher = {
  name: 'npm',
  reads: [],
  programs: /^(?:npm|yarn|pnpm|yarnpkg|npx|pnpx|bunx)$/,
  *follow(call) {
    const at = call.words.findIndex((word) => ['--prefix', '--cwd', '-C', '--dir'].includes(word));
    const folder = at < 0 ? call.folder : pathFrom(call.folder, call.words[at + 1] ?? '');
    const words = call.words.filter((word, index) => !word.startsWith('-') && (at < 0 || index !== at + 1));
    const [verb = '', name = ''] = words;
    if (/x$/.test(call.name) || verb === 'exec') {
      const program = verb === 'exec' ? name : verb;
      if (program !== '')
        yield { run: [`/${folder}/node_modules/.bin/${program}`, ...wordsAfter(call.words, program)], folder };
      return;
    }
    const scripts = readScripts(call, folder);
    if (OWN_COMMANDS.has(verb)) {
      yield { unknown: `${call.name} ${verb} brings in code when the container runs` };
      for (const hook of HOOKS) yield* script(scripts, hook, { folder, isHook: true });
      return;
    }
    const wanted = VERBS.has(verb) ? name : verb;
    if (wanted === '') return;
    for (const each of [`pre${wanted}`, wanted, `post${wanted}`])
      yield* script(scripts, each, { folder, isHook: false });
    if (wanted === 'start' && !scripts.has('start')) yield { run: ['node', 'server.js'], folder };
  },
};

function wordsAfter(words: readonly string[], program: string): readonly string[] {
  return words.slice(words.indexOf(program) + 1);
}

function* script(
  scripts: ReadonlyMap<string, string>,
  name: string,
  { folder, isHook }: { folder: string; isHook: boolean },
): Iterable<Consequence> {
  const text = scripts.get(name);
  if (text === undefined) return;
  yield {
    shell: text,
    folder,
    env: [['PATH', `/${folder}/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`]],
    from: { path: `${folder === '' ? '' : `${folder}/`}package.json`, line: 1 },
    ...(isHook ? { cause: 'hook' as const } : {}),
  };
}

/** The scripts of the package that the folder belongs to. */
function readScripts({ files }: Call, from: string): ReadonlyMap<string, string> {
  for (let folder = from; ; folder = folderOf(folder)) {
    const text = files.text(folder === '' ? 'package.json' : `${folder}/package.json`);
    const scripts = text === undefined ? undefined : asObject(parsed(text)?.scripts);
    if (scripts)
      return new Map(
        Object.entries(scripts).flatMap(([name, value]) => {
          const script = asText(value);
          return script === undefined ? [] : [[name, script] as const];
        }),
      );
    if (folder === '') return new Map();
  }
}

function parsed(text: string): JsonObject | undefined {
  try {
    return asObject(parseJson(text));
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
