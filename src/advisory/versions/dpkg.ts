import { debianKey } from '../debian-key.ts';
import { digitsEnd, numberKey, outOfOrder, schemeOfKeys, type VersionKey } from '../version-key.ts';
import type { VersionScheme } from '../version-scheme.ts';

/** Debian and its descendants, deb-version(7): `[epoch:]upstream[-revision]`. */
export const dpkg: VersionScheme = schemeOfKeys('dpkg', keyOf);

function keyOf(version: string): VersionKey {
  const colon = version.indexOf(':');
  const start = colon + 1;
  const hyphen = version.lastIndexOf('-');
  const end = hyphen < start ? version.length : hyphen;
  if (!/^[A-Za-z0-9.+~:-]+$/.test(version) || start === end) return outOfOrder(version);
  if (colon >= 0 && (colon === 0 || digitsEnd(version, 0) !== colon)) return outOfOrder(version);
  if (end === version.length - 1) return outOfOrder(version);
  const epoch = numberKey(version, 0, Math.max(colon, 0));
  const revision = debianKey(version, Math.min(end + 1, version.length), version.length);
  return { text: epoch + debianKey(version, start, end) + revision, valid: true };
}
