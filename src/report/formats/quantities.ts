/** `170.4 MB`: decimal units, as registries count. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 file`, `2 files`. */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const UNITS: readonly (readonly [number, string])[] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
];

/** `3 hours ago`. */
export function ago(moment: string, now: Date): string {
  const passed = now.getTime() - Date.parse(moment);
  if (Number.isNaN(passed)) return 'at an unknown time';
  if (passed < -60_000) return 'in the future: this clock, or that, is wrong';
  const unit = UNITS.find(([length]) => passed >= length);
  return unit ? `${counted(Math.floor(passed / unit[0]), unit[1])} ago` : 'just now';
}
