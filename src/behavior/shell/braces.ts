import type { ShellWord } from '../../format/shell/syntax.ts';

const MOST = 256;

/** `{a,b}` and `{1..3}` outside quotes, as bash does: one word for each. */
export function expandBraces(word: ShellWord): ShellWord[] {
  const done: ShellWord[] = [];
  const open = [word];
  for (let next = open.pop(); next; next = open.pop()) {
    const made = done.length + open.length < MOST ? expandFirst(next) : undefined;
    if (made) open.push(...made.reverse());
    else done.push(next);
  }
  return done;
}

function expandFirst({ parts }: ShellWord): ShellWord[] | undefined {
  for (const [at, part] of parts.entries()) {
    if (part.type !== 'text' || part.quoted || !part.text.includes('{')) continue;
    const found = findBraces(part.text);
    if (!found) continue;
    return found.choices.map((choice) => ({
      parts: [...parts.slice(0, at), { ...part, text: found.before + choice + found.after }, ...parts.slice(at + 1)],
    }));
  }
  return undefined;
}

interface Braces {
  readonly before: string;
  readonly choices: string[];
  readonly after: string;
}

function findBraces(text: string): Braces | undefined {
  const start = text.indexOf('{');
  let depth = 0;
  let from = start + 1;
  const choices: string[] = [];
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '{') depth++;
    else if (character === ',' && depth === 1) {
      choices.push(text.slice(from, at));
      from = at + 1;
    } else if (character === '}' && --depth === 0) {
      const last = text.slice(from, at);
      const all = choices.length > 0 ? [...choices, last] : range(last);
      return all && { before: text.slice(0, start), choices: all, after: text.slice(at + 1) };
    }
  }
  return undefined;
}

function range(text: string): string[] | undefined {
  const numbers = /^(-?\d{1,6})\.\.(-?\d{1,6})$/.exec(text);
  const letters = /^([A-Za-z])\.\.([A-Za-z])$/.exec(text);
  const codes = (numbers ?? letters)?.slice(1).map((end) => (numbers ? Number(end) : end.charCodeAt(0)));
  const [from, to] = codes ?? [];
  if (from === undefined || to === undefined || Math.abs(to - from) >= MOST) return undefined;
  const step = Math.sign(to - from);
  const values = Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + index * step);
  return values.map((value) => (numbers ? String(value) : String.fromCharCode(value)));
}
