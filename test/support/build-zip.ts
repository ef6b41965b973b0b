import { crc32, deflateRawSync } from 'node:zlib';

/** One member of a zip made for a test; the odd fields make archives that only attackers write. */
export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly content: Uint8Array | string;
  readonly deflated?: boolean;
  readonly utf8?: boolean;
  readonly encrypted?: boolean;
  /** Sizes follow the data, as writers of streams do it. */
  readonly descriptor?: boolean;
  readonly method?: number;
  /** What the directory claims instead of the truth. */
  readonly claimedSize?: number;
  readonly claimedCompressedSize?: number;
  readonly claimedOffset?: number;
}

export interface ZipOptions {
  /** Bytes put before the archive, which its offsets do not count. */
  readonly prefix?: Uint8Array;
  readonly comment?: string;
  readonly zip64?: boolean;
}

/** Writes a zip archive. */
export function buildZip(members: readonly ZipMember[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { local, central } = memberRecords(member, offset, options.zip64 === true);
    parts.push(local);
    directory.push(central);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = endRecords({ entries: members.length, size: central.length, offset, options });
  return Buffer.concat([options.prefix ?? Buffer.alloc(0), ...parts, central, end]);
}

function memberRecords(member: ZipMember, offset: number, zip64: boolean): { local: Buffer; central: Buffer } {
  const name = Buffer.from(member.name);
  const plain = Buffer.from(member.content);
  const body = member.deflated ? deflateRawSync(plain) : plain;
  const flags = (member.encrypted ? 1 : 0) | (member.descriptor ? 8 : 0) | (member.utf8 ? 0x800 : 0);
  const size = member.claimedSize ?? plain.length;
  const start = member.claimedOffset ?? offset;
  const crc = crc32(plain) >>> 0;
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(flags, 2);
  head.writeUInt16LE(member.method ?? (member.deflated ? 8 : 0), 4);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(zip64 ? 0xffffffff : body.length, 14);
  head.writeUInt32LE(zip64 ? 0xffffffff : size, 18);
  head.writeUInt16LE(name.length, 22);
  const localHead = Buffer.from(head);
  if (member.descriptor) localHead.fill(0, 10, 22);
  const descriptor = Buffer.alloc(member.descriptor ? 16 : 0);
  if (member.descriptor) {
    descriptor.write('PK\x07\x08', 'latin1');
    descriptor.writeUInt32LE(crc, 4);
    descriptor.writeUInt32LE(body.length, 8);
    descriptor.writeUInt32LE(size, 12);
  }
  const extra = zip64 ? wideExtra([size, body.length, start]) : Buffer.alloc(0);
  const centralHead = Buffer.from(head);
  if (member.claimedCompressedSize !== undefined) centralHead.writeUInt32LE(member.claimedCompressedSize, 14);
  centralHead.writeUInt16LE(extra.length, 24);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(zip64 ? 0xffffffff : start, 10);
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), localHead, name, body, descriptor]),
    central: Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), centralHead, tail, name, extra]),
  };
}

function wideExtra(values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return extra;
}

function endRecords(end: { entries: number; size: number; offset: number; options: ZipOptions }): Buffer {
  const { entries, size, offset, options } = end;
  const record = Buffer.alloc(22);
  record.write('PK\x05\x06', 'latin1');
  record.writeUInt16LE(options.zip64 ? 0xffff : entries, 8);
  record.writeUInt16LE(options.zip64 ? 0xffff : entries, 10);
  record.writeUInt32LE(options.zip64 ? 0xffffffff : size, 12);
  record.writeUInt32LE(options.zip64 ? 0xffffffff : offset, 16);
  const comment = Buffer.from(options.comment ?? '');
  record.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...(options.zip64 ? [wideRecords(end)] : []), record, comment]);
}

function wideRecords({ entries, size, offset }: { entries: number; size: number; offset: number }): Buffer {
  const wide = Buffer.alloc(56 + 20);
  wide.write('PK\x06\x06', 'latin1');
  wide.writeBigUInt64LE(44n, 4);
  wide.writeBigUInt64LE(BigInt(entries), 24);
  wide.writeBigUInt64LE(BigInt(entries), 32);
  wide.writeBigUInt64LE(BigInt(size), 40);
  wide.writeBigUInt64LE(BigInt(offset), 48);
  wide.write('PK\x06\x07', 56, 'latin1');
  wide.writeBigUInt64LE(BigInt(offset + size), 64);
  wide.writeUInt32LE(1, 72);
  return wide;
}
