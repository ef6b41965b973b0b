import { IntegrityError, UsageError } from '../../src/base/errors.ts';

/** For `assert.throws` and `assert.rejects`: a UsageError of that code, whose message matches. */
export function usage(code: UsageError['code'], message = /./): (error: unknown) => boolean {
  return (error) => error instanceof UsageError && error.code === code && message.test(error.message);
}

/** For `assert.throws` and `assert.rejects`: an IntegrityError of that code, whose message matches. */
export function integrity(code: IntegrityError['code'], message = /./): (error: unknown) => boolean {
  return (error) => error instanceof IntegrityError && error.code === code && message.test(error.message);
}
