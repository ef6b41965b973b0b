import { unescapeAnsi } from '../../format/shell/quotes.ts';
import { bytesOf, decodeBase32, decodeBase64, decodeHex, decompressText } from './bytes.ts';
import { pickLines } from './line-filters.ts';
import { expandSet } from './pattern.ts';
import { formatText } from './print.ts';
import { substituteText } from './substitute.ts';

/** What a command is given: its arguments, and its input where that is known. */
export interface FilterInput {
  readonly options: readonly string[];
  readonly operands: readonly string[];
  readonly words: readonly string[];
  readonly input: string;
}
/** What it writes; undefined where that is only known when it runs. */
type Filter = (given: FilterInput) => string | undefined;

/** Commands whose output follows from what they are given. */
export const filters: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['cat', ({ input }) => input],
  ['tee', ({ input }) => input],
  ['printf', ({ words }) => formatText(words.slice(words[1] === '--' ? 2 : 1))],
  ['echo', echo],
  ['basename', basename],
  ['dirname', ({ operands: [path = ''] }) => `${directory(path)}\n`],
  ['base64', base64],
  ['base32', ({ options, input }) => (decodes(options) ? decodeBase32(input) : undefined)],
  ['xxd', ({ options, input }) => (isPlainHex(options) ? decodeHex(input) : undefined)],
  ['openssl', openssl],
  ['gzip', ({ options, input }) => (decodes(options) ? decompressText(input) : undefined)],
  ['gunzip', ({ input }) => decompressText(input)],
  ['zcat', ({ input }) => decompressText(input)],
  ['zlib-flate', ({ input }) => decompressText(input)],
  ['tr', translate],
  ['rev', ({ input }) => lines(input, (line) => [...line].reverse().join(''))],
  ['tac', ({ input }) => `${input.replace(/\n$/, '').split('\n').reverse().join('\n')}\n`],
  ['cut', cut],
  ['head', head],
  ['tail', tail],
  ['sed', ({ words, input }) => substituteText(words.slice(1), input) ?? pickLines('sed', words.slice(1), input)],
  ['awk', ({ words, input }) => pickLines('awk', words.slice(1), input)],
  ['grep', ({ words, input }) => pickLines('grep', words.slice(1), input)],
  ['seq', sequence],
]);

/** Filters that turn one writing into another, and what that is called. */
export const decoders: ReadonlyMap<string, string> = new Map([
  ['base64', 'base64'],
  ['base32', 'base32'],
  ['xxd', 'hex'],
  ['openssl', 'base64'],
  ['gzip', 'gzip'],
  ['gunzip', 'gzip'],
  ['zcat', 'gzip'],
  ['zlib-flate', 'zlib'],
  ['tr', 'tr'],
  ['rev', 'rev'],
  ['sed', 'sed'],
]);

function echo({ words }: FilterInput): string {
  let at = 1;
  while (/^-[neE]+$/.test(words[at] ?? '')) at++;
  const options = words.slice(1, at).join('');
  const text = words.slice(at).join(' ');
  return (options.includes('e') ? unescapeAnsi(text) : text) + (options.includes('n') ? '' : '\n');
}

function basename({ operands: [path = '', suffix = ''] }: FilterInput): string {
  const name = trimSlashes(path).split('/').at(-1) ?? '';
  return `${suffix && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name}\n`;
}

function directory(path: string): string {
  const trimmed = trimSlashes(path);
  const at = trimmed.lastIndexOf('/');
  return at < 0 ? '.' : trimSlashes(trimmed.slice(0, at)) || '/';
}

function trimSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

function decodes(options: readonly string[]): boolean {
  return options.some((option) => /^-[a-zA-Z]*[dD]|^--(?:decode|decompress|uncompress)$/.test(option));
}

function isPlainHex(options: readonly string[]): boolean {
  const letters = options.join('');
  return letters.includes('r') && letters.includes('p');
}

function base64({ options, input }: FilterInput): string | undefined {
  if (decodes(options)) return decodeBase64(input);
  const encoded = bytesOf(input).toString('base64');
  return options.some((option) => /^-w ?0|^--wrap=0/.test(option)) ? encoded : undefined;
}

