import { FormatError, IntegrityError, messageOf, UnavailableError, UsageError } from '../base/errors.ts';
import { printable } from '../base/printable.ts';

const LONGEST_MESSAGE = 2_000;

/** The exit code an error calls for. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  if (error instanceof UnavailableError) return 3;
  if (error instanceof IntegrityError || error instanceof FormatError) return 4;
  return 70;
}

/** The error for a person: what, where, and what to do. Never an escape code that came with it. */
export function explain(error: unknown): string {
  const message = printable(messageOf(error), LONGEST_MESSAGE);
  if (exitCodeOf(error) !== 70) return `tidewaiter: ${message}`;
  const stack = error instanceof Error && error.stack ? `\n${error.stack.split('\n').slice(1, 8).join('\n')}` : '';
  return `tidewaiter: this is a bug, please report it: ${message}${stack}`;
}
