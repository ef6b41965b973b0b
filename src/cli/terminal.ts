/** May the report on standard output be coloured? NO_COLOR and FORCE_COLOR decide before the terminal does. */
export function useColor(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR && process.env.FORCE_COLOR !== '0') return true;
  return process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}

/** Columns to write for: the terminal's, within what is readable; 80 where there is none. */
export function terminalWidth(): number {
  return Math.min(100, Math.max(60, process.stdout.columns ?? 80));
}
