import { asList, asObject, asText, type JsonObject, parseJson } from '../../base/json.ts';
import { printableField } from '../../base/printable.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger, FoundPackage } from '../cataloger.ts';
import { RecordCount } from '../damage.ts';
import { isPlainWord } from '../image-path.ts';

/** Bottlerocket is built from RPMs but ships no RPM database, only this list of them. */
export const bottlerocket: Cataloger = {
  name: 'bottlerocket',
  version: 1,
  reads: [glob('**/usr/share/bottlerocket/application-inventory.json')],

  *catalog(file) {
    const count = new RecordCount('packages');
    for (const entry of asList(asObject(parseJson(file.text()))?.Content)) {
      count.add();
      const found = describe(asObject(entry) ?? {});
      if (found) yield found;
      else count.damaged(JSON.stringify(entry));
    }
    count.finish();
  },
};

function describe(entry: JsonObject): FoundPackage | undefined {
  const name = asText(entry.Name);
  const version = asText(entry.Version);
  const release = asText(entry.Release);
  const epoch = asText(entry.Epoch) ?? '0';
  const architecture = asText(entry.Architecture);
  const supplier = asText(entry.Publisher);
  const homepage = asText(entry.Url);
  if (!isPlainWord(name) || !isPlainWord(version)) return undefined;
  return {
    type: 'rpm',
    namespace: 'bottlerocket',
    name,
    version: `${/^[1-9]\d{0,9}$/.test(epoch) ? `${epoch}:` : ''}${version}${isPlainWord(release) ? `-${release}` : ''}`,
    ...(isPlainWord(architecture) ? { architecture } : {}),
    ...(supplier ? { supplier: printableField(supplier) } : {}),
    ...(homepage ? { homepage: printableField(homepage) } : {}),
  };
}
