import { styleText } from 'node:util';
import { printable } from '../../base/printable.ts';
import type { FormatOptions } from '../format-options.ts';
import { formatCount } from './quantities.ts';

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** What every part of a page needs: how wide it may be, and how it is coloured. */
export interface Layout {
  /** Columns. Paths may stick out: one that is broken cannot be copied. */
  readonly width: number;
  readonly paint: Paint;
  readonly now: Date;
}

const LISTED = 20;
const LONGEST_TEXT = 2_000;
const WIDEST_FIRST_COLUMN = 48;

export function createLayout({ color, width, now = new Date() }: FormatOptions): Layout {
  return {
    width,
    now,
    paint: color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text,
  };
}

/** A part of the page under its title; nothing where there are no lines. */
export function section(layout: Layout, name: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [layout.paint('bold', name.charAt(0).toUpperCase() + name.slice(1)), ...lines];
}

/** Text of the image, on one line and without anything a terminal would act on. */
export function show(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim(), LONGEST_TEXT);
}

/** The same, cut off where the line ends. */
export function showShort(text: string, longest: number): string {
  return printable(text.replace(/\s+/g, ' ').trim(), Math.max(longest, 8));
}

/** Breaks at spaces; the first line begins with `start`, the others below where its text began. */
export function wrap(start: string, text: string, width: number): string[] {
  const indent = ' '.repeat(start.length);
  const lines: string[] = [];
  let line = start;
  for (const word of text.split(' ')) {
    const full = line.length > indent.length && line.length + 1 + word.length > width;
    if (full) lines.push(line);
    if (full) line = indent + word;
    else line += line.length > indent.length ? ` ${word}` : word;
  }
  return [...lines, line];
}

/** Rows of two cells, the second ones in a column of their own unless the first are too wide for that. */
export function twoColumns(rows: readonly (readonly [string, string])[]): string[] {
  const widest = rows.reduce(
    (most, [first]) => (first.length > WIDEST_FIRST_COLUMN ? most : Math.max(most, first.length)),
    0,
  );
  return rows.map(([first, second]) => `  ${first.padEnd(widest)}  ${second}`);
}

/** The first rows, and how many more there are. */
export function shortened<Row>(rows: readonly Row[], write: (rows: readonly Row[]) => string[]): string[] {
  if (rows.length <= LISTED) return write(rows);
  const more = `  … and ${formatCount(rows.length - LISTED)} more: --format json lists them`;
  return [...write(rows.slice(0, LISTED)), more];
}
