/** A view for reading numbers; shares the bytes, so it is valid as long as they are. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An unsigned 64-bit number; rounded beyond 2^53, as only kernel addresses are. */
export function readAddress(view: DataView, at: number, littleEndian: boolean): number {
  const low = view.getUint32(littleEndian ? at : at + 4, littleEndian);
  const high = view.getUint32(littleEndian ? at + 4 : at, littleEndian);
  // Small integers stay small integers: this is twice as fast as always multiplying.
  return high === 0 ? low : high * 0x1_0000_0000 + low;
}

/** The text up to the first NUL or the end. Bytes that are no UTF-8 become replacement characters. */
export function textUntilNul(bytes: Uint8Array, start: number): string {
  if (start >= bytes.length) return '';
  let end = start;
  while (end < bytes.length && bytes[end] !== 0) end++;
  return bufferOf(bytes).toString('utf8', start, end);
}

/** The same bytes with Node's methods; no copy. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
