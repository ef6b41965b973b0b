import { baseName } from '../../behavior/paths.ts';
import { fetchOf } from './fetches.ts';
import { type CommandScript, pathOf, type SeenCommand, UNKNOWN } from './seen-command.ts';

/** A file that a command makes, changes or replaces. */
export interface FileWrite {
  /** Without a leading slash. */
  readonly path: string;
  /** What is put there, as far as it is known; absent where nothing is. */
  readonly text?: string;
  /** The file that is put there. */
  readonly source?: string;
}

/** What the commands of a script write to files, in their order; found once for all who ask. */
export function writesIn(script: CommandScript): readonly (FileWrite & { readonly seen: SeenCommand })[] {
  const before = known.get(script.commands);
  if (before) return before;
  const texts = new Map<string, string>();
  const all = script.commands.flatMap((seen) =>
    writesOf(seen, texts).map((write) => {
      remember(write, texts);
      return { ...write, seen };
    }),
  );
  known.set(script.commands, all);
  return all;
}

const known = new WeakMap<object, readonly (FileWrite & { readonly seen: SeenCommand })[]>();

/** What files hold by the commands so far, as far as that is told. */
function remember({ path, text }: FileWrite, texts: Map<string, string>): void {
  if (text !== undefined && texts.size < 500) texts.set(path, `${texts.get(path) ?? ''}${text}`.slice(-65_536));
}

function writesOf(seen: SeenCommand, texts: ReadonlyMap<string, string>): FileWrite[] {
  const { command } = seen;
  const found = command.redirections
    .filter(({ kind }) => kind === 'write' || kind === 'append')
    .filter(({ descriptor, target }) => descriptor !== 2 && !/^\/dev\/(?:null|std|tcp|udp|fd)/.test(target.text))
    .map(({ target }) => written(pathOf(seen, target.text), command.written?.text));
  const file = fetchOf(seen)?.file;
  if (file !== undefined && !found.some(({ path }) => path === file)) found.push({ path: file });
  const tool = byTool(seen, texts);
  return tool.length > 0 ? [...found, ...tool] : found;
}

const FOLDERS =
  /(?:^|\/)(?:cron\.(?:d|hourly|daily|weekly|monthly)|crontabs|cron|profile\.d|sudoers\.d|init\.d|system|\.ssh|security|pam\.d|bin|tmp)$/;

const TOOLS: ReadonlySet<string> = new Set('crontab tee sponge dd cp mv ln install rsync sed'.split(' '));

function byTool(seen: SeenCommand, texts: ReadonlyMap<string, string>): FileWrite[] {
  const { name, words, command } = seen;
  if (!TOOLS.has(name)) return [];
  const rest = words.slice(1);
  const operands = rest.filter((word) => !/^-[a-zA-Z-]/.test(word));
  switch (name) {
    case 'crontab': {
      if (rest.some((word) => /^-[a-z]*[lre]$/.test(word))) return [];
      const user = rest[rest.findIndex((word) => /^-[a-z]*u$/.test(word)) + 1];
      const isFor = rest.some((word) => /^-[a-z]*u$/.test(word));
      const file = operands.find((word) => word !== '-' && !(isFor && word === user));
      const text = file === undefined ? command.input?.text : texts.get(pathOf(seen, file));
      return [written(`var/spool/cron/crontabs/${isFor && user ? user : 'root'}`, text)];
    }
    case 'tee':
    case 'sponge':
      return operands.map((path) => written(pathOf(seen, path), command.input?.text));
    case 'dd': {
      const file = rest.find((word) => word.startsWith('of='))?.slice(3);
      return file === undefined ? [] : [written(pathOf(seen, file), command.input?.text)];
    }
    case 'cp':
    case 'mv':
    case 'ln':
    case 'install':
    case 'rsync':
      return copied(seen, { rest, operands, texts });
    case 'sed':
      return edited(seen, rest, operands);
    default:
      return [];
  }
}

function copied(
  seen: SeenCommand,
  given: { rest: readonly string[]; operands: readonly string[]; texts: ReadonlyMap<string, string> },
): FileWrite[] {
  const { rest, operands, texts } = given;
  const flag = rest.findIndex((word) => word === '-t' || word === '--target-directory');
  const target = flag >= 0 ? rest[flag + 1] : operands.length > 1 ? operands.at(-1) : undefined;
  if (target === undefined) return [];
  const sources = operands.filter((word) => word !== target && !/^\d{3,4}$/.test(word)).slice(0, 20);
  const folder = flag >= 0 || target.endsWith('/') || sources.length > 1 || FOLDERS.test(target);
  return sources.map((source) => {
    const path = pathOf(seen, folder ? `${target}/${baseName(source)}` : target);
    const text = texts.get(pathOf(seen, source));
    return { ...written(path, text), source: pathOf(seen, source) };
  });
}

/** `sed -i '$a line' file`, `sed -i 's/a/b/' file`. */
function edited(seen: SeenCommand, rest: readonly string[], operands: readonly string[]): FileWrite[] {
  if (!rest.some((word) => /^-[nErsz]{0,4}i|^--in-place/.test(word))) return [];
  const at = rest.findIndex((word) => word === '-e' || word === '--expression');
  const program = at >= 0 ? rest[at + 1] : operands[0];
  const added = /(?:^|[;\d$/}\s])[aic]\s*\\?\s*([^\s].{0,4000})$/s.exec(program?.slice(0, 8_000) ?? '')?.[1];
  const replaced = /^s(.)[^\n]{0,2000}$/s.exec(program ?? '') ? program?.split(program[1] ?? '/')[2] : undefined;
  return operands.filter((word) => word !== program).map((path) => written(pathOf(seen, path), replaced ?? added));
}

function written(path: string, text: string | undefined): FileWrite {
  return text === undefined || text === '' ? { path } : { path, text };
}

/** Is anything of it known? */
export function isTold(text: string | undefined): text is string {
  return text !== undefined && text.replaceAll(UNKNOWN, '').trim() !== '';
}
