import { createHash } from 'node:crypto';

/** One key that is let in. */
export interface AuthorizedKey {
  readonly type: string;
  /** As `ssh-keygen -l` tells it: `SHA256:…`. */
  readonly fingerprint: string;
  readonly comment: string;
  /** What stands in front: `command="…",no-pty`. */
  readonly options: string;
  /** From 1. */
  readonly line: number;
}

const MOST_KEYS = 1_000;
const KEY =
  /(?:^|\s)((?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)(?:-cert-v01@openssh\.com)?)\s+(AAAA[A-Za-z0-9+/]{16,16000}={0,3})(?:\s+(\S.{0,1000}))?\s*$/;

/** Reads an authorized_keys file. */
export function readAuthorizedKeys(text: string): AuthorizedKey[] {
  const keys: AuthorizedKey[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (keys.length >= MOST_KEYS) break;
    const line = raw.slice(0, 32_768).trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = KEY.exec(line);
    const [, type = '', blob = '', comment = ''] = match ?? [];
    if (!match) continue;
    const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64').replace(/=+$/, '');
    keys.push({
      type,
      fingerprint: `SHA256:${digest}`,
      comment: comment.trim(),
      options: line.slice(0, match.index).trim(),
      line: index + 1,
    });
  }
  return keys;
}

/** The command that a key is bound to. */
export function boundCommand({ options }: AuthorizedKey): string | undefined {
  return /(?:^|,)command="((?:[^"\\]|\\.){0,4000})"/i.exec(options)?.[1]?.replaceAll('\\"', '"');
}

/** May the key do nothing but run its command? As git and backup servers bind theirs. */
export function isBound(key: AuthorizedKey): boolean {
  return boundCommand(key) !== undefined && /(?:^|,)(?:restrict|no-pty|no-port-forwarding)\b/i.test(key.options);
}

/** Keys whose private half is published, by fingerprint. */
export const publishedKeys: ReadonlyMap<string, string> = new Map([
  ['SHA256:1M4RzhMyWuFS/86uPY/ce2prh/dVTHW7iD2RhpquOZA', 'the insecure key of Vagrant'],
  ['SHA256:WkvqjnyPAeC0cbPErYiGP9vqHdgL1MqqvPdIe3lvHgI', 'the insecure key of Vagrant (Ed25519)'],
  ['SHA256:mNz9adiNUt9xnouQa1sVz3M2zmUV/nTEjUOucMNM9l4', 'the insecure key of phusion/baseimage'],
  ['SHA256:9prMbqhS4QteoFQ1ZRJDqSBLWoHXPyKB0iWR05Ghro4', 'the key of F5 BIG-IP (CVE-2012-1493)'],
]);
