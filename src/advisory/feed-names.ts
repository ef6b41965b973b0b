import { FormatError } from '../base/errors.ts';

/** Names of the files of one feed, all in one folder. */
export interface FeedNames {
  readonly manifest: string;
  readonly checked: string;
  readonly lock: string;
  /** Another name for each generation. */
  compiled(token: string): string;
  temporary(token: string): string;
  /** Whether it is a compiled or temporary file of this feed. */
  owns(name: string): boolean;
}

const GENERATION = /^[0-9a-f]{16}\.(?:feed|tmp)$/;
const LONGEST = 160;

/** `osv~npm.json`. Feeds may be called `Rocky Linux` or `SLES:15.5`; no file system is asked to store that. */
export function feedNames(source: string, feed: string): FeedNames {
  const key = `${safe(source)}~${safe(feed)}`;
  if (key.length > LONGEST) throw new FormatError(`the feed ${key.slice(0, LONGEST)} has too long a name`);
  return {
    manifest: `${key}.json`,
    checked: `${key}.checked`,
    lock: `${key}.lock`,
    compiled: (token) => `${key}.${token}.feed`,
    temporary: (token) => `${key}.${token}.tmp`,
    // The feed `v3` must not own what belongs to `v3.20`.
    owns: (name) => name.startsWith(`${key}.`) && GENERATION.test(name.slice(key.length + 1)),
  };
}

function safe(name: string): string {
  return Array.from(Buffer.from(name), (byte) => {
    const letter = String.fromCharCode(byte);
    return /[A-Za-z0-9._-]/.test(letter) ? letter : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}
