import { BLOCK } from './header.ts';

/** What is written of one regular file. */
export interface WrittenFile {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
}

/** The blocks before a file's bytes (POSIX ustar; a PAX record before them where the name is too long for that). */
export function tarHeader({ name, size, mtime }: WrittenFile): Buffer {
  const bytes = Buffer.from(name);
  if (bytes.length <= LONGEST_NAME) return header({ name: bytes, size, mtime, flag: '0' });
  const record = paxRecord('path', name);
  return Buffer.concat([
    header({ name: Buffer.from('PaxHeaders/file'), size: record.length, mtime, flag: 'x' }),
    record,
    tarPadding(record.length),
    header({ name: bytes.subarray(0, LONGEST_NAME), size, mtime, flag: '0' }),
  ]);
}

/** What fills up the last block of a file of so many bytes. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** What ends an archive. */
export const tarEnd: Uint8Array = new Uint8Array(2 * BLOCK);

const LONGEST_NAME = 100;

interface Header {
  readonly name: Uint8Array;
  readonly size: number;
  readonly mtime: number;
  readonly flag: '0' | 'x';
}

function header({ name, size, mtime, flag }: Header): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.set(name);
  const number = (value: number, offset: number, length: number): void => {
    block.write(
      `${Math.max(0, value)
        .toString(8)
        .padStart(length - 1, '0')}\0`,
      offset,
      'latin1',
    );
  };
  number(0o644, 100, 8);
  number(0, 108, 8);
  number(0, 116, 8);
  number(size, 124, 12);
  number(mtime, 136, 12);
  block.write(flag, 156, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  // The checksum counts its own field as spaces.
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** `length key=value\n`, where the length counts itself. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (rest.length + String(length).length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}
