import type { Clue } from '../clue.ts';

/** The languages whose programs are told apart here. */
export type SourceLanguage =
  | 'python'
  | 'perl'
  | 'php'
  | 'ruby'
  | 'node'
  | 'lua'
  | 'java'
  | 'go'
  | 'powershell'
  | 'awk'
  | 'asp'
  | 'shell';

/** Something hostile in a text, wherever that text may stand. */
export interface Recognition {
  readonly rule: ProgramRule;
  readonly weight: Clue['weight'];
  readonly family: Clue['family'];
  /** Characters before it in the text. */
  readonly at: number;
  readonly excerpt: string;
  /** A clause for the story. */
  readonly does: string;
}

export type ProgramRule =
  | 'malware/reverse-shell-program'
  | 'malware/bind-shell-program'
  | 'malware/encoded-program'
  | 'malware/program-fetched-and-run'
  | 'malware/environment-sent-away'
  | 'malware/web-shell';

const LONGEST_EXCERPT = 200;

/** The line that a place of a text stands on, cut short around it. */
export function excerptAt(text: string, at: number, length = LONGEST_EXCERPT): string {
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const start = at - lineStart > 60 ? at - 20 : lineStart;
  return text
    .slice(start, start + length)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The text around a place. */
export function around(text: string, at: number, { before, after }: { before: number; after: number }): string {
  return text.slice(Math.max(at - before, 0), at + after);
}

/** Places of a pattern, so many at most. */
export function* places(text: string, pattern: RegExp, most = 48): Generator<RegExpExecArray> {
  let count = 0;
  for (const match of text.matchAll(pattern)) {
    yield match;
    if (++count >= most) return;
  }
}

const ORDER = ['certain', 'strong', 'weak'] as const;

/** The heaviest recognition of each rule, in the order of their places. */
export function heaviest(found: Iterable<Recognition>): Recognition[] {
  const best = new Map<string, Recognition>();
  for (const one of found) {
    const known = best.get(one.rule);
    if (!known || ORDER.indexOf(one.weight) < ORDER.indexOf(known.weight)) best.set(one.rule, one);
  }
  return [...best.values()].sort((a, b) => a.at - b.at);
}
