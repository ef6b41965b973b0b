import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type ListedIndicator, type ParsedList, parseIndicator } from './indicator.ts';

/**
 * One indicator on each line; what follows ` #` or ` //` or the value is a note about it. Lines of a hosts file
 * (`0.0.0.0 bad.example`) and of sha256sum are understood.
 * @throws FormatError that names the line.
 */
export function parsePlainList(text: string, name: string): ParsedList {
  const indicators: ListedIndicator[] = [];
  let unused = 0;
  let line = 0;
  for (const raw of text.split('\n')) {
    line++;
    const content = raw.replace(/\s+$/, '').replace(/^\s+/, '');
    if (content === '' || /^(?:#|\/\/|;)/.test(content)) continue;
    const [first = '', ...rest] = content.split(/[\s,]+/, MOST_WORDS);
    // Lists of trails have paths without a host: they would match half the web.
    if (first.startsWith('/')) {
      unused++;
      continue;
    }
    const isHostsLine = /^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)$/.test(first) && rest.length > 0;
    const value = isHostsLine ? (rest[0] ?? '') : first;
    if (isHostsLine && /^(?:localhost|ip6-|broadcasthost|0\.0\.0\.0)/.test(value)) continue;
    const indicator = parseIndicator(value);
    if (!indicator) {
      const shown = JSON.stringify(content.slice(0, LONGEST_SHOWN));
      throw new FormatError(`line ${line}: ${shown} is no hash, host, address or URL`);
    }
    const note = isHostsLine ? '' : noteOf(content.slice(first.length));
    indicators.push({ ...indicator, at: `${name}:${line}`, ...(note === '' ? {} : { note }) });
    if (indicators.length > limits.indicators) throw new FormatError(`more than ${limits.indicators} indicators`);
  }
  return { indicators, unused };
}

const MOST_WORDS = 3;
const LONGEST_SHOWN = 80;
const LONGEST_NOTE = 120;

function noteOf(text: string): string {
  return text.replace(/^[\s,]*(?:#|\/\/|\*|;)?\s*/, '').slice(0, LONGEST_NOTE);
}
