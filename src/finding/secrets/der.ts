/** One value of a DER structure: its tag, and where its content stands. */
export interface DerValue {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

export const DER = { integer: 0x02, octets: 0x04, object: 0x06, sequence: 0x30 } as const;

/** The value at an offset, or undefined where there is none that fits. `end` may lie behind bytes that were cut. */
export function derValue(bytes: Uint8Array, offset: number): DerValue | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 3 || offset + 2 + count > bytes.length) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[offset + 2 + i] ?? 0);
  return { tag, start: offset + 2 + count, end: offset + 2 + count + length };
}

/** The values inside of one, at most `most`, as far as they lie within the bytes. */
export function derMembers(bytes: Uint8Array, value: DerValue, most: number): DerValue[] {
  const members: DerValue[] = [];
  let offset = value.start;
  while (members.length < most && offset < Math.min(value.end, bytes.length)) {
    const member = derValue(bytes, offset);
    if (!member || member.end > value.end) break;
    members.push(member);
    offset = member.end;
  }
  return members;
}

/** An unsigned number. */
export function derNumber(bytes: Uint8Array, { start, end }: DerValue): bigint {
  const hex = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.max(0, Math.min(end, bytes.length) - start),
  ).toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
}
