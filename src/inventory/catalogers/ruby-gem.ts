import { FormatError } from '../../base/errors.ts';
import { glob } from '../../filesystem/file.ts';
import type { FileTree } from '../../filesystem/file-tree.ts';
import { quotedText } from '../../format/quoted-text.ts';
import { linesOf } from '../../format/text-lines.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { declaredAddress, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, nameOf, pathFrom } from '../folder-path.ts';

/** Installed Ruby gems, those of the interpreter itself included. */
export const rubyGem: Cataloger = {
  name: 'ruby-gem',
  version: 1,
  reads: [glob('**/specifications/**/*.gemspec')],
  *catalog(file, tree) {
    const specification = readSpecification(descriptionText(file));
    const { name, version, platform } = specification;
    if (!name || !version) throw new FormatError('the gem specification has no literal name and version');
    yield {
      type: 'gem',
      name,
      version,
      ...whatIsSet({
        qualifiers: platform && platform !== 'ruby' ? { platform } : undefined,
        licenses: declaredLines(specification.licenses),
        supplier: declaredLines(specification.authors).join(', ') || undefined,
        homepage: declaredAddress(specification.homepage),
      }),
      ...installed(file.path, { ...specification, tree }),
    };
  },
};

interface Specification {
  name?: string | undefined;
  version?: string | undefined;
  platform?: string | undefined;
  homepage?: string | undefined;
  licenses: readonly string[];
  authors: readonly string[];
  files: readonly string[];
}

/** One assignment of a specification as RubyGems writes it: one line, literals only. Never evaluated. */
const ASSIGNMENT = /^\s*\w+\.(name|version|platform|homepage|licenses?|authors?|files)\s*=\s*(.*)$/;

function readSpecification(text: string): Specification {
  const found: Specification = { licenses: [], authors: [], files: [] };
  for (const line of linesOf(text)) {
    // "# stub: name version platform require_paths", for specifications that compute their fields.
    const stub = line.startsWith('# stub: ') ? line.slice(8, 1_000).split(' ') : undefined;
    if (stub) [found.name, found.version, found.platform] = stub.slice(0, 3).map(declaredWord);
    const [, field, value = ''] = ASSIGNMENT.exec(line) ?? [];
    if (field) assign(found, field, literals(value));
  }
  return found;
}

function assign(found: Specification, field: string, values: readonly string[]): void {
  if (field.startsWith('license')) found.licenses = values;
  else if (field.startsWith('author')) found.authors = values;
  else if (field === 'files') found.files = values;
  else if (field === 'name') found.name = declaredWord(values[0]) ?? found.name;
  else if (field === 'version') found.version = declaredWord(values[0]) ?? found.version;
  else if (field === 'platform') found.platform = declaredWord(values[0]) ?? found.platform;
  else if (field === 'homepage') found.homepage = values[0];
}

/** The string literals of a line: `"…"`, `'…'`, `%q{…}`, `%q<…>`. Text with interpolation is not literal. */
function literals(text: string): readonly string[] {
  const found: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"' || character === "'") {
      const quoted = quotedText(text, i);
      if (!quoted) break;
      if (character === "'" || !quoted.value.includes('#{')) found.push(quoted.value);
      i = quoted.end - 1;
    } else if (text.startsWith('%q', i)) {
      const close = text.indexOf(text[i + 2] === '<' ? '>' : '}', i);
      if (close < 0) break;
      found.push(text.slice(i + 3, close));
      i = close;
    }
  }
  return found;
}

interface Installation extends Specification {
  readonly tree: FileTree;
}

/** Gems have a folder named after them, and one per binary interface for compiled extensions; default gems have neither. */
function installed(specification: string, gem: Installation): Pick<FoundPackage, 'owns' | 'ownsBelow'> {
  const folder = folderOf(specification);
  const home = nameOf(folder) === 'specifications' ? folderOf(folder) : undefined;
  const fullName = nameOf(specification).replace(/\.gemspec$/, '');
  if (home === undefined) {
    // Of default gems that have commands, the folder holds those.
    const own = join(folderOf(folderOf(folder)), `gems/${fullName}`);
    return {
      owns: () => [{ path: specification }, ...libraryFiles(folder, gem)],
      ...(gem.tree.get(own)?.type === 'directory' ? { ownsBelow: [own] } : {}),
    };
  }
  const extensions = [...gem.tree.children(join(home, 'extensions'))].flatMap(({ path }) => [
    ...gem.tree.children(path),
  ]);
  return {
    owns: () => [{ path: specification }],
    ownsBelow: [
      join(home, `gems/${fullName}`),
      ...extensions.map(({ path }) => `${path}/${fullName}`).filter((path) => gem.tree.get(path)),
    ],
  };
}

/** Default gems of `lib/ruby/gems/<version>` are part of the standard library `lib/ruby/<version>`. */
function* libraryFiles(folder: string, { files, tree }: Installation): Iterable<OwnedFile> {
  const [, ruby, version] = /^(.*?)\/?gems\/([^/]+)\/specifications\/default$/.exec(folder) ?? [];
  if (ruby === undefined || !version) return;
  for (const written of files) {
    const path = pathFrom(join(ruby, version), written.replace(/^lib\//, ''));
    if (path?.startsWith(`${join(ruby, version)}/`) && tree.get(path)?.type === 'file') yield { path };
  }
}

function join(folder: string, rest: string): string {
  return folder === '' ? rest : `${folder}/${rest}`;
}
