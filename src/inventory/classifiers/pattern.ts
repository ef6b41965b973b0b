/** A template made ready for the search: a literal to look for, and what must stand around it. */
export interface Pattern {
  readonly anchor: Buffer;
  /** Ends where the anchor begins. */
  readonly before?: RegExp;
  /** Begins where the anchor ends. */
  readonly after?: RegExp;
  /** A digit must follow the anchor: cheap to tell, which matters where the anchor is a single byte. */
  readonly digitFollows: boolean;
  /** Comes before what the expressions capture: the part of the version that is in the anchor. */
  readonly versionStart: string;
}

/** Bytes around an anchor that a pattern may look at. */
export const REACH = 512;

const SUFFIX =
  '(?:[-.~_]?(?:alpha|beta|rc|RC|dev|DEV|preview|pre|git|nightly)[.-]?\\d{0,5}|[a-z]{1,2}\\d{0,4}(?![A-Za-z]))?';
const END = '(?![0-9]|\\.[0-9])';

/**
 * Slots of templates. `{version}` is two to four numbers with `rc1`, `-beta.2`, `p3` or a letter behind; `{numbers}` is
 * the same without, `{triple}` just three, `{short}` three of few digits, whatever follows, `{patched}` ends with `p1`,
 * `{number}` is a single one; `{build}` any word that begins with a digit, as Java's `17.0.15+6-LTS`.
 */
const SLOTS: ReadonlyMap<string, string> = new Map([
  ['version', `((?<![0-9.])[0-9]{1,5}(?:\\.[0-9]{1,12}){1,3}${SUFFIX}${END})`],
  ['numbers', `((?<![0-9.])[0-9]{1,5}(?:\\.[0-9]{1,6}){1,3}${END})`],
  ['triple', `((?<![0-9.])[0-9]{1,5}(?:\\.[0-9]{1,12}){2}${SUFFIX}${END})`],
  ['patched', '((?<![0-9.])[0-9]{1,3}(?:\\.[0-9]{1,3}){1,2}p[0-9]{1,3})'],
  ['short', '((?<![0-9.])[0-9]{1,2}\\.[0-9]{1,2}\\.[0-9]{1,2})'],
  ['number', '((?<![0-9.])[0-9]{1,5}(?![0-9.]))'],
  ['build', '((?<![\\w.+-])[0-9][\\w.+-]{1,80})'],
  ['named', `([0-9]{1,4}${SUFFIX}${END})`],
  ['nul', '\\x00{1,80}'],
  ['hex', '[0-9a-f]{12}'],
  ['digits', '[0-9.]{1,12}'],
  ['word', '[\\w.+-]{1,80}'],
  ['text', '[^\\0\\n]{0,100}?'],
  ['gap', '[^]{0,200}?'],
]);

/** Compiles a template. `named` is the version in the file's name, for templates with a slot `{named}`. */
export function compilePattern(template: string, named = ''): Pattern {
  const parts = partsOf(template.replace('{named}', `${named}.{named}`));
  const anchor = longestLiteral(parts);
  const versionStart = template.includes('{named}') ? `${named}.` : '';
  const at = parts.indexOf(anchor);
  const before = sourceOf(parts.slice(0, at));
  const after = sourceOf(parts.slice(at + 1));
  return {
    anchor: Buffer.from(anchor.text, 'latin1'),
    versionStart,
    digitFollows: /^\{(?:version|numbers|triple|patched|short|number|build|named)\}$/.test(parts[at + 1]?.text ?? ''),
    ...(before === '' ? {} : { before: new RegExp(`${before}$`) }),
    ...(after === '' ? {} : { after: new RegExp(`^${after}`) }),
  };
}

interface Part {
  readonly text: string;
  readonly isSlot: boolean;
}

function partsOf(template: string): Part[] {
  return template
    .split(/(\{[a-z]+\})/)
    .filter((text) => text !== '')
    .map((text) => ({ text, isSlot: text.startsWith('{') && SLOTS.has(text.slice(1, -1)) }));
}

function longestLiteral(parts: readonly Part[]): Part {
  const [longest] = parts.filter(({ isSlot }) => !isSlot).sort((a, b) => b.text.length - a.text.length);
  if (!longest) throw new RangeError('a template needs literal text');
  return longest;
}

function sourceOf(parts: readonly Part[]): string {
  return parts
    .map(({ text, isSlot }) => (isSlot ? (SLOTS.get(text.slice(1, -1)) ?? '') : literalSource(text)))
    .join('');
}

function literalSource(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll('\0', '\\x00');
}