function openssl({ words, input }: FilterInput): string | undefined {
  const known = words[1] === 'base64' || (words[1] === 'enc' && words.some((word) => /^-(?:base64|a)$/.test(word)));
  const secret = words.slice(2).some((word) => /^-(?:aes|des|k$|pass|pbkdf2|bf|rc4|chacha)/.test(word));
  return known && !secret && words.includes('-d') ? decodeBase64(input) : undefined;
}

function translate({ options, operands: [from = '', to = ''], input }: FilterInput): string | undefined {
  const letters = options.join('');
  const set = expandSet(unescapeAnsi(from));
  const inverted = /[cC]/.test(letters);
  const members = new Set(set);
  if (letters.includes('d')) return [...input].filter((each) => members.has(each) === inverted).join('');
  if (inverted || letters.includes('s')) return undefined;
  const target = expandSet(unescapeAnsi(to));
  const map = new Map(set.map((each, at) => [each, target[at] ?? target.at(-1) ?? each]));
  return [...input].map((each) => map.get(each) ?? each).join('');
}

function lines(input: string, change: (line: string) => string): string {
  const ended = input.endsWith('\n');
  const changed = (ended ? input.slice(0, -1) : input).split('\n').map(change).join('\n');
  return ended ? `${changed}\n` : changed;
}

/** `-d x -f 2,4-`, `-c1-3`; other forms are not followed. */
function cut({ words, input }: FilterInput): string | undefined {
  const value = (letter: string): string | undefined => {
    const at = words.findIndex((word) => word.startsWith(`-${letter}`));
    return at < 0 ? undefined : words[at]?.slice(2) || words[at + 1];
  };
  const list = value('f') ?? value('c') ?? value('b') ?? '';
  if (!/^\d{0,6}-?\d{0,6}(?:,\d{0,6}-?\d{0,6}){0,50}$/.test(list)) return undefined;
  const ranges = list.split(',').map((range) => {
    const [from, to] = range.split('-');
    const start = Number(from || 1);
    return [start, to === undefined ? start : Number(to || 1e9)] as const;
  });
  const separator = value('f') === undefined ? '' : (value('d') ?? '\t');
  return lines(input, (line) => {
    if (separator !== '' && !line.includes(separator)) return line;
    const kept = line.split(separator).filter((_, at) => ranges.some(([from, to]) => at + 1 >= from && at + 1 <= to));
    return kept.join(separator);
  });
}

function numberOption(words: readonly string[], letter: string): number | undefined {
  const at = words.findIndex((word) => word.startsWith(`-${letter}`));
  const text = at < 0 ? undefined : words[at]?.slice(2) || words[at + 1];
  return text !== undefined && /^\+?\d{1,9}$/.test(text) ? Number(text) : undefined;
}

function head({ words, input }: FilterInput): string | undefined {
  const characters = numberOption(words, 'c');
  if (characters !== undefined) return input.slice(0, characters);
  const count =
    numberOption(words, 'n') ?? (words.length === 1 ? 10 : Number(/^-\d{1,6}$/.exec(words[1] ?? '')?.[0].slice(1)));
  return Number.isNaN(count) ? undefined : input.split(/(?<=\n)/, count).join('');
}

function tail({ words, input }: FilterInput): string | undefined {
  const from = words.join(' ').match(/-n ?\+(\d{1,9})\b/)?.[1];
  const all = input.split(/(?<=\n)/);
  if (from !== undefined) return all.slice(Math.max(Number(from) - 1, 0)).join('');
  const characters = numberOption(words, 'c');
  if (characters !== undefined && !words.join(' ').includes('+')) return characters > 0 ? input.slice(-characters) : '';
  const count = numberOption(words, 'n') ?? 10;
  return all.slice(-count).join('');
}

function sequence({ operands }: FilterInput): string | undefined {
  const numbers = operands.map(Number);
  const [from, to] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers[1]];
  if (numbers.length > 2 || from === undefined || to === undefined || !(to - from < 1_000)) return undefined;
  return Array.from({ length: Math.max(Math.floor(to - from) + 1, 0) }, (_, at) => `${from + at}\n`).join('');
}
