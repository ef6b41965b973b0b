/** Bytes that grow at the end. */
export interface ByteWriter {
  bytes: Buffer;
  length: number;
}

export function byteWriter(capacity = 256): ByteWriter {
  return { bytes: Buffer.allocUnsafeSlow(capacity), length: 0 };
}

/** What was written so far; shares memory with the writer. */
export function writtenBytes(writer: ByteWriter): Buffer {
  return writer.bytes.subarray(0, writer.length);
}

export function putByte(writer: ByteWriter, value: number): void {
  reserve(writer, 1);
  writer.bytes[writer.length++] = value;
}

/** A whole number from 0 to 2^53 - 1 in groups of seven bits, the lowest first. */
export function putNumber(writer: ByteWriter, value: number): void {
  reserve(writer, 8);
  let left = value;
  while (left >= 0x80) {
    writer.bytes[writer.length++] = (left % 0x80) + 0x80;
    left = Math.floor(left / 0x80);
  }
  writer.bytes[writer.length++] = left;
}

/** A whole number of either sign; small ones are short. */
export function putSigned(writer: ByteWriter, value: number): void {
  putNumber(writer, value < 0 ? -2 * value - 1 : 2 * value);
}

export function putUint16(writer: ByteWriter, value: number): void {
  reserve(writer, 2);
  writer.length = writer.bytes.writeUInt16LE(value, writer.length);
}

export function putUint32(writer: ByteWriter, value: number): void {
  reserve(writer, 4);
  writer.length = writer.bytes.writeUInt32LE(value, writer.length);
}

export function putDouble(writer: ByteWriter, value: number): void {
  reserve(writer, 8);
  writer.length = writer.bytes.writeDoubleLE(value, writer.length);
}

/** UTF-8 with its length before it. Halves of surrogate pairs become U+FFFD. */
export function putText(writer: ByteWriter, text: string): void {
  const length = Buffer.byteLength(text);
  putNumber(writer, length);
  reserve(writer, length);
  writer.length += writer.bytes.write(text, writer.length);
}

export function putBytes(writer: ByteWriter, bytes: Uint8Array): void {
  reserve(writer, bytes.length);
  writer.bytes.set(bytes, writer.length);
  writer.length += bytes.length;
}

function reserve(writer: ByteWriter, count: number): void {
  const needed = writer.length + count;
  if (needed <= writer.bytes.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, writer.bytes.length * 2));
  larger.set(writtenBytes(writer));
  writer.bytes = larger;
}
