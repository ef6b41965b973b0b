import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';

/** A record that stays in its database until it is wanted. */
export interface StoredRecord {
  /** Bytes, as the database claims. */
  readonly size: number;
  /** The bytes, read anew at each call. @throws FormatError when they are damaged or over `limits.databaseRecord`. */
  read(): Uint8Array;
}

/** Room for a record of the claimed size. @throws FormatError over `limits.databaseRecord`. */
export function recordBuffer(size: number): Uint8Array {
  if (size > limits.databaseRecord) throw new FormatError(`a record of ${size} bytes is over the limit`);
  return new Uint8Array(size);
}

/** A cut database still shows its first records, though those it has lost no longer fit in. */
const OVERDRAFT = 8;

/**
 * Records that share their bytes could make a small file cost a large one's time.
 * @returns a function to call with each record's size: it throws FormatError once all together far exceed the file.
 */
export function sizeBudget(fileSize: number): (recordSize: number) => void {
  let left = fileSize * OVERDRAFT;
  return (recordSize) => {
    left -= recordSize;
    if (left < 0) throw new FormatError('its records together are far larger than the database');
  };
}
