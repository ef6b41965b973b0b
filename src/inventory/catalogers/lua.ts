import { FormatError } from '../../base/errors.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { linesOf } from '../../format/text-lines.ts';
import type { Cataloger, OwnedFile } from '../cataloger.ts';
import { declaredAddress, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, pathFrom } from '../folder-path.ts';

/** Lua rocks, as luarocks installs them into a tree. */
export const lua: Cataloger = {
  name: 'lua',
  version: 1,
  reads: [glob('**/*.rockspec')],
  alsoNeeds: [glob('**/rock_manifest')],
  *catalog(file, tree) {
    // <tree>/lib/luarocks/rocks-<lua>/<name>/<version>/<name>-<version>.rockspec; elsewhere it is source, not installed.
    const [, root = '', luaVersion = '', declaredName, declaredVersion] =
      /^(?:(.*)\/)?lib\/luarocks\/rocks(?:-([\d.]+))?\/([^/]+)\/([^/]+)\/[^/]+$/.exec(file.path) ?? [];
    const name = declaredWord(declaredName);
    const version = declaredWord(declaredVersion);
    if (!name || !version) return;
    const text = descriptionText(file);
    if (!/^[ \t]*package[ \t]*=/m.test(text)) throw new FormatError('the rockspec names no package');
    yield {
      type: 'luarocks',
      name,
      version,
      ...whatIsSet({
        licenses: declaredLines([literal(text, /\blicense\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/)]),
        homepage: declaredAddress(literal(text, /\bhomepage\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)')/)),
      }),
      ownsBelow: [folderOf(file.path)],
      owns: () => deployed(file, tree, { root, luaVersion }),
    };
  },
};

function literal(text: string, expression: RegExp): string | undefined {
  const match = expression.exec(text);
  return match?.[1] ?? match?.[2];
}

/** The files that luarocks put outside the rock's own folder: modules, libraries, and scripts that wrap commands. */
function* deployed(
  rockspec: KeptFile,
  tree: FileTree,
  { root, luaVersion }: { root: string; luaVersion: string },
): Iterable<OwnedFile> {
  const manifest = tree.read(`${folderOf(rockspec.path)}/rock_manifest`);
  if (!manifest) return;
  const places = new Map([
    ['lua', `share/lua/${luaVersion}`],
    ['lib', `lib/lua/${luaVersion}`],
    ['bin', 'bin'],
  ]);
  for (const { kind, path: written, md5 } of manifestEntries(manifest.text())) {
    const folder = places.get(kind) && pathFrom(root, places.get(kind) ?? '');
    const path = folder && pathFrom(folder, written);
    if (!folder || !path?.startsWith(`${folder}/`)) continue;
    // Lua commands are wrapped in a script that differs from what the manifest digests.
    yield kind === 'bin' && tree.get(path)?.kind === 'script'
      ? { path }
      : { path, digest: { algorithm: 'md5', hex: md5 } };
  }
}

/** Deepest folder nesting believed of a rock. */
const DEEPEST_MANIFEST = 64;

/** Reads the table as luarocks writes it: one `key = {`, `key = "md5"` or `}` on a line. */
function* manifestEntries(text: string): Iterable<{ kind: string; path: string; md5: string }> {
  const open: string[] = [];
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    const [, quoted, plain, value = ''] =
      /^(?:\["([^"\\]{1,500})"\]|([A-Za-z_]\w{0,200})) = (\{|"[0-9a-f]{32}")/.exec(trimmed) ?? [];
    const key = quoted ?? plain;
    if (trimmed.startsWith('}')) open.pop();
    else if (key !== undefined && value === '{') {
      if (open.push(key) > DEEPEST_MANIFEST) throw new FormatError('rock_manifest is nested too deep');
      if (trimmed.endsWith('}') || trimmed.endsWith('},')) open.pop();
    } else if (key !== undefined && open.length > 1) {
      yield { kind: open[1] ?? '', path: [...open.slice(2), key].join('/'), md5: value.slice(1, -1) };
    }
  }
}
