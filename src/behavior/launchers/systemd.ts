import { glob } from '../../filesystem/file.ts';
import { readSections } from '../ini.ts';
import type { Call, Consequence, Launcher } from '../launcher.ts';
import { baseName, pathFrom } from '../paths.ts';
import { splitWords } from '../words.ts';

const FOLDERS = [
  'etc/systemd/system',
  'run/systemd/system',
  'usr/local/lib/systemd/system',
  'usr/lib/systemd/system',
  'lib/systemd/system',
];
const MOST_UNITS = 2_000;
const COMMANDS = ['ExecStartPre', 'ExecStart', 'ExecStartPost', 'ExecStop'];

/** systemd: the units that the default target wants, with their drop-ins. */
export const systemd: Launcher = {
  name: 'systemd',
  reads: [glob('{etc,usr/lib,lib,usr/local/lib,run}/systemd/system/**/*.{service,socket,timer,path,target,conf}')],
  programs: /^systemd$/,
  *follow({ files }) {
    const start = files.tree.resolve('etc/systemd/system/default.target') ?? find(files, 'default.target');
    const pending = [start ? baseName(start.path) : 'multi-user.target'];
    const seen = new Set<string>();
    for (let unit = pending.shift(); unit !== undefined && seen.size < MOST_UNITS; unit = pending.shift()) {
      if (seen.has(unit)) continue;
      seen.add(unit);
      const tables = unitTables(files, unit);
      yield* commands(files, tables, unit);
      pending.push(...wanted(files, tables, unit).slice(0, MOST_UNITS));
    }
  },
};

interface Table {
  readonly path: string;
  readonly text: string;
}

/** The unit's own file, then its drop-ins. Units that are masked, or not there, have none. */
function unitTables(files: Call['files'], unit: string): Table[] {
  const own = find(files, unit);
  if (!own || own.size === 0 || own.type !== 'file') return [];
  const template = unit.replace(/@[^.]*\./, '@.');
  const dropIns = [...new Set([unit, template])].flatMap((name) =>
    FOLDERS.flatMap((folder) => files.names(`${folder}/${name}.d`).map((each) => `${folder}/${name}.d/${each}`)),
  );
  return [own.path, ...dropIns.filter((path) => path.endsWith('.conf'))].flatMap((path) => {
    const text = files.text(path);
    return text === undefined ? [] : [{ path, text }];
  });
}

function find(files: Call['files'], unit: string) {
  const names = [unit, unit.replace(/@[^.]*\./, '@.')];
  for (const name of names) {
    for (const folder of FOLDERS) {
      const entry = files.tree.resolve(`${folder}/${name}`);
      if (entry) return entry;
    }
  }
  return undefined;
}

function* commands(files: Call['files'], tables: readonly Table[], unit: string): Iterable<Consequence> {
  let user: string | undefined;
  let folder: string | undefined;
  let env: (readonly [string, string])[] = [];
  const lines: { key: string; value: string; path: string; line: number }[] = [];
  for (const { path, text } of tables) {
    for (const { name, line, all } of readSections(text)) {
      if (name !== 'Service') continue;
      for (const [key, value] of all) {
        if (key === 'User') user = value;
        else if (key === 'WorkingDirectory') folder = value.replace(/^-/, '');
        else if (key === 'Environment') env = [...env, ...assignments(value)];
        else if (!COMMANDS.includes(key)) continue;
        else if (value === '') lines.splice(0, lines.length, ...lines.filter((each) => each.key !== key));
        else lines.push({ key, value, path, line });
      }
    }
  }
  const instance = /@([^.]*)\./.exec(unit)?.[1] ?? '';
  for (const { key, value, path, line } of lines.sort((a, b) => COMMANDS.indexOf(a.key) - COMMANDS.indexOf(b.key))) {
    if (key === 'ExecStop') continue;
    const words = splitWords(
      value
        .replace(/^[-@:+!|]+/, '')
        .replaceAll('%i', instance)
        .replaceAll('%%', '%'),
    );
    yield {
      run: words,
      cause: 'service',
      when: 'service',
      from: { path, line },
      ...(user ? { user } : {}),
      ...(folder && !folder.startsWith('~') ? { folder: pathFrom('', folder) } : {}),
      ...(env.length > 0 ? { env } : {}),
    };
  }
  if (tables[0]) yield { refer: `/${tables[0].path}` };
  if (
    lines.length === 0 &&
    unit.endsWith('.service') &&
    tables.length > 0 &&
    files.text(tables[0]?.path ?? '') === undefined
  )
    yield { unknown: `/${tables[0]?.path} was not read` };
}

function assignments(value: string): (readonly [string, string])[] {
  return splitWords(value).flatMap((word) => {
    const equals = word.indexOf('=');
    return equals > 0 ? [[word.slice(0, equals), word.slice(equals + 1)] as const] : [];
  });
}

/** What the unit pulls in: by folders of links, by its own words, and what its timer or socket stands for. */
function wanted(files: Call['files'], tables: readonly Table[], unit: string): string[] {
  const links = FOLDERS.flatMap((folder) =>
    ['wants', 'requires', 'upholds'].flatMap((kind) => files.names(`${folder}/${unit}.${kind}`)),
  );
  const named: string[] = [];
  let activates: string | undefined;
  for (const { text } of tables) {
    for (const { name, values } of readSections(text)) {
      if (name === 'Unit')
        for (const key of ['Wants', 'Requires', 'BindsTo', 'Upholds']) named.push(...splitWords(values.get(key) ?? ''));
      if (/^(?:Timer|Socket|Path)$/.test(name)) activates = values.get('Unit') ?? unit.replace(/\.\w+$/, '.service');
    }
  }
  return [...named, ...links, ...(activates ? [activates] : [])];
}
