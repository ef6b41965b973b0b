import { FormatError } from '../../base/errors.ts';
import { asList, asObject, asText } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import { parseToml } from '../../format/toml.ts';
import type { Cataloger } from '../cataloger.ts';
import { declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, pathFrom } from '../folder-path.ts';

/** Rust crates of a Cargo.lock left beside what was built from it. */
export const rustCargoLock: Cataloger = {
  name: 'rust-cargo-lock',
  version: 1,
  reads: [glob('**/Cargo.lock')],
  *catalog(file, tree) {
    const isVendored = tree.get(pathFrom(folderOf(file.path), '.cargo-checksum.json') ?? '') !== undefined;
    if (isVendored || INSIDE_OTHER_SOURCES.test(file.path)) return;
    const lock = parseToml(descriptionText(file));
    if (lock.package === undefined && lock.version === undefined) throw new FormatError('no packages in the lock file');
    for (const entry of asList(lock.package)) {
      const fields = asObject(entry);
      const name = declaredWord(fields?.name);
      const version = declaredWord(fields?.version);
      if (name && version) yield { type: 'cargo', name, version, ...whatIsSet(origin(asText(fields?.source))) };
    }
  },
};

/** Downloaded crates carry lock files of their own, which nothing here was built from. */
const INSIDE_OTHER_SOURCES = /(?:^|\/)(?:registry\/src|git\/checkouts|node_modules|site-packages)\//;

/** `git+https://host/x?branch=y#commit`, `registry+https://…`, `sparse+https://…`; none for the project's own crates. */
function origin(source: string | undefined): { qualifiers?: Readonly<Record<string, string>> | undefined } {
  const url = declaredWord(source);
  if (url?.startsWith('git+')) {
    const [address = '', commit] = url.split('#', 2);
    const repository = (address.split('?')[0] ?? '').replace(/\/\/[^/@]*@/, '//');
    return { qualifiers: { vcs_url: commit ? `${repository}@${commit}` : repository } };
  }
  const [, registry] = /^(?:registry|sparse)\+(https?:\/\/.+)$/.exec(url ?? '') ?? [];
  if (!registry || /^https:\/\/(?:github\.com\/rust-lang\/crates\.io-index|index\.crates\.io)\/?$/.test(registry))
    return {};
  return { qualifiers: { repository_url: registry.replace(/\/\/[^/@]*@/, '//') } };
}
