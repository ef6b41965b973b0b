import zlib from 'node:zlib';
import { FormatError } from '../../base/errors.ts';
import { syncInflater } from './sync-zlib.ts';

/**
 * Inflates gzip of one or more members (RFC 1952), chunk by chunk.
 * A yielded chunk is overwritten by the next one.
 * @throws FormatError at damage, a cut, or bytes after the end that are neither a member nor zero padding.
 */
export function* gunzip(chunks: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield* syncInflater(zlib.createGunzip(), {
    finish: zlib.constants.Z_FINISH,
    format: 'gzip',
    after: 'zeros',
  })(chunks);
}

/** Inflates a raw deflate or zlib stream whose whole input is at hand. @throws FormatError at damage or over `largest` bytes. */
export function inflateWhole(
  bytes: Uint8Array,
  options: { format: 'deflate' | 'zlib' | 'gzip'; largest: number },
): Buffer {
  const inflate = { deflate: zlib.inflateRawSync, zlib: zlib.inflateSync, gzip: zlib.gunzipSync }[options.format];
  try {
    return inflate(bytes, { maxOutputLength: options.largest });
  } catch (error) {
    throw new FormatError(`${options.format}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The bytes inflated where they are gzip, else as they are. @throws FormatError at damage or over `largest` bytes. */
export function gunzipWhole(bytes: Uint8Array, largest: number): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? inflateWhole(bytes, { format: 'gzip', largest }) : bytes;
}
