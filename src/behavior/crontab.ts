/** One line of a crontab that starts something. */
export interface CronLine {
  /** Five fields, or a word like `@reboot`. */
  readonly schedule: string;
  readonly user?: string;
  /** For the shell. */
  readonly command: string;
  /** What the command reads. */
  readonly input?: string;
  /** From 1. */
  readonly line: number;
}

const MOST_LINES = 10_000;
const LONGEST_LINE = 20_000;

/**
 * Reads a crontab. System tables have a column for the user; a line that lacks it, by the names that there are, is told
 * without a user: cron of Debian rejects it, others run it.
 */
export function readCrontab(
  text: string,
  { hasUser, users }: { readonly hasUser: boolean; readonly users?: ReadonlySet<string> },
): CronLine[] {
  const found: CronLine[] = [];
  for (const [index, raw] of text.split('\n', MOST_LINES).entries()) {
    const line = raw.slice(0, LONGEST_LINE).trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = /^(@\w+|(?:[\d*,/A-Za-z-]+\s+){4}[\d*,/A-Za-z-]+)\s+(.*)$/.exec(line);
    const [, schedule = '', rest = ''] = match ?? [];
    if (!match || rest === '') continue;
    const [, first, behind] = (hasUser ? /^([a-z_][\w.-]*\$?)\s+(\S.*)$/i.exec(rest) : undefined) ?? [];
    const isUser = first !== undefined && (!users || users.has(first));
    const [user, command] = isUser ? [first, behind] : [];
    // A percent sign ends the command: what follows is its input, further ones end its lines.
    const [whole = '', ...input] = (command ?? rest).split(/(?<!\\)%/);
    found.push({
      schedule,
      ...(user ? { user } : {}),
      command: whole.replaceAll('\\%', '%').trimEnd(),
      ...(input.length > 0 ? { input: input.join('\n').replaceAll('\\%', '%') } : {}),
      line: index + 1,
    });
  }
  return found;
}
