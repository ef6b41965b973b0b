import { setTimeout as delay } from 'node:timers/promises';
import type { AdvisorySource } from './advisory-source.ts';

/** How one source is to be called from here. */
export interface Admission {
  /** Secrets among them: not for messages. */
  readonly headers: Readonly<Record<string, string>>;
  /** Waits until the next call is allowed. */
  turn(signal: AbortSignal): Promise<void>;
}

export const freeAdmission: Admission = { headers: {}, turn: async () => {} };

/** All callers in this process share a source's allowance. */
const calls = new Map<string, number[]>();

/** What the source asks of callers, where it is asked itself: a mirror under another address wants nothing, and gets no secret. */
export function admissionTo(
  source: Pick<AdvisorySource, 'name' | 'address' | 'access'>,
  { root, environment }: { root: URL; environment: Readonly<Record<string, string | undefined>> },
): Admission {
  const { access } = source;
  if (!access || root.href !== new URL(source.address).href) return freeAdmission;
  const secret = environment[access.secret.variable]?.trim() ?? '';
  const isUsable = /^[\x21-\x7e]{1,200}$/.test(secret);
  const allowed = isUsable ? access.callsWithSecret : access.calls;
  return {
    headers: isUsable ? { [access.secret.header]: secret } : {},
    turn: (signal) => takeTurn(source.name, { allowed, windowMs: access.windowMs, signal }),
  };
}

async function takeTurn(
  name: string,
  { allowed, windowMs, signal }: { allowed: number; windowMs: number; signal: AbortSignal },
): Promise<void> {
  const times = calls.get(name) ?? [];
  calls.set(name, times);
  const now = performance.now();
  const first = times.at(-allowed);
  // Turns are taken when they are asked for, so that those who wait at one time do not all go at one time.
  const at = Math.max(now, first === undefined ? now : first + windowMs);
  times.push(at);
  if (times.length > 2 * allowed) times.splice(0, times.length - allowed);
  if (at > now) await delay(at - now, undefined, { signal });
}
