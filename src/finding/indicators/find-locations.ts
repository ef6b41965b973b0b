import type { ListedIndicator } from './indicator.ts';
import type { IndicatorSet } from './indicator-list.ts';

/** A listed place on the network, named by a text. */
export interface NamedLocation {
  readonly indicator: ListedIndicator;
  /** As the text has it. */
  readonly named: string;
  /** Where in the text. */
  readonly at: number;
}

const LONGEST_TEXT = 1 << 20;
/** Names and IPv4 addresses; IPv6 in brackets, and bare with two colons in it. */
const TOKEN =
  /[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,30}|(?<![0-9A-Za-z:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![0-9A-Za-z:])/g;
const MOST_LABELS = 12;

/** All listed hosts and URLs that a text names; a listed name stands for all names below it. */
export function findLocations(text: string, locations: IndicatorSet['locations']): NamedLocation[] {
  if (locations.size === 0) return [];
  const found: NamedLocation[] = [];
  const source = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  for (const match of source.matchAll(TOKEN)) {
    const [token] = match;
    const end = match.index + token.length;
    for (const host of namesOf(token.toLowerCase())) {
      const listed = locations.get(host)?.find((one) => isNamed(one, { host, source, end }));
      if (!listed) continue;
      found.push({ indicator: listed, named: token, at: match.index });
      break;
    }
  }
  return found;
}

/** The name, and those above it. An address has none above. */
function namesOf(token: string): string[] {
  if (token.includes(':') || /^[\d.]+$/.test(token)) return [token];
  const labels = token.split('.');
  const first = Math.max(0, labels.length - MOST_LABELS);
  return labels.slice(first, -1).map((_, index) => labels.slice(first + index).join('.'));
}

function isNamed(
  indicator: ListedIndicator,
  { host, source, end }: { readonly host: string; readonly source: string; readonly end: number },
): boolean {
  const after = source.slice(end, end + MOST_AFTER).replace(/^\]/, '');
  if (indicator.kind === 'url') {
    const rest = indicator.value.slice(indicator.value.indexOf(host) + host.length).replace(/^\]/, '');
    return after.startsWith(rest);
  }
  if (indicator.kind !== 'host') return false;
  // `host:3333`, `/dev/tcp/host/3333`, `nc host 3333`, `'host', 3333`.
  if (indicator.port === undefined) return true;
  return new RegExp(`^["']?(?::|/|\\s{1,4}|,\\s{0,4})["']?${indicator.port}(?!\\d)`).test(after);
}

const MOST_AFTER = 2_048;

/** A line that is a host and nothing else, as in block lists, hosts files, filter rules and arrays of names. */
const LIST_LINE =
  /^\s{0,8}(?:(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s{1,8}|\|\||\*\.|-\s{1,4}|address=\/|server=\/|local-zone:\s)?["']?(?:https?:\/\/)?[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}(?::\d{1,5})?\/?[\^"',/$\\]{0,6}(?:\s{0,8}#.{0,80})?\s{0,8}$/;
const NEIGHBOURS = 3;

/** Does the place stand in a list of hosts? Whoever blocks them has to name them. */
export function isInList(text: string, at: number): boolean {
  const before = text
    .slice(Math.max(0, at - WINDOW), at)
    .split('\n')
    .slice(-NEIGHBOURS - 1);
  const after = text.slice(at, at + WINDOW).split('\n');
  const lines = [...before.slice(0, -1), ...after.slice(1, NEIGHBOURS + 1)].filter((line) => line.trim() !== '');
  const alike = lines.filter((line) => LIST_LINE.test(line.slice(0, LONGEST_LINE))).length;
  return alike >= NEIGHBOURS;
}

const WINDOW = 1_024;
const LONGEST_LINE = 512;
