/** A value of a header: a text, a list of texts, or a list of integers of some width. */
export type TagValue = string | readonly string[] | { readonly int8: readonly number[] } | Integers;
interface Integers {
  readonly int16?: readonly number[];
  readonly int32?: readonly number[];
  readonly int64?: readonly number[];
}

/** A package header as databases hold it, from its tags. */
export function rpmHeaderBytes(tags: readonly (readonly [tag: number, value: TagValue])[]): Buffer {
  let data = Buffer.alloc(0);
  const index = tags.map(([tag, value]) => {
    const { type, count, bytes, width } = encode(value);
    data = Buffer.concat([data, Buffer.alloc((width - (data.length % width)) % width)]);
    const entry = Buffer.alloc(16);
    for (const [i, number] of [tag, type, data.length, count].entries()) entry.writeUInt32BE(number, 4 * i);
    data = Buffer.concat([data, bytes]);
    return entry;
  });
  const counts = Buffer.alloc(8);
  counts.writeUInt32BE(tags.length, 0);
  counts.writeUInt32BE(data.length, 4);
  return Buffer.concat([counts, ...index, data]);
}

function encode(value: TagValue): { type: number; count: number; bytes: Buffer; width: number } {
  if (typeof value === 'string') return { type: 6, count: 1, bytes: Buffer.from(`${value}\0`), width: 1 };
  if (isTexts(value)) return { type: 8, count: value.length, bytes: Buffer.from(`${value.join('\0')}\0`), width: 1 };
  if ('int8' in value) return { type: 2, count: value.int8.length, bytes: Buffer.from(value.int8), width: 1 };
  const [type, width, numbers] = value.int16
    ? ([3, 2, value.int16] as const)
    : value.int32
      ? ([4, 4, value.int32] as const)
      : ([5, 8, value.int64 ?? []] as const);
  const bytes = Buffer.alloc(width * numbers.length);
  for (const [i, number] of numbers.entries()) {
    if (width === 8) bytes.writeBigUInt64BE(BigInt(number), 8 * i);
    else bytes.writeUIntBE(number, width * i, width);
  }
  return { type, count: numbers.length, bytes, width };
}

function isTexts(value: TagValue): value is readonly string[] {
  return Array.isArray(value);
}
