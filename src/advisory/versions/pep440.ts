import { isDigit, numberKey, outOfOrder, schemeOfKeys, type VersionKey, zeroKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Python packages: PEP 440, with all spellings that its appendix B accepts. */
export const pep440: VersionScheme = schemeOfKeys('pep440', keyOf);

const VERSION = new RegExp(
  [
    /^\s*v?(?:(?<epoch>\d+)!)?(?<release>\d+(?:\.\d+)*)/,
    /(?:[-_.]?(?<stage>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<stageCount>\d*))?/,
    /(?<post>-(?<bareCount>\d+)|[-_.]?(?:post|rev|r)[-_.]?(?<postCount>\d*))?/,
    /(?<dev>[-_.]?dev[-_.]?(?<devCount>\d*))?/,
    /(?:\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/,
  ]
    .map(({ source }) => source)
    .join(''),
  'i',
);

const NONE_AND_DEV = '\x01';
const FINAL = '\x05';
const STAGES = new Map([
  ['a', '\x02'],
  ['b', '\x03'],
  ['c', '\x04'],
  ['r', '\x04'],
  ['p', '\x04'],
]);

function keyOf(version: string): VersionKey {
  const fields = VERSION.exec(version)?.groups;
  if (!fields) return outOfOrder(version);
  const { epoch = '', release = '', stage, stageCount = '', post, dev, local } = fields;
  const number = (digits = ''): string => numberKey(digits, 0, digits.length);
  let text = number(epoch) + releaseKey(release);
  if (stage !== undefined) text += STAGES.get(stage.charAt(0).toLowerCase()) + number(stageCount);
  else text += post === undefined && dev !== undefined ? NONE_AND_DEV : FINAL;
  text += post === undefined ? '\x01' : `\x02${number(fields.bareCount ?? fields.postCount)}`;
  text += dev === undefined ? '\x02' : `\x01${number(fields.devCount)}`;
  text += local === undefined ? '\x01' : `\x02${localKey(local)}`;
  return { text, valid: true };
}

/** Zeros at the end do not count. */
function releaseKey(release: string): string {
  let text = '';
  let zeros = '';
  for (const digits of release.split('.')) {
    const key = numberKey(digits, 0, digits.length);
    zeros += `\x02${key}`;
    if (key === zeroKey) continue;
    text += zeros;
    zeros = '';
  }
  return `${text}\x01`;
}

/** Numbers above texts. */
function localKey(local: string): string {
  let text = '';
  for (const part of local.toLowerCase().split(/[-_.]/)) {
    let at = 0;
    while (isDigit(part.charCodeAt(at))) at++;
    text += at === part.length ? `\x03${numberKey(part, 0, at)}` : `\x02${part}\0`;
  }
  return `${text}\x01`;
}
