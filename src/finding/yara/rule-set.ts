import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { sha256 } from '../../base/digest.ts';
import { UsageError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';

/** Rules that the user brought. */
export interface RuleSet {
  /** In the order in which they are to be compiled: a file that another includes stands before it. */
  readonly files: readonly RuleFile[];
  /** Of names and contents: the same rules give the same findings. */
  readonly digest: string;
}

export interface RuleFile {
  /** Path below the folder that was named, without its extension: `linux/miner`. */
  readonly namespace: string;
  /** Where it lies on this machine. */
  readonly path: string;
  /** Without its include lines. */
  readonly source: string;
  /** Paths of the files that it includes. */
  readonly includes: readonly string[];
}

/** Reads rule files, and folders of `.yar` and `.yara` files. @throws UsageError when there is nothing to read. */
export function readRuleSet(paths: readonly string[]): RuleSet {
  const files = new Map<string, RuleFile>();
  /** On their way into the set: they may include each other in a circle. */
  const pending = new Set<string>();
  let content = 0;
  for (const path of paths) {
    const root = realPath(path);
    const isFolder = statSync(root).isDirectory();
    const found = isFolder ? ruleFilesBelow(root) : [root];
    if (found.length === 0) throw new UsageError('no-such-file', `${path}: no .yar or .yara file in this folder`);
    for (const one of found) add(one, { root: isFolder ? root : dirname(root), depth: 0 });
  }
  const all = [...files.values()];
  return { files: all, digest: sha256(JSON.stringify(all.map(({ namespace, source }) => [namespace, source]))) };

  function add(path: string, at: { readonly root: string; readonly depth: number }): void {
    if (files.has(path) || pending.has(path)) return;
    const text = readRuleFile(path);
    content += text.length;
    if (content > limits.rulesContent) {
      throw new UsageError('bad-config', `more than ${limits.rulesContent} characters of rules: name fewer of them`);
    }
    pending.add(path);
    const includes = [...text.matchAll(INCLUDE)].map(([, name = '']) => realPath(resolve(dirname(path), name)));
    if (includes.length > 0 && at.depth >= DEEPEST_INCLUDE)
      throw new UsageError('bad-config', `${path}: includes inside each other too deep`);
    for (const included of includes) add(included, { root: at.root, depth: at.depth + 1 });
    if (files.size >= limits.ruleFiles) {
      throw new UsageError('bad-config', `more than ${limits.ruleFiles} rule files: name fewer of them`);
    }
    files.set(path, { namespace: namespaceOf(path, at.root), path, source: text.replace(INCLUDE, ''), includes });
  }
}

const INCLUDE = /^[ \t]*include[ \t]+"([^"\n]{1,1024})"[ \t]*$/gm;
const DEEPEST_INCLUDE = 16;
const DEEPEST_FOLDER = 32;

function ruleFilesBelow(root: string): string[] {
  const found: string[] = [];
  const folders = [{ path: root, depth: 0 }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const { path, depth } = folder;
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const below = join(path, entry.name);
      if (entry.isDirectory() && depth < DEEPEST_FOLDER) folders.push({ path: below, depth: depth + 1 });
      else if (/\.yara?$/i.test(entry.name) && (entry.isFile() || isLinkToFile(below))) found.push(below);
      if (found.length > limits.ruleFiles) return found;
    }
  }
  return found.sort();
}

function isLinkToFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    throw new UsageError('no-such-file', `there are no rules at ${path}`, { cause: error });
  }
}

function readRuleFile(path: string): string {
  try {
    const { size } = statSync(path);
    if (size > limits.ruleFile) throw new UsageError('bad-config', `${path}: ${size} bytes are too many for rules`);
    const text = readFileSync(path, 'utf8');
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError('no-such-file', `${path} cannot be read`, { cause: error });
  }
}

function namespaceOf(path: string, root: string): string {
  const inside = relative(root, path);
  const name = inside.startsWith('..') ? basename(path) : inside;
  return name
    .split(sep)
    .join('/')
    .replace(/\.[^./]*$/, '');
}
