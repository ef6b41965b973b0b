import { limits } from '../../base/limits.ts';
import { controlParagraphs } from '../../format/control-file.ts';
import { licensesByWording } from './license-texts.ts';

const MACHINE_READABLE = /^Format(?:-Specification)?:/im;
const SHORT_NAME_FIELDS = new Set(['files', 'license']);
const COMMON_LICENSE = /\/usr\/share\/common-licenses\/([A-Za-z0-9][A-Za-z0-9.+-]{0,60})/g;

/**
 * The licences that a package's `copyright` file names, in order, each once: the short names of a machine-readable file
 * (copyright-format 1.0), else those of Debian's common licences that the text points to, else those it quotes in full.
 */
export function licensesInCopyright(text: string): readonly string[] {
  const machineReadable = MACHINE_READABLE.test(text.slice(0, 4_000));
  const named = machineReadable ? shortNames(text) : new Set<string>();
  if (named.size > 0) return [...named];
  const common = commonLicenses(text);
  return common.size > 0 ? [...common] : licensesByWording(text);
}

function shortNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  let isHeader = true;
  for (const { fields } of controlParagraphs(text, SHORT_NAME_FIELDS)) {
    // Paragraphs with neither only hold the texts of licences named elsewhere.
    const name = isHeader || fields.has('files') ? fields.get('license')?.split('\n', 1)[0]?.trim() : undefined;
    isHeader = false;
    if (name && name.length <= limits.packageField) names.add(name);
    if (names.size >= limits.licensesPerFile) break;
  }
  return names;
}

function commonLicenses(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(COMMON_LICENSE)) {
    const name = match[1]?.replace(/[.-]+$/, '');
    if (name) names.add(name);
    if (names.size >= limits.licensesPerFile) break;
  }
  return names;
}
