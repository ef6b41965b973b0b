import { FormatError } from '../../base/errors.ts';
import { glob } from '../../filesystem/file.ts';
import { lines } from '../../format/lines.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { rpmSource, rpmVersion } from '../rpm-naming.ts';

/** Azure Linux and CBL-Mariner without an rpm database: the list its distroless images carry instead. */
export const rpmManifest: Cataloger = {
  name: 'rpm-manifest',
  version: 1,
  reads: [glob('**/var/lib/rpmmanifest/container-manifest-2')],

  *catalog(file) {
    let broken = 0;
    for (const line of lines(file.text())) {
      if (line.trim() === '') continue;
      const found = foundPackage(line);
      if (found) yield found;
      else if (!line.startsWith('gpg-pubkey\t')) broken++;
    }
    if (broken > 0) throw new FormatError(`${broken} lines are not of the form an rpm manifest has`);
  },
};

/** rpm's --queryformat: name, version-release, install and build time, vendor, epoch, size, arch, epoch as a number, source. */
function foundPackage(line: string): FoundPackage | undefined {
  const [name, full = '', , , vendor, , , architecture, epoch, sourcePackage] = line.split('\t', 10).map(known);
  const dash = full.lastIndexOf('-');
  if (!name || dash <= 0 || !epoch || !sourcePackage || !/^\d{1,10}$/.test(epoch)) return undefined;
  const pkg = {
    name,
    version: full.slice(0, dash),
    release: full.slice(dash + 1),
    epoch: Number(epoch),
    sourcePackage,
  };
  const source = rpmSource(pkg);
  return {
    type: 'rpm',
    name,
    version: rpmVersion(pkg),
    qualifiers: { upstream: sourcePackage },
    ...(architecture ? { architecture } : {}),
    ...(source ? { source } : {}),
    ...(vendor ? { supplier: vendor } : {}),
  };
}

/** rpm writes `(none)` for a tag that is not there. */
function known(field: string): string {
  const text = field.trim();
  return text === '(none)' ? '' : text;
}
