import { FormatError } from '../base/errors.ts';
import { firstField, type MetadataFields, metadataFields } from '../format/metadata-fields.ts';
import type { FoundPackage } from './cataloger.ts';
import { declaredAddress, declaredLine, declaredLines, declaredWord, whatIsSet } from './declared.ts';

/** What METADATA or PKG-INFO say of a distribution (core metadata of the Python packaging specifications). @throws FormatError when it names none. */
export function describeDistribution(text: string): FoundPackage {
  const fields = metadataFields(text, 'blank line');
  const name = declaredWord(firstField(fields, 'name'));
  if (!name) throw new FormatError('the metadata names no package');
  return {
    type: 'pypi',
    name,
    version: declaredWord(firstField(fields, 'version')) ?? '',
    ...whatIsSet({ licenses: licenses(fields), supplier: supplier(fields), homepage: homepage(fields) }),
  };
}

/** The newest field speaks first; free text and classifiers are only asked when it is silent. */
function licenses(fields: MetadataFields): readonly string[] {
  const expression = declaredLine(firstField(fields, 'license-expression'));
  if (expression) return [expression];
  const license = declaredLine(firstField(fields, 'license'));
  if (license && license !== 'UNKNOWN') return [license];
  const classifiers = (fields.get('classifier') ?? []).filter((classifier) => classifier.startsWith('License ::'));
  return declaredLines(classifiers.map((classifier) => classifier.split('::').at(-1)?.trim())).filter(
    (last) => last !== 'OSI Approved',
  );
}

function supplier(fields: MetadataFields): string | undefined {
  const [name, email] = [firstField(fields, 'author'), firstField(fields, 'author-email')].map((value) =>
    value === 'UNKNOWN' ? undefined : declaredLine(value),
  );
  if (name && email && !email.includes('<')) return `${name} <${email}>`;
  return name ?? email ?? declaredLine(firstField(fields, 'maintainer') ?? firstField(fields, 'maintainer-email'));
}

function homepage(fields: MetadataFields): string | undefined {
  const own = declaredAddress(firstField(fields, 'home-page'));
  if (own) return own;
  const links = (fields.get('project-url') ?? []).map((link) => link.split(/,\s*/, 2));
  const home = links.find(([label = '']) => /^home-?page$/i.test(label)) ?? links.find(([label]) => label === 'Source');
  return declaredAddress(home?.[1]);
}
