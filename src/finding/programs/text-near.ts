import type { ContentPlace } from '../content/content-signal.ts';

const LONGEST_LINE = 400;

/** The text around a place, from the start of a line where there is one: half a line does not say that it is a comment. */
export function textNear({ text, isStart }: ContentPlace): string {
  const end = isStart ? -1 : text.slice(0, LONGEST_LINE).indexOf('\n');
  return text.slice(end + 1);
}
