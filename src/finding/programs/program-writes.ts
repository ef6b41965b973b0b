import { places } from './recognition.ts';
import type { Value } from './text-value.ts';
import type { ValueReader } from './text-values.ts';

/** A file that a program writes, and what it puts there, as far as both follow from what it says. */
export interface ProgramWrite {
  readonly path: string;
  readonly text: string;
  /** Where the text is fetched from. */
  readonly source?: string;
  readonly appends: boolean;
  readonly index: number;
}

const MOST = 40;
const REACH = 2_000;
/** `file_put_contents(path, text, FILE_APPEND)`, `fs.appendFileSync(path, text)`, `File.write(path, text)`. */
const CALLED =
  /\b(?:file_put_contents|(?:append|write)File(?:Sync)?|File\.(?:bin)?write|IO\.write|os\.WriteFile)\s{0,4}\(/g;
/** `open(path, "a")`, and what is written to it soon after. */
const OPENED = /\b(?:io\.)?(?:open|fopen|File\.open|File\.new)\s{0,4}\(/g;
const WRITES = /(?:\.|\b|:)(?:f?write(?:lines)?|puts|print|<<)\s{0,4}\(/g;
const FETCHED =
  /\b(\w{1,40})\s{0,4}=\s{0,4}(?:requests|httpx|urllib\d?(?:\.request)?|\w{1,20})\.?(?:\.get|urlopen)\s{0,4}\(/g;
const RETRIEVED = /\burlretrieve\s{0,4}\(/g;
const PATHS = /(?:^|\W)Path\s{0,4}\(/g;

export function fileWritesIn(text: string, reader: ValueReader): ProgramWrite[] {
  if (!/write|puts|put_contents|urlretrieve/.test(text)) return [];
  const fetched = new Map<string, string>();
  for (const match of places(text, FETCHED, MOST)) {
    const url = reader.list(match.index + match[0].length - 1).values[0];
    if (typeof url === 'string') fetched.set(match[1] ?? '', url);
  }
  const found: ProgramWrite[] = [];
  const add = (path: Value, content: Value, at: { index: number; appends: boolean }): void => {
    if (typeof path !== 'string' || typeof content !== 'string' || content.trim() === '') return;
    if (path.length < 500 && content.length < 65_536) found.push({ path, text: content, ...at });
  };
  for (const match of places(text, RETRIEVED, MOST)) {
    const [url, path] = reader.list(match.index + match[0].length - 1).values;
    if (typeof url === 'string' && typeof path === 'string')
      found.push({ path, text: '', source: url, appends: false, index: match.index });
  }
  for (const match of places(text, CALLED, MOST)) {
    const { values, end } = reader.list(match.index + match[0].length - 1);
    const appends = /append/i.test(text.slice(match.index, end));
    add(values[0], values[1], { index: match.index, appends });
  }
  for (const pattern of [OPENED, PATHS]) {
    for (const match of places(text, pattern, MOST)) {
      const { values, end } = reader.list(match.index + match[0].length - 1);
      const how = values[1];
      if (pattern === OPENED && (typeof how !== 'string' || !/^>|[aw+]/.test(how))) continue;
      WRITES.lastIndex = 0;
      const near = text.slice(end, end + REACH);
      for (const write of places(near, WRITES, 8)) {
        const given = reader.list(end + write.index + write[0].length - 1).values;
        // PHP names the open file first.
        const content = given.find((each) => typeof each === 'string');
        const named = /^\(\s{0,8}(\w{1,40})/.exec(near.slice(write.index + write[0].length - 1, write.index + 60))?.[1];
        const source = fetched.get(named ?? '');
        if (source !== undefined && typeof values[0] === 'string')
          found.push({ path: values[0], text: '', source, appends: false, index: match.index });
        add(values[0], content, { index: match.index, appends: typeof how === 'string' && /a/.test(how) });
      }
    }
  }
  return found;
}
