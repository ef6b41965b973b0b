import { secretKinds } from './kinds/index.ts';
import { webUrlKind } from './kinds/urls.ts';
import type { FoundSecret, SecretKind } from './secret-kind.ts';

/** A secret of a known kind in a text. */
export interface TextSecret extends FoundSecret {
  readonly kind: SecretKind;
  readonly offset: number;
}

const KINDS: readonly SecretKind[] = [...secretKinds, webUrlKind];
/** Places of one keyword in one text that are looked at. */
const PLACES = 64;

/** All secrets of known kinds in a text, without those that others say more about. */
export function findSecrets(text: string, path = ''): TextSecret[] {
  const lower = text.toLowerCase();
  const found: TextSecret[] = [];
  for (const kind of KINDS) {
    const values = new Set<string>();
    for (const keyword of kind.keywords) {
      const hay = keyword.length < 7 ? text : lower;
      let at = hay.indexOf(keyword);
      for (let count = 0; at >= 0 && count < PLACES; count++) {
        const start = Math.max(0, at - BEFORE);
        const place = { text: text.slice(start, at + AFTER), at: at - start, keyword, path, isText: true };
        const secret = kind.find(place);
        if (secret && !values.has(secret.value)) {
          values.add(secret.value);
          found.push({ ...secret, kind, offset: at });
        }
        at = hay.indexOf(keyword, at + 1);
      }
    }
  }
  const covered = new Set(found.flatMap(({ kind }) => kind.covers ?? []));
  return found.filter(({ kind }) => !covered.has(kind.name));
}

/** As much as the pass shows of a file around a keyword. */
const BEFORE = 2048;
const AFTER = 6144;
