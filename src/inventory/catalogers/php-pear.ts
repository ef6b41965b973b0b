import { FormatError } from '../../base/errors.ts';
import { glob, type KeptFile } from '../../filesystem/file.ts';
import { type PhpArray, type PhpValue, parsePhpSerialized, phpArray, phpText } from '../../format/php-serialize.ts';
import type { Cataloger, FoundPackage, OwnedFile } from '../cataloger.ts';
import { declaredLine, declaredLines, declaredWord, whatIsSet } from '../declared.ts';
import { pathFrom } from '../folder-path.ts';

/** PHP: PEAR packages and PECL extensions in the registry that `pear` and `pecl` keep. */
export const phpPear: Cataloger = {
  name: 'php-pear',
  version: 1,
  reads: [glob('**/php/.registry/**/*.reg'), glob('**/pear/.registry/**/*.reg')],

  *catalog(file) {
    const record = phpArray(parsePhpSerialized(file.bytes()));
    // Registries before version 1.4 say `package` for the name.
    const name = declaredWord(phpText(record.get('name')) ?? phpText(record.get('package')));
    const version = versionOf(record.get('version'));
    if (!name || version === undefined) throw new FormatError('PEAR registry entry names no package');
    yield {
      type: 'pear',
      name,
      version,
      namespace: declaredWord(phpText(record.get('channel'))) ?? channelOf(file) ?? 'pear.php.net',
      ...whatIsSet({ licenses: licensesOf(record.get('license')), supplier: leadOf(record) }),
      owns: () => ownedFiles(record, file),
    } satisfies FoundPackage;
  },
};

function versionOf(value: PhpValue | undefined): string | undefined {
  return declaredWord(phpText(value) ?? phpText(phpArray(value).get('release')));
}

/** One lead is an array with a name, several are a list of those. */
function leadOf(record: PhpArray): string | undefined {
  const lead = phpArray(record.get('lead'));
  return declaredLine(phpText(phpArray(lead.get('0')).get('name')) ?? phpText(lead.get('name')));
}

/** Packages of other channels lie in a folder named after it: `.registry/.channel.pecl.php.net/redis.reg`. */
function channelOf(file: KeptFile): string | undefined {
  return /\/\.channel\.([^/]+)\/[^/]+$/.exec(file.path)?.[1];
}

/** A text, or `{ _content, attribs: { uri } }`. */
function licensesOf(value: PhpValue | undefined): readonly string[] {
  return declaredLines([phpText(value) ?? phpText(phpArray(value).get('_content'))]);
}

/** Paths as installed. Where a task edited the file while installing it, the noted sum is that of the original. */
function* ownedFiles(record: PhpArray, registry: KeptFile): Iterable<OwnedFile> {
  yield { path: registry.path };
  for (const entry of phpArray(record.get('filelist')).values()) {
    const file = phpArray(entry);
    const path = pathFrom('', phpText(file.get('installed_as')) ?? '');
    if (!path) continue;
    const md5 = phpText(file.get('md5sum'));
    const edited = [...file.keys()].some((key) => key.startsWith('tasks:'));
    const known = md5 !== undefined && /^[0-9a-f]{32}$/i.test(md5) && !edited;
    yield { path, ...(known ? { digest: { algorithm: 'md5', hex: md5.toLowerCase() } } : {}) };
  }
}
