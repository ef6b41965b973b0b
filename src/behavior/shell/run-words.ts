import { limits } from '../../base/limits.ts';
import { runBuiltin } from './builtins.ts';
import { filesRead } from './filter-files.ts';
import { decoders, filters } from './filters.ts';
import { type Launched, launched, shellRequest } from './launchers.ts';
import { wordOf } from './run-simple.ts';
import {
  fileText,
  isKnown,
  pathFrom,
  type Scene,
  type ShellFunction,
  type Status,
  spend,
  UNKNOWN,
  variable,
  write,
} from './state.ts';

const SHELLS: ReadonlySet<string> = new Set('sh bash dash ash zsh ksh mksh rbash'.split(' '));
/** Write nothing that another command would read. */
const SILENT: ReadonlySet<string> = new Set(
  'mkdir chmod chown chgrp rm rmdir cp mv ln touch sleep kill killall pkill wait usermod useradd groupadd sysctl mount umount'.split(
    ' ',
  ),
);

/** Follows a command whose words are known: what it runs, writes and sets. */
export function runWords(scene: Scene, words: readonly string[], line: number): Status {
  const [command = ''] = words;
  const { state } = scene;
  if (!isKnown(command)) {
    write(scene, UNKNOWN);
    return undefined;
  }
  const called = command.includes('/') ? undefined : state.functions.get(command);
  if (called) return callFunction(scene, { called, words });
  const name = command.slice(command.lastIndexOf('/') + 1);
  if (SHELLS.has(name)) return runShell(scene, words, line);
  if (name === 'eval') return runScript({ ...scene, line }, words.slice(1).join(' '));
  if ((name === '.' || name === 'source') && words[1]) {
    const status = runFile(scene, words.slice(1), { same: true });
    return status === 'no script' ? undefined : status;
  }
  if (name === 'trap' && words.length > 2) {
    runScript({ ...scene, line, certain: false, output: { text: '' } }, words[1] ?? '');
    return true;
  }
  const inner = launched(name, words);
  if (inner) return nestedLaunch(scene, { name, inner, line });
  const built = runBuiltin(scene, words);
  if (built) return built.status;
  const filter = filters.get(name);
  if (filter) {
    const text = filterOutput(scene, { name, words });
    write(scene, text);
    return name === 'echo' || name === 'printf' ? true : undefined;
  }
  const followed = runFile(scene, words, { same: false });
  if (followed !== 'no script') return followed;
  if (!SILENT.has(name)) write(scene, UNKNOWN);
  return undefined;
}

function callFunction(scene: Scene, { called, words }: { called: ShellFunction; words: readonly string[] }): Status {
  const { state, reading } = scene;
  const before = state.arguments;
  state.arguments = words.slice(1);
  reading.called.add(words[0] ?? '');
  const pipeline = { negated: false, commands: [called.body] };
  const statement = { first: pipeline, rest: [], background: false };
  const status = reading.rules.runStatements({ ...scene, place: called.place }, [statement]);
  state.arguments = before;
  return status;
}

/** Commands that start each other, one level for each. */
function nestedLaunch(scene: Scene, start: Start): Status {
  const { reading } = scene;
  const fits = reading.depth < limits.shellCalls && reading.commands.length < limits.shellCommands;
  if (!fits || !spend(reading, start.inner.words.length)) {
    reading.unknown.add('commands that start each other too often are not followed to their end');
    return undefined;
  }
  reading.depth++;
  const status = launch(scene, start);
  reading.depth--;
  return status;
}

interface Start {
  readonly name: string;
  readonly inner: Launched;
  readonly line: number;
}

function launch(scene: Scene, { name, inner, line }: Start): Status {
  const { state, reading } = scene;
  const background = scene.background || inner.background;
  const own = { ...scene, background };
  const before = new Map(inner.assignments.map(([key]) => [key, state.variables.get(key)]));
  for (const [key, value] of inner.assignments) state.variables.set(key, value);
  let status: Status;
  if (inner.script !== undefined) status = runScript({ ...own, state: { ...state }, line }, inner.script);
  else {
    const words = name === 'xargs' ? withInput(inner, scene) : inner.words;
    reading.commands.push({
      words: words.map(wordOf),
      assignments: inner.assignments.map(([key, value]) => ({ name: key, value: wordOf(value) })),
      redirections: [],
      pipeline: { id: reading.pipelines++, position: 0, length: 1 },
      ...(scene.input && name !== 'xargs' && { input: wordOf(scene.input.text.slice(scene.input.at)) }),
      background,
      certain: scene.certain && !state.ended,
      place: { ...scene.place, line },
      reading: reading.identity,
    });
    status = reading.rules.runWords(own, words, line);
  }
  for (const [key, value] of before) {
    if (value === undefined) state.variables.delete(key);
    else state.variables.set(key, value);
  }
  if (name === 'exec' && scene.certain) state.ended = true;
  return status;
}

