import { pathFrom } from '../../behavior/paths.ts';
import { readScript } from '../../behavior/shell/read-script.ts';
import type { ShellCommand } from '../../behavior/shell-command.ts';
import { isKnownInstaller } from '../programs/known-installers.ts';
import { fetchesAndRuns } from './fetch-and-run.ts';
import { nestedJobs } from './nested-jobs.ts';
import { oddPlace, oddPlaceWords } from './odd-place.ts';
import { isKnownPreload, preloadedPaths } from './preloads.ts';
import { programOf, scriptOf } from './program-of.ts';
import { opensRemoteShell, pipedShells } from './remote-shell.ts';

/** What a job does that an honest one does not. */
export interface JobSign {
  readonly weight: 'strong' | 'weak';
  /** A clause: `downloads a script and runs it`. */
  readonly does: string;
  /** Of the script it stands in, from 1. */
  readonly line: number;
  readonly excerpt: string;
  /** What else it proves, beside that something comes back. */
  readonly also?: 'download' | 'encoding' | 'remote-shell';
}

/** Looks through the commands of something that runs by itself. One sign of each sort is enough. */
export function jobSigns(commands: readonly ShellCommand[]): JobSign[] {
  const signs: JobSign[] = [
    ...fetchesAndRuns(commands)
      .filter(({ source }) => !isVendors(source))
      .map(({ command, source, does }) => sign(command, does, source)),
    ...pipedShells(commands).map((command) => sign(command, REMOTE_SHELL)),
    ...withFolders(commands).flatMap(({ command, folder }) => [...signsOf(command, folder)]),
    ...nestedJobs(commands).flatMap(({ text, by, verb }) =>
      nestedSigns(text).map((does) => sign(by, `${verb} that ${does}`)),
    ),
  ];
  const seen = new Set<string>();
  return signs.filter(({ does }) => seen.size < seen.add(does).size);
}

/** Locks and logs are no programs: an option of a wrapper was taken for its program. */
const NO_PROGRAM = /\.(?:lock|lck|pid|log|sock|socket|txt|json|csv|out|err|tmp|gz|zip|tar|sql|bak|ini|conf|cfg|ya?ml)$/;

const REMOTE_SHELL = 'opens a shell to a remote host';

/** What a text says that the commands install as another job. Jobs in jobs in jobs are not followed. */
function nestedSigns(text: string): string[] {
  const { commands } = readScript(text, { place: { decoded: [] }, line: 1 });
  return [
    ...fetchesAndRuns(commands).map(({ does }) => does),
    ...withFolders(commands).flatMap(({ command, folder }) => [...signsOf(command, folder)].map(({ does }) => does)),
  ];
}

/** Commands with the folder that `cd` has brought them to, where that is known. */
function withFolders(
  commands: readonly ShellCommand[],
): { readonly command: ShellCommand; readonly folder: string | undefined }[] {
  let folder: string | undefined;
  return commands.map((command) => {
    const [name, target] = command.words.map(({ text }) => text);
    if (name === 'cd') folder = target?.startsWith('/') ? target : undefined;
    return { command, folder };
  });
}

