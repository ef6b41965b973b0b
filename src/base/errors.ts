/** The caller asked for something that cannot be: a bad flag, reference or file. Exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly code: UsageCode;
  constructor(code: UsageCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
export type UsageCode =
  | 'bad-flag'
  | 'bad-reference'
  | 'bad-platform'
  | 'no-such-platform'
  | 'no-such-file'
  | 'no-such-image'
  | 'unknown-source'
  | 'unsupported-image'
  | 'bad-output'
  | 'bad-config';

/** Something outside did not answer: a registry, a daemon, a disk, time. Exit 3. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
  readonly code: UnavailableCode;
  constructor(code: UnavailableCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
export type UnavailableCode =
  | 'unreachable'
  | 'unauthorized'
  | 'rate-limited'
  | 'server-error'
  | 'not-found'
  | 'timed-out'
  | 'interrupted'
  | 'disk'
  | 'credential-helper'
  | 'rule-engine';

/** The bytes are not what they claim to be: a wrong digest, a broken manifest. Exit 4. */
export class IntegrityError extends Error {
  override readonly name = 'IntegrityError';
  readonly code: IntegrityCode;
  constructor(code: IntegrityCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
export type IntegrityCode =
  | 'wrong-digest'
  | 'wrong-size'
  | 'bad-manifest'
  | 'bad-config'
  | 'bad-archive'
  | 'missing-blob'
  | 'over-limit';

/** The bytes of one file or structure could not be understood. Parsers in format/ throw it; callers turn it into a Problem. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** The message of anything thrown, on one line. */
export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/\s+/g, ' ').trim();
}
