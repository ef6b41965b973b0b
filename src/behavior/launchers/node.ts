import type { Call, Consequence, Launcher } from '../launcher.ts';
import { nodeConsequences, nodeFile, nodePackage } from '../node-modules.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { parseOptions, splitWords } from '../words.ts';

const LOADS = ['-r', '--require', '--import', '--loader', '--experimental-loader'];
const VALUES = [...LOADS, '-e', '--eval', '-p', '--print', '-C', '--conditions', '--env-file', '--title'];

/** Node, and runners like it: the script or text it runs, what that requires, and what options load before it. */
export const node: Launcher = {
  name: 'node',
  reads: [],
  programs: /^(?:node|nodejs|bun|tsx|ts-node|nodemon|pm2-runtime|pm2|deno|electron)$/,
  *follow(call) {
    for (const path of loadedFirst(splitWords(call.env.get('NODE_OPTIONS') ?? ''))) yield* preload(call, path);
    for (const path of loadedFirst(call.words)) yield* preload(call, path);
    const { options, rest } = parseOptions(call.words, { values: VALUES });
    const text = options.get('-e') ?? options.get('--eval') ?? options.get('-p') ?? options.get('--print');
    if (text !== undefined) {
      yield* nodeConsequences(call.files, { text, folder: call.folder });
      return;
    }
    const script =
      call.name.startsWith('pm2') || call.name === 'deno' || call.name === 'bun' ? afterVerb(rest) : rest[0];
    if (script === undefined) return;
    const file = nodeFile(call.files, pathFrom(call.folder, script));
    if (file === undefined) {
      yield { unknown: `${script} was not found` };
      return;
    }
    const imports = nodeConsequences(call.files, { text: call.files.text(file) ?? '', folder: folderOf(file) });
    yield { load: `/${file}`, started: true, imports };
  },
};

function afterVerb(words: readonly string[]): string | undefined {
  return words.find((word) => !['start', 'run', 'serve'].includes(word) && !word.startsWith('-'));
}

/** The values of `--require` and its kin, wherever they stand before the script. */
function loadedFirst(words: readonly string[]): string[] {
  const found: string[] = [];
  for (const [index, word] of words.entries()) {
    const [option = '', value] = word.split('=', 2);
    if (LOADS.includes(word)) found.push(words[index + 1] ?? '');
    else if (value !== undefined && LOADS.includes(option)) found.push(value);
    else if (!word.startsWith('-') && !LOADS.includes(words[index - 1] ?? '')) break;
  }
  return found;
}

function* preload(call: Call, name: string): Iterable<Consequence> {
  if (!/^[./]/.test(name)) {
    const folder = nodePackage(call.files, name, call.folder);
    if (folder !== undefined) yield { loadBelow: `/${folder}`, label: name, cause: 'preload' };
    return;
  }
  const file = nodeFile(call.files, pathFrom(call.folder, name.replace(/^file:\/\//, '')));
  if (file === undefined) return;
  const imports = nodeConsequences(call.files, { text: call.files.text(file) ?? '', folder: folderOf(file) });
  yield { load: `/${file}`, cause: 'preload', imports };
}
