import { glob } from '../../filesystem/file.ts';
import { firstField, metadataFields } from '../../format/metadata-fields.ts';
import type { Cataloger } from '../cataloger.ts';
import { mayOwnFolder } from '../claims.ts';
import { declaredAddress, declaredLine, declaredWord, whatIsSet } from '../declared.ts';
import { descriptionText } from '../description.ts';
import { folderOf, nameOf } from '../folder-path.ts';

/** Installed R packages. */
export const r: Cataloger = {
  name: 'r',
  version: 1,
  reads: [glob('**/DESCRIPTION')],
  *catalog(file) {
    const fields = metadataFields(descriptionText(file), 'blank line');
    const name = declaredWord(firstField(fields, 'package'));
    const version = declaredWord(firstField(fields, 'version'));
    // Only installation writes `Built`: sources, and other files of this common name, do not have it.
    if (!name || !version || !fields.has('built')) return;
    const folder = folderOf(file.path);
    const addresses = (firstField(fields, 'url') ?? '').split(/[\s,]+/);
    yield {
      type: 'cran',
      name,
      version,
      ...whatIsSet({
        licenses: licenses(declaredLine(firstField(fields, 'license'))),
        supplier: declaredLine(firstField(fields, 'maintainer')),
        homepage: addresses.map(declaredAddress).find((address) => address !== undefined),
      }),
      // R finds a package by its folder's name.
      ...(nameOf(folder) === name && mayOwnFolder(folder)
        ? { ownsBelow: [folder] }
        : { owns: () => [{ path: file.path }] }),
    };
  },
};

/** R's own names for licences, where SPDX has others. Versions: `GPL (>= 2)`, `GPL-2`, `Apache License (== 2.0)`. */
const FAMILIES = new Map([
  ['AGPL', 'AGPL'],
  ['Apache License', 'Apache'],
  ['Artistic', 'Artistic'],
  ['GPL', 'GPL'],
  ['GNU General Public License', 'GPL'],
  ['LGPL', 'LGPL'],
  ['MPL', 'MPL'],
]);

/** `A | B` is a choice, and `+ file LICENSE` points to the copyright holders. */
function licenses(declared: string | undefined): readonly string[] {
  const choices = (declared ?? '').split('|').map((choice) => license(choice.split(' + file ', 1)[0]?.trim() ?? ''));
  const known = choices.filter((choice) => choice !== '' && !choice.startsWith('file '));
  return known.length > 1 ? [known.join(' OR ')] : known;
}

function license(name: string): string {
  const clauses = /^BSD_([23])_clause$/.exec(name)?.[1];
  if (clauses) return `BSD-${clauses}-Clause`;
  const [, family = '', dash, comparison, parenthesised] =
    /^([A-Za-z ]{1,40}?)(?:-(\d[\d.]{0,5})| \((>=|==) (?:version )?(\d[\d.]{0,5})\))$/.exec(name) ?? [];
  const spdx = FAMILIES.get(family);
  const number = dash ?? parenthesised;
  if (!spdx || !number) return name;
  const version = number.includes('.') ? number : `${number}.0`;
  if (!spdx.endsWith('GPL')) return `${spdx}-${version}`;
  return `${spdx}-${version}-${comparison === '>=' ? 'or-later' : 'only'}`;
}