/** The words of `xargs`, and those that it reads. */
function withInput({ words, separator, replaced }: Launched, { input }: Scene): readonly string[] {
  const text = input?.text.slice(input.at);
  const pieces = text === undefined ? [UNKNOWN] : text.split(separator ?? (replaced ? '\n' : /[ \t\n]+/), 1_000);
  const given = pieces.filter((word) => word !== '');
  if (replaced === undefined) return [...words, ...given];
  return words.map((word) => word.replaceAll(replaced, given.join('\n')));
}

function runShell(scene: Scene, words: readonly string[], line: number): Status {
  const { text, file, rest } = shellRequest(words);
  const state = { ...scene.state, name: rest[0] ?? words[0] ?? 'sh', arguments: rest.slice(1) };
  if (text !== undefined) return runScript({ ...scene, state, line }, text);
  if (file !== undefined) {
    const status = runFile(scene, [file, ...rest], { same: false, named: true });
    return status === 'no script' ? undefined : status;
  }
  const { input } = scene;
  if (!input) return undefined;
  const script = input.text.slice(input.at);
  return runScript({ ...scene, input: undefined, line, state: { ...state, arguments: rest } }, script);
}

/** Runs a text as a script, and says how it was decoded. */
function runScript(scene: Scene, text: string): Status {
  if (text === UNKNOWN) scene.reading.unknown.add('a script is run whose text is only known when it runs');
  const decoded = [...scene.place.decoded, ...decodedBy(scene, text)];
  return scene.reading.rules.runText({ ...scene, place: { ...scene.place, decoded } }, text);
}

function decodedBy({ reading }: Scene, text: string): readonly string[] {
  const exact = reading.decoded.get(text.trim());
  if (exact) return exact;
  for (const [part, ways] of reading.decoded) if (part.length > 3 && text.includes(part)) return ways;
  return [];
}

/** Follows a script in a file, once in a chain of calls. */
function runFile(
  scene: Scene,
  words: readonly string[],
  { same, named = false }: { same: boolean; named?: boolean },
): Status | 'no script' {
  const [file = '', ...rest] = words;
  const { state, chain } = scene;
  const found = isKnown(file) ? findFile(scene, named && !file.startsWith('/') ? `./${file}` : file) : undefined;
  if (!found || !(same || isShellScript(found.text))) return 'no script';
  if (chain.includes(found.path)) return undefined;
  const inner: Scene = {
    ...scene,
    chain: [...chain, found.path],
    place: { path: found.path, decoded: scene.place.decoded },
    state: same ? state : { ...state, variables: new Map(state.variables), name: file, arguments: rest, ended: false },
  };
  const { line: _, ...unlined } = inner;
  return scene.reading.rules.runText(unlined, found.text);
}

function findFile(scene: Scene, file: string): { path: string; text: string } | undefined {
  const folders = (
    variable(scene.state, 'PATH') ?? '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
  ).split(':');
  const candidates = file.includes('/') ? [file] : [...folders.slice(0, 32).map((folder) => `${folder}/${file}`), file];
  for (const candidate of candidates) {
    const text = fileText(scene, candidate);
    if (text !== undefined) return { path: pathFrom(scene.state, candidate), text };
  }
  return undefined;
}

function isShellScript(text: string): boolean {
  const first = text.slice(0, 200).split('\n', 1)[0] ?? '';
  if (!first.startsWith('#!')) return !text.slice(0, 1_000).includes('\0') && !text.startsWith('\x7fELF');
  return first
    .slice(2)
    .split(/[ \t\r/]+/)
    .some((word) => SHELLS.has(word));
}

function filterOutput(scene: Scene, { name, words }: { name: string; words: readonly string[] }): string {
  const { reading, input } = scene;
  const options = words.slice(1).filter((word) => word.length > 1 && word.startsWith('-'));
  const operands = words.slice(1).filter((word) => !(word.length > 1 && word.startsWith('-')));
  const files = filesRead(name, { words, operands });
  const texts =
    files.length > 0 ? files.map((file) => fileText(scene, file) ?? UNKNOWN) : [input?.text.slice(input.at) ?? UNKNOWN];
  const given = {
    options,
    operands,
    words: words.filter((word, at) => at === 0 || !files.includes(word)),
    input: texts.join(''),
  };
  const writer = ['echo', 'printf', 'basename', 'dirname', 'seq'].includes(name);
  if (!writer && !isKnown(given.input) && name !== 'cat' && name !== 'tee') return UNKNOWN;
  const output = filters.get(name)?.(given) ?? UNKNOWN;
  const way = decoders.get(name);
  if (way !== undefined && output !== given.input && reading.decoded.size < 1_000 && isKnown(output)) {
    reading.decoded.set(output.trim(), [...decodedBy(scene, given.input), way]);
  } else if (name === 'tee') for (const file of operands) scene.state.files.set(pathFrom(scene.state, file), output);
  return output;
}
