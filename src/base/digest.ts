import { createHash } from 'node:crypto';
import { FormatError } from './errors.ts';

/** `algorithm:hex`, as OCI writes it. sha256 and sha512 are known. */
export type Digest = `${'sha256' | 'sha512'}:${string}`;

const SHAPE = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;

export function isDigest(text: unknown): text is Digest {
  return typeof text === 'string' && SHAPE.test(text);
}

/** @throws FormatError when the text is no digest of a known algorithm. */
export function parseDigest(text: unknown): Digest {
  if (isDigest(text)) return text;
  throw new FormatError(`not a sha256 or sha512 digest: ${JSON.stringify(String(text).slice(0, 100))}`);
}

export function digestAlgorithm(digest: Digest): 'sha256' | 'sha512' {
  return digest.startsWith('sha512:') ? 'sha512' : 'sha256';
}

export function digestHex(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** sha256 of bytes at hand. */
export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