function* signsOf(command: ShellCommand, folder: string | undefined): Iterable<JobSign> {
  const words = command.words.map(({ text }) => text);
  const program = programOf(words);
  if (opensRemoteShell(command, program)) yield sign(command, REMOTE_SHELL);
  if (program) {
    const script = scriptOf(program);
    const written = script ?? program.path;
    const path =
      folder !== undefined && /^(?:\.\/|\w)/.test(written) && (script !== undefined || written.includes('/'))
        ? `/${pathFrom(folder.slice(1), written)}`
        : written;
    const place = path.startsWith('/') && !NO_PROGRAM.test(path) ? oddPlace(path) : undefined;
    const isRead = (program.name === '.' || program.name === 'source') && place === 'hidden';
    if (place && !isRead)
      yield sign(command, `runs /${path.replace(/^\/+/, '')}, which lies in ${oddPlaceWords(place)}`);
    if (command.place.decoded.length > 0)
      yield sign(command, `runs commands that were hidden by ${[...new Set(command.place.decoded)].join(' and ')}`);
    if (words.some((word) => /\bstratum2?\+?(?:tcp|ssl|tls|udp)?:\/\//i.test(word.slice(0, 2_000))))
      yield sign(command, 'connects to a mining pool');
    if (
      words.some((word) =>
        /@\/?(?:etc\/(?:passwd|shadow)|root\/\.ssh\/|proc\/self\/environ)/.test(word.slice(0, 2_000)),
      )
    )
      yield sign(command, 'sends secrets of the container away');
  }
  yield* writes(command);
  yield* settings(command);
}

function* writes(command: ShellCommand): Iterable<JobSign> {
  const program = programOf(command.words.map(({ text }) => text));
  const targets = command.redirections
    .filter(({ kind }) => kind === 'write' || kind === 'append')
    .map(({ target }) => target.text);
  if (program?.name === 'tee') targets.push(...program.words);
  for (const target of targets) {
    if (/\/\.ssh\/authorized_keys2?$/.test(target)) yield sign(command, 'adds a key to authorized_keys');
    else if (/\/etc\/ld\.so\.preload$/.test(target)) yield sign(command, 'writes /etc/ld.so.preload');
    else if (/^\/etc\/(?:passwd|shadow|sudoers(?:\.d\/.{0,200})?)$/.test(target) && isAppended(command))
      yield sign(command, `adds a line to ${target}`);
  }
}

function isAppended({ redirections, words }: ShellCommand): boolean {
  return redirections.some(({ kind }) => kind === 'append') || words.some(({ text }) => text === '-a');
}

/** Variables that make programs load or run something. */
function* settings(command: ShellCommand): Iterable<JobSign> {
  const pairs = command.assignments.map(({ name, value }): [string, string] => [name, value.text]);
  const [first, ...rest] = command.words.map(({ text }) => text);
  if (first === 'export' || first === 'declare' || first === 'typeset' || first === 'alias')
    for (const word of rest) {
      const equals = word.indexOf('=');
      if (equals > 0) pairs.push([first === 'alias' ? 'alias' : word.slice(0, equals), word.slice(equals + 1)]);
    }
  for (const [name, value] of pairs) {
    const found = settingSign(name, value);
    if (found) yield { ...sign(command, found.does), weight: found.weight };
  }
}

const LOADING = new Set([
  'BASH_ENV',
  'ENV',
  'PYTHONSTARTUP',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'PAGER',
  'EDITOR',
  'alias',
  'SHELL',
]);

/** What a variable makes programs do, where that is not honest. */
export function settingSign(name: string, value: string): Pick<JobSign, 'weight' | 'does'> | undefined {
  if (name === 'LD_PRELOAD' || name === 'LD_AUDIT') {
    const paths = preloadedPaths(value).filter((path) => path.startsWith('/'));
    const path = paths.find((each) => oddPlace(each)) ?? paths.find((each) => !isKnownPreload(each));
    return path === undefined
      ? undefined
      : { weight: oddPlace(path) ? 'strong' : 'weak', does: `loads ${path} into every program` };
  }
  if (name === 'PATH') {
    const folder = value.split(':', 64).find((each) => each.startsWith('/') && oddPlace(`${each}/x`));
    return folder === undefined ? undefined : { weight: 'weak', does: `looks for programs in ${folder}` };
  }
  if (!LOADING.has(name)) return undefined;
  const path = value.trim().split(/\s/, 1)[0] ?? '';
  const place = path.startsWith('/') ? oddPlace(path) : undefined;
  return place && { weight: 'strong', does: `runs ${path}, which lies in ${oddPlaceWords(place)}` };
}

function sign(command: ShellCommand, does: string, source?: ShellCommand): JobSign {
  const joint = source?.pipeline.id === command.pipeline.id || command.pipeline.position > 0 ? ' | ' : ' … ';
  const excerpt = `${source ? `${excerptOf(source)}${joint}` : ''}${excerptOf(command)}`.slice(0, LONGEST_EXCERPT);
  const also = provenBy(does, source);
  return { weight: 'strong', does, line: command.place.line, excerpt, ...(also ? { also } : {}) };
}

function provenBy(does: string, source: ShellCommand | undefined): JobSign['also'] {
  if (does === REMOTE_SHELL) return 'remote-shell';
  if (/^(?:decodes |runs commands that were hidden )/.test(does)) return 'encoding';
  return source && isBareSource(source) ? 'download' : undefined;
}

/** Vendors' own installers, over HTTPS. */
function isVendors(source: ShellCommand | undefined): boolean {
  const urls = (source?.words ?? []).map(({ text }) => text).filter((text) => text.includes('://'));
  return urls.length > 0 && urls.every((url) => isKnownInstaller(url));
}

/** A bare address, or no encryption: honest installers come from neither, unless from the own network. */
function isBareSource({ words }: ShellCommand): boolean {
  return words.some(({ text }) => {
    const url = text.slice(0, 2_000).toLowerCase();
    const [, host = ''] = /^(?:[a-z]{1,9}:\/\/)?(?:[^\s/@]{1,200}@)?([\w.-]{1,253})/.exec(url) ?? [];
    if (OWN_NETWORK.test(host) || !host.includes('.')) return false;
    return url.startsWith('http://') || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
  });
}

const OWN_NETWORK =
  /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)|\.(?:local|internal|lan|svc)$|^localhost$/;

const LONGEST_EXCERPT = 200;

function excerptOf({ words, assignments, redirections }: ShellCommand): string {
  const parts = [
    ...assignments.map(({ name, value }) => `${name}=${value.text}`),
    ...words.map(({ text }) => text),
    ...redirections.map(({ kind, target }) => `${kind === 'read' ? '<' : '>'} ${target.text}`),
  ];
  return parts.join(' ').replaceAll('\ufffc', '…').slice(0, LONGEST_EXCERPT);
}
