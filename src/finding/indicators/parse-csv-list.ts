import { FormatError } from '../../base/errors.ts';
import { limits } from '../../base/limits.ts';
import { type ListedIndicator, type ParsedList, parseIndicator } from './indicator.ts';

/** Columns that hold one sort of indicator, and nothing else. */
const OWN_COLUMN =
  /^(?:md5|sha-?1|sha-?256|(?:file_?)?hash(?:es)?|(?:md5|sha1|sha256)[_ ]?(?:hash|digest)|domain(?:[_ ]?name)?|host(?:[_ ]?name)?|fqdn|ip|(?:dst|dest|destination)[_ ]?ip|ip[_ ]?address|ipv[46]|url|uri)$/;
/** Columns that hold any of them, and other sorts too. */
const MIXED_COLUMN = /^(?:ioc|ioc[_ ]?value|indicator|indicator[_ ]?value|value|observable)$/;
const NOTE_COLUMN =
  /^(?:comment|comments|note|description|threat|malware|malware[_ ]?printable|signature|tags?|family)$/;

interface Header {
  readonly own: readonly number[];
  readonly mixed: readonly number[];
  readonly note: number;
}

/** Is this a table whose first line names its columns? Some have that line as a comment. */
export function looksLikeCsv(name: string, text: string): boolean {
  if (/\.(?:csv|tsv)$/i.test(name)) return true;
  for (const line of text.slice(0, HEAD).split('\n')) {
    if (line.trim() === '') continue;
    if (line.includes(',') && headerOf(line)) return true;
    if (!line.startsWith('#')) return false;
  }
  return false;
}

const HEAD = 16_384;

/** @throws FormatError that names the line. */
export function parseCsvList(text: string, name: string): ParsedList {
  const indicators: ListedIndicator[] = [];
  let unused = 0;
  let header: Header | undefined;
  for (const { line, text: row } of rows(text)) {
    if (row.trim() === '') continue;
    if (row.startsWith('#')) {
      header ??= headerOf(row);
      continue;
    }
    if (!header) {
      header = headerOf(row);
      if (header) continue;
      throw new FormatError(`line ${line}: no column is called md5, sha1, sha256, domain, ip, url or ioc`);
    }
    const cells = cellsOf(row, separatorOf(row));
    const note = header.note < 0 ? '' : (cells[header.note] ?? '').trim().slice(0, LONGEST_NOTE);
    const at = { at: `${name}:${line}`, ...(note === '' || note === 'n/a' ? {} : { note }) };
    for (const [index, cell = ''] of cells.entries()) {
      const isOwn = header.own.includes(index);
      if ((!isOwn && !header.mixed.includes(index)) || EMPTY.test(cell)) continue;
      const indicator = parseIndicator(cell);
      if (indicator) indicators.push({ ...indicator, ...at });
      else if (isOwn) {
        throw new FormatError(`line ${line}: ${JSON.stringify(cell.slice(0, 80))} is no hash, host, address or URL`);
      } else unused++;
    }
    if (indicators.length > limits.indicators) throw new FormatError(`more than ${limits.indicators} indicators`);
  }
  return { indicators, unused };
}

const EMPTY = /^\s*(?:n\/a|none|null|-)?\s*$/i;
const LONGEST_NOTE = 120;
const MOST_CELLS = 200;

function headerOf(line: string): Header | undefined {
  const plain = line.replace(/^#+\s*/, '');
  const names = cellsOf(plain, separatorOf(plain)).map((cell) => cell.trim().toLowerCase());
  const where = (pattern: RegExp): number[] => names.flatMap((name, index) => (pattern.test(name) ? [index] : []));
  const own = where(OWN_COLUMN);
  const mixed = where(MIXED_COLUMN);
  if (own.length + mixed.length === 0) return undefined;
  return { own, mixed, note: where(NOTE_COLUMN)[0] ?? -1 };
}

function separatorOf(line: string): string {
  return line.includes('\t') && !line.includes(',') ? '\t' : line.includes(';') && !line.includes(',') ? ';' : ',';
}

/** Lines, joined where a quoted cell goes on in the next; `line` counts from 1. */
function* rows(text: string): Iterable<{ line: number; text: string }> {
  let row = '';
  let start = 1;
  let line = 0;
  let quotes = 0;
  for (const raw of text.split('\n')) {
    line++;
    const content = raw.replace(/\r$/, '');
    if (row === '') start = line;
    row = row === '' ? content : `${row}\n${content}`;
    quotes += content.startsWith('#') && quotes % 2 === 0 ? 0 : content.split('"').length - 1;
    if (quotes % 2 === 1 && row.length < limits.packageDescription) continue;
    yield { line: start, text: row };
    row = '';
    quotes = 0;
  }
  if (row !== '') throw new FormatError(`line ${start}: a quote that does not end`);
}

function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [];
  for (let at = 0; at <= row.length && cells.length < MOST_CELLS; ) {
    while (row[at] === ' ') at++;
    if (row[at] === '"') {
      let cell = '';
      for (at++; at < row.length; at++) {
        if (row[at] !== '"') cell += row[at];
        else if (row[at + 1] === '"') cell += row[++at];
        else break;
      }
      cells.push(cell);
      const next = row.indexOf(separator, at);
      at = next < 0 ? row.length + 1 : next + 1;
    } else {
      const next = row.indexOf(separator, at);
      const end = next < 0 ? row.length : next;
      cells.push(row.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}
