/** The day of a moment, in UTC: `YYYY-MM-DD`. Days compare as text. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 'YYYY-MM-DD'.length);
}
