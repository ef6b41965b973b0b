import { glob } from '../../filesystem/file.ts';
import { readSections } from '../ini.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { folderOf, pathFrom } from '../paths.ts';
import { parseOptions, splitWords } from '../words.ts';

const PLACES = ['supervisord.conf', 'etc/supervisord.conf', 'etc/supervisor/supervisord.conf', 'etc/supervisor.conf'];
const MOST_TABLES = 200;
const VALUES = ['-c', '--configuration', '-u', '--user', '-d', '-l', '-j', '-e', '-q', '-i', '-m', '-y', '-z', '-k'];

/** supervisord: `[program:x]` and its kin, with includes. */
export const supervisord: Launcher = {
  name: 'supervisord',
  reads: [glob('**/supervisor*.{conf,ini}'), glob('etc/supervisor*/**'), glob('**/supervisor/**/*.{conf,ini}')],
  programs: /^(?:py-)?supervisord$/,
  *follow(call) {
    const { options } = parseOptions(call.words, { values: VALUES });
    const named = options.get('-c') ?? options.get('--configuration');
    const places = named === undefined ? PLACES.flatMap((path) => [pathFrom(call.folder, path), path]) : [];
    const main =
      named === undefined ? places.find((path) => call.files.tree.resolve(path)) : pathFrom(call.folder, named);
    if (main === undefined) yield { unknown: 'supervisord finds no configuration' };
    else yield* table(call, main, new Set());
  },
};

function* table(call: Call, path: string, seen: Set<string>): Iterable<Consequence> {
  if (seen.has(path) || seen.size >= MOST_TABLES) return;
  seen.add(path);
  yield { refer: `/${path}` };
  const text = call.files.text(path);
  if (text === undefined) yield { unknown: `/${path} was not read` };
  for (const { name, line, values } of readSections(text ?? '')) {
    const command = values.get('command');
    if (/^(?:program|eventlistener|fcgi-program):/.test(name) && command !== undefined) {
      if (values.get('autostart')?.toLowerCase() === 'false') continue;
      yield service({ command, values, from: { path, line } });
    } else if (name === 'include') {
      for (const pattern of splitWords(values.get('files') ?? ''))
        for (const each of matching(call, pathFrom(folderOf(path), pattern))) yield* table(call, each, seen);
    }
  }
}

function service(entry: {
  readonly command: string;
  readonly values: ReadonlyMap<string, string>;
  readonly from: { readonly path: string; readonly line: number };
}): Consequence {
  const { command, values, from } = entry;
  const user = values.get('user');
  const folder = values.get('directory');
  const set = [...(values.get('environment') ?? '').matchAll(/(\w{1,200})="?([^",]{0,2000})"?/g)];
  return {
    run: splitWords(command),
    cause: 'service',
    when: 'service',
    from,
    ...(user ? { user } : {}),
    ...(folder ? { folder: pathFrom('', folder) } : {}),
    ...(set.length > 0 ? { env: set.map(([, name = '', value = '']) => [name, value] as const) } : {}),
  };
}

function matching({ files }: Call, pattern: string): string[] {
  const folder = folderOf(pattern);
  const last = pattern.slice(folder.length + 1);
  const star = last.indexOf('*');
  if (star < 0) return [pattern];
  const [start, end] = [last.slice(0, star), last.slice(last.lastIndexOf('*') + 1)];
  const fits = (name: string): boolean =>
    name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
  return files
    .names(folder)
    .filter(fits)
    .map((name) => `${folder}/${name}`);
}
