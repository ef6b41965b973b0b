/** What an expression comes to: a text, or a list of them. Undefined where that is only known when it runs. */
export type Value = string | readonly Value[] | undefined;

/** Items of a list that are looked at. */
export const MOST_ITEMS = 5_000;

/** Stands for what is only known when it runs. */
export const UNKNOWN = '\ufffc';

/** The value as one text. */
export function plain(value: Value): string {
  if (value === undefined) return UNKNOWN;
  return typeof value === 'string' ? value : value.map(plain).join(' ');
}
