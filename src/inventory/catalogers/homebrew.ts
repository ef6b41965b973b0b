import { asObject, asText, parseJson } from '../../base/json.ts';
import { glob } from '../../filesystem/file.ts';
import type { Cataloger } from '../cataloger.ts';
import { descriptionText } from '../description.ts';

/** Homebrew and Linuxbrew: kegs in the Cellar. Formulas in taps are not installed software. */
export const homebrew: Cataloger = {
  name: 'homebrew',
  version: 1,
  reads: [glob('**/Cellar/*/*/{.brew/*.rb,INSTALL_RECEIPT.json}')],

  *catalog(file, tree) {
    const parts = file.path.split('/');
    const cellar = parts.lastIndexOf('Cellar');
    const [name, version] = parts.slice(cellar + 1);
    if (!name || !version) return;
    const keg = parts.slice(0, cellar + 3).join('/');
    const formulaPath = `${keg}/.brew/${name}.rb`;
    const isReceipt = file.path.endsWith('/INSTALL_RECEIPT.json');
    if (isReceipt ? tree.get(formulaPath) : file.path !== formulaPath) return; // once for each keg

    const formula = isReceipt ? new Map<string, string>() : formulaFields(descriptionText(file));
    const receipt = tree.read(`${keg}/INSTALL_RECEIPT.json`);
    const tap = receipt ? tapOf(descriptionText(receipt)) : undefined;
    const license = formula.get('license');
    const homepage = formula.get('homepage');
    yield {
      type: 'brew',
      name,
      version,
      licenses: license ? [license] : [],
      ownsBelow: [keg],
      ...(tap && tap !== 'homebrew/core' ? { namespace: tap } : {}),
      ...(homepage ? { homepage } : {}),
    };
  },
};

const FIELD = /^[ \t]{2}(homepage|license)[ \t]+"([^"\n]{1,1000})"/gm;

/** Simple statements of the formula class. The formula is Ruby, and is not run. */
function formulaFields(ruby: string): Map<string, string> {
  return new Map([...ruby.matchAll(FIELD)].map(([, field = '', value = '']) => [field, value]));
}

function tapOf(receipt: string): string | undefined {
  const source = asObject(asObject(parseJson(receipt))?.source);
  return asText(source?.tap)?.toLowerCase();
}
