import { limits } from '../base/limits.ts';
import { lines } from './lines.ts';

/** One entry of an mtree(5) specification. */
export interface MtreeEntry {
  /** As written, unescaped: begins with `./`. */
  readonly path: string;
  /** `/set` values and the entry's own, by keyword: what tells of type, mode, size, target and digest. */
  readonly values: ReadonlyMap<string, string>;
}

/** A path with every byte escaped, and its keywords. */
const LONGEST_LINE = 5 * limits.path;

/** Reads a specification with full paths, as bsdtar writes it for pacman. Lines it does not know are passed over. */
export function* parseMtree(text: string): Generator<MtreeEntry> {
  let defaults = new Map<string, string>();
  for (const line of lines(text)) {
    if (line.length > LONGEST_LINE) continue;
    const [first = '', ...words] = line.trim().split(/[ \t]+/);
    if (first === '' || first.startsWith('#')) continue;
    if (first === '/set') defaults = new Map([...defaults, ...keywords(words)]);
    else if (first === '/unset') defaults = new Map([...defaults].filter(([key]) => !words.includes(key)));
    else if (first.startsWith('./')) {
      yield { path: unescaped(first), values: new Map([...defaults, ...keywords(words)]) };
    }
  }
}

/** Only the known ones: every entry gets a copy of the defaults. */
const KEYWORDS = new Set(['type', 'mode', 'size', 'link', 'md5', 'md5digest', 'sha256', 'sha256digest']);

function keywords(words: readonly string[]): [string, string][] {
  const pairs = words.map((word): [string, string] => {
    const [key = ''] = word.split('=', 1);
    return [key, word.slice(key.length + 1)];
  });
  return pairs.filter(([key]) => KEYWORDS.has(key));
}

/** Bytes outside printable ASCII are written as a backslash and three octal digits. */
function unescaped(word: string): string {
  if (!word.includes('\\')) return word;
  const bytes = Buffer.from(word, 'utf8').toString('latin1');
  const plain = bytes.replace(/\\([0-3][0-7]{2})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
  return Buffer.from(plain, 'latin1').toString('utf8');
}
