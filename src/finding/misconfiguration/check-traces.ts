import type { FileEntry } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import type { ImageConfig } from '../../image/image.ts';
import type { Finding } from '../finding.ts';
import { buildFiles, coreDump, shellHistory } from './leftover-rules.ts';
import { type Misconfiguration, misconfigured } from './misconfiguration.ts';

const CORE = /^core(?:\.\d{1,10})?$/;
const PACKED_CORE = /^core\.[^/]{1,200}\.(?:zst|lz4|xz)$/;
const HISTORY =
  /^\.(?:(?:ba|z|a|k)?sh_history|history|mysql_history|psql_history|python_history|node_repl_history|rediscli_history|sqlite_history|viminfo|lesshst)$/;
const BUILD =
  /^(?:Dockerfile(?:\.[\w-]{1,40})?|Containerfile|(?:docker-)?compose(?:\.[\w-]{1,40})?\.ya?ml|\.dockerignore|Vagrantfile|Jenkinsfile|\.gitlab-ci\.yml|\.travis\.yml|\.DS_Store)$/;

const HOMES = ['root', 'home'];
const APPLICATIONS = [
  '',
  'app',
  'usr/src/app',
  'srv',
  'opt',
  'opt/app',
  'code',
  'workspace',
  'var/www/html',
  'var/www',
];
const CRASHES = ['tmp', 'var/tmp', 'var/crash', 'var/lib/systemd/coredump'];
const MOST_FOLDERS = 200;
const MOST_ENTRIES = 5_000;

/** Judges traces of how an image was made: dumps of what crashed, what was typed, how it is built. */
export function checkTraces(tree: FileTree, { workingDir = '' }: Pick<ImageConfig, 'workingDir'>): Finding[] {
  const found = new Map<Misconfiguration, FileEntry[]>();
  const own = workingDir.replace(/^\/+|\/+$/g, '');
  for (const folder of new Set([...APPLICATIONS, own, ...homesIn(tree), ...CRASHES])) {
    let seen = 0;
    for (const entry of tree.children(folder)) {
      if (++seen > MOST_ENTRIES) break;
      const rule = ruleFor(entry, folder === own || APPLICATIONS.includes(folder));
      if (rule) found.set(rule, [...(found.get(rule) ?? []), entry]);
    }
  }
  return [...found].map(([rule, entries]) => {
    const [first] = entries;
    const more = entries.length > 1 ? ` and ${entries.length - 1} more` : '';
    const evidence = entries.map(({ path, layer, size }) => ({ path, layer, excerpt: `${size} bytes` }));
    return misconfigured(rule, { title: `${rule.title}: /${first?.path ?? ''}${more}`, evidence });
  });
}

function homesIn(tree: FileTree): string[] {
  const homes: string[] = [...HOMES];
  for (const { path, type } of tree.children('home')) {
    if (homes.length >= MOST_FOLDERS) break;
    if (type === 'directory') homes.push(path);
  }
  return homes;
}

function ruleFor({ path, type, size, kind, mode }: FileEntry, isApplication: boolean): Misconfiguration | undefined {
  if (type !== 'file' || size === 0) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (HISTORY.test(name)) return shellHistory;
  if (isApplication && BUILD.test(name)) return buildFiles;
  // Programs named core are executable; dumps are not.
  const isCore = kind === 'elf' ? CORE.test(name) && (mode & 0o111) === 0 : PACKED_CORE.test(name);
  return isCore ? coreDump : undefined;
}
