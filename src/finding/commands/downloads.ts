import { baseName } from '../../behavior/paths.ts';
import type { Clue } from '../clue.ts';
import { type Address, hostLabel, isAnonymous, isDisguised, isUnusual, isWellKnown } from './addresses.ts';
import { type Fetch, fetchOf } from './fetches.ts';
import { type FileWrite, writesIn } from './file-writes.ts';
import { programFile, runsInput, runsProduced } from './interpreters.ts';
import { type CommandScript, isBuild, pathOf, type SeenCommand, UNKNOWN } from './seen-command.ts';
import type { Told } from './tell.ts';

/** Something that is fetched and then run. */
export interface DownloadRun {
  readonly address: Address;
  readonly fetcher: SeenCommand;
  readonly runner: SeenCommand;
  /** Handed on at once, or put into a file first. */
  readonly by: 'pipe' | 'file';
}

/** What a script fetches and runs. */
export function downloadsRun(script: CommandScript): DownloadRun[] {
  if (!script.commands.some((seen) => fetchOf(seen) !== undefined)) return [];
  const found: DownloadRun[] = [];
  const writes = new Map<SeenCommand, FileWrite[]>();
  for (const write of writesIn(script)) {
    const own = writes.get(write.seen);
    if (own) own.push(write);
    else writes.set(write.seen, [write]);
  }
  const files = new Map<string, { readonly address: Address; readonly fetcher: SeenCommand }>();
  let held: { address: Address; fetcher: SeenCommand } | undefined;
  for (const seen of script.commands) {
    const piped = outputFetch(seen);
    const input = seen.command.input?.known ? undefined : seen;
    if (piped && ((input && runsInput(seen)) || runsProduced(seen))) found.push({ ...piped, runner: seen, by: 'pipe' });
    else if (held && seen.producers.length === 0 && runsProduced(seen) && !isUnknownTool(seen))
      found.push({ ...held, runner: seen, by: 'pipe' });
    else {
      const from = runFile(seen)
        .map((path) => files.get(path) ?? cloned(path, files))
        .find((each) => each !== undefined);
      if (from && from.fetcher !== seen) found.push({ ...from, runner: seen, by: 'file' });
    }
    if (piped && seen.name === '' && seen.command.assignments.some(({ value }) => value.text === UNKNOWN)) held = piped;
    noteFiles(seen, { piped, writes: writes.get(seen) ?? [] }, files);
  }
  return found;
}

/** How much a download that is run says, and what of it. */
export function weighDownload(run: DownloadRun, script: CommandScript): Clue['weight'] | undefined {
  const { address, runner, by } = run;
  const isLine = runner.command.place.path === undefined || script.writtenTo !== undefined;
  const atBuild = isBuild(runner);
  const steps = weightsOf(address, isLine);
  if (!steps) return undefined;
  const [running, building] = steps;
  const weight = atBuild ? building : running;
  const isSoft = by === 'file' && address.kind === 'name' && !isDisguised(address);
  return isSoft && weight !== undefined && !isLine ? LESS[weight] : weight;
}

/** What is told of a download that is run. */
export function tellDownload(run: DownloadRun, weight: Clue['weight']): Told {
  const { address, fetcher, runner, by } = run;
  const name = baseName(address.path).replaceAll(UNKNOWN, '');
  const what = name === '' ? 'a program' : isDisguised(address) ? `${name}, which is named like a picture,` : name;
  const unlike = isUnusual(address) && address.scheme === 'http' ? ' without encryption' : '';
  return {
    rule: by === 'pipe' ? 'malware/fetch-to-shell' : 'malware/fetch-and-run',
    weight,
    family: 'download',
    does: `downloads ${what} from ${hostLabel(address)}${unlike} and runs it`,
    with: [fetcher],
    ...(runner === fetcher ? { with: [] } : {}),
  };
}

const LESS = { certain: 'strong', strong: 'weak', weak: undefined } as const;
type Weight = Clue['weight'] | undefined;

/** When a container runs, and in a build. */
function weightsOf(address: Address, isLine: boolean): readonly [Weight, Weight] | undefined {
  switch (address.kind) {
    case 'own':
      return undefined;
    case 'unknown':
    case 'private':
      return [isDisguised(address) ? 'strong' : 'weak', undefined];
    case 'bare':
      return isUnusual(address) || isDisguised(address) ? ['certain', 'strong'] : ['strong', 'weak'];
    case 'name':
      if (isDisguised(address)) return ['certain', 'strong'];
      if (isAnonymous(address)) return [isLine ? 'certain' : 'strong', 'weak'];
      if (isUnusual(address)) return [isLine ? 'certain' : 'strong', undefined];
      return isWellKnown(address) ? ['weak', undefined] : ['strong', undefined];
  }
}

/** `$TOOL file` runs a tool whose name a variable holds, not what another variable was given. */
function isUnknownTool({ words }: SeenCommand): boolean {
  return words[0] === UNKNOWN && words.length > 1;
}

/** A fetch whose output the command is given. */
function outputFetch({ producers }: SeenCommand): { address: Address; fetcher: SeenCommand } | undefined {
  for (const fetcher of producers) {
    const fetch = fetchOf(fetcher);
    if (fetch && fetch.file === undefined) return { address: fetch.address, fetcher };
  }
  return undefined;
}

/** Files that a command may run as programs. */
function runFile(seen: SeenCommand): string[] {
  const named = programFile(seen);
  const read = seen.command.redirections.find(({ descriptor, kind }) => descriptor === 0 && kind === 'read')?.target
    .text;
  if (read !== undefined && runsInput(seen)) return [pathOf(seen, read)];
  if (named !== undefined) return [pathOf(seen, named)];
  return seen.name === '' ? [] : BIN.map((folder) => `${folder}/${seen.name}`);
}

/** What lies in a repository that was fetched. */
function cloned(path: string, files: Files): { address: Address; fetcher: SeenCommand } | undefined {
  if (path.length > 1_000) return undefined;
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    const from = files.get(path.slice(0, at));
    if (from?.fetcher.name === 'git') return from;
  }
  return undefined;
}

const BIN = ['usr/local/bin', 'usr/bin', 'bin', 'usr/sbin', 'sbin', 'usr/local/sbin'];

type Files = Map<string, { readonly address: Address; readonly fetcher: SeenCommand }>;

function noteFiles(
  seen: SeenCommand,
  given: { piped: { address: Address; fetcher: SeenCommand } | undefined; writes: readonly FileWrite[] },
  files: Files,
): void {
  const fetched: Fetch | undefined = fetchOf(seen);
  if (fetched?.file !== undefined) files.set(fetched.file, { address: fetched.address, fetcher: seen });
  for (const { path, source } of given.writes) {
    const from = source === undefined ? (path === fetched?.file ? undefined : given.piped) : files.get(source);
    if (from && files.size < 1_000) files.set(path, from);
  }
  if (!/^(?:gunzip|gzip|bunzip2|unxz|xz|bzip2|unzip|tar)$/.test(seen.name)) return;
  for (const word of seen.words.slice(1)) {
    const path = pathOf(seen, word);
    const from = files.get(path);
    if (from) files.set(path.replace(/\.(?:gz|bz2|xz|zip|tar|tgz)$/, ''), from);
  }
}
