import { limits } from '../base/limits.ts';
import { printableField } from '../base/printable.ts';
import { lines } from './lines.ts';

const ASSIGNMENT = /^[ \t]*([A-Za-z_][A-Za-z0-9_]*)=(.*)$/;

/**
 * Reads the shell-like assignments of os-release(5), lsb-release and openwrt_release. Lines that are none are passed over;
 * a later assignment wins. Values hold no control characters, so that they can be shown.
 */
export function parseOsRelease(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of lines(text.slice(0, limits.osRelease))) {
    const match = ASSIGNMENT.exec(line);
    if (match?.[1] === undefined || (values.size >= limits.fieldsPerRecord && !values.has(match[1]))) continue;
    values.set(match[1], printableField(unquote((match[2] ?? '').trim())));
  }
  return values;
}

/** Undoes the shell's quoting of one word. Expansion does not exist here: `$` and backticks stay as written. */
function unquote(word: string): string {
  let result = '';
  let quote = '';
  for (let i = 0; i < word.length; i++) {
    const character = word.charAt(i);
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === '\\' && quote !== "'" && isEscape(word.charAt(i + 1), quote)) result += word.charAt(++i);
    else if (quote === '' && (character === ' ' || character === '\t')) break;
    else result += character;
  }
  return result;
}

/** Inside double quotes the shell takes a backslash for itself only before these. */
function isEscape(next: string, quote: string): boolean {
  return next !== '' && (quote === '' || '"\\$`'.includes(next));
}
