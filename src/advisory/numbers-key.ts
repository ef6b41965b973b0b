import { digitsEnd, numberKey, outOfOrder, type VersionKey } from './version-key.ts';

/** The key of a version that is only numbers; of two that begin alike the shorter is older. */
export function numbersKey(version: string, isSeparator: (code: number) => boolean): VersionKey {
  let text = '';
  for (let at = 0; ; at++) {
    const end = digitsEnd(version, at);
    if (end === at) return outOfOrder(version);
    text += `\x02${numberKey(version, at, end)}`;
    if (end === version.length) return { text: `${text}\x01`, valid: true };
    if (!isSeparator(version.charCodeAt(end))) return outOfOrder(version);
    at = end;
  }
}
