/** The order of ids and names wherever advisories are sorted: by UTF-16 unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
