import { unescapeAnsi } from '../../format/shell/quotes.ts';

const DIRECTIVE = /%(%|[-+ #0]{0,4}\d{0,3}(?:\.\d{1,3})?[sdiuxXocbq])/g;
const MOST_ROUNDS = 1_000;

/** What `printf` writes; undefined for what it cannot tell. */
export function formatText([format = '', ...values]: readonly string[]): string | undefined {
  const pattern = unescapeAnsi(format);
  const wanted = [...pattern.matchAll(DIRECTIVE)].filter(([whole]) => whole !== '%%').length;
  const rounds = wanted === 0 ? 1 : Math.max(1, Math.ceil(values.length / wanted));
  if (rounds > MOST_ROUNDS || values.length > MOST_ROUNDS) return undefined;
  let next = 0;
  const text: string[] = [];
  for (let round = 0; round < rounds; round++) {
    text.push(
      pattern.replace(DIRECTIVE, (_, directive: string) => (directive === '%' ? '%' : one(directive, values[next++]))),
    );
  }
  return text.join('');
}

function one(directive: string, value = ''): string {
  const kind = directive.slice(-1);
  const [, flags = '', width = ''] = /^([-+ #0]*)(\d*)/.exec(directive) ?? [];
  const text = written(kind, value);
  if (flags.includes('-')) return text.padEnd(Number(width));
  return text.padStart(Number(width), flags.includes('0') && kind !== 's' ? '0' : ' ');
}

function written(kind: string, value: string): string {
  if (kind === 'c') return value.slice(0, 1);
  if (kind === 'b') return unescapeAnsi(value);
  if (kind === 's' || kind === 'q') return value;
  const quoted = /^['"]([\s\S])/.exec(value)?.[1];
  const number =
    quoted !== undefined ? quoted.charCodeAt(0) : /^0[0-7]+$/.test(value) ? Number.parseInt(value, 8) : Number(value);
  const whole = Number.isSafeInteger(number) ? number : 0;
  const digits = whole.toString(kind === 'o' ? 8 : kind.toLowerCase() === 'x' ? 16 : 10);
  return kind === 'X' ? digits.toUpperCase() : digits;
}
