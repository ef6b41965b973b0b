import { baseName } from '../../behavior/paths.ts';
import { fetchOf } from './fetches.ts';
import { pathOf, type SeenCommand, UNKNOWN } from './seen-command.ts';

/** A file that a command makes, changes or replaces. */
export interface FileWrite {
  /** Without a leading slash. */
  readonly path: string;
  /** What is put there, as far as it is known; absent where nothing is. */
  readonly text?: string;
  /** The file that is put there. */
  readonly source?: string;
}

/** What a command writes to files. `texts`: what was written to files before it. */
export function writesOf(seen: SeenCommand, texts: ReadonlyMap<string, string>): FileWrite[] {
  const { command } = seen;
  const found: FileWrite[] = command.redirections
    .filter(
      ({ kind, target }) =>
        (kind === 'write' || kind === 'append') && !/^\/dev\/(?:null|std|tcp|udp|fd)/.test(target.text),
    )
    .filter(({ descriptor }) => descriptor !== 2)
    .map(({ target }) => written(pathOf(seen, target.text), command.written?.text));
  const fetched = fetchOf(seen);
  if (fetched?.file !== undefined) found.push({ path: fetched.file });
  return [...found, ...byTool(seen, texts)];
}

/** What files hold by the commands of a script, as far as that is told. */
export function rememberTexts(writes: readonly FileWrite[], texts: Map<string, string>): void {
  for (const { path, text } of writes) {
    if (text === undefined || texts.size >= 500) continue;
    texts.set(path, `${texts.get(path) ?? ''}${text}`.slice(-65_536));
  }
}

const FOLDERS =
  /(?:^|\/)(?:cron\.(?:d|hourly|daily|weekly|monthly)|crontabs|cron|profile\.d|sudoers\.d|init\.d|system|\.ssh|security|pam\.d|bin|tmp)$/;

function byTool(seen: SeenCommand, texts: ReadonlyMap<string, string>): FileWrite[] {
  const { name, words, command } = seen;
  const rest = words.slice(1);
  const operands = rest.filter((word) => !/^-[a-zA-Z-]/.test(word));
  switch (name) {
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
