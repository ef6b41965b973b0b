import { FormatError } from '../../base/errors.ts';
import { BLOCK } from './header.ts';

/** Cuts chunks of any size into blocks of 512 bytes and bodies that fill whole blocks. */
export interface BlockStream {
  write(chunk: Uint8Array): void;
  /** @throws FormatError when the stream is over inside a block or body; padding may be missing. */
  end(): void;
  /** What comes next is a body of that many bytes: `taker` gets it in pieces, then `done` is called. */
  body(size: number, taker: BodyTaker | undefined, done: (() => void) | undefined): void;
  /** What comes next is a body that is wanted whole. */
  collect(size: number, use: (bytes: Buffer) => void): void;
  /** Whatever comes next is of no interest. */
  stop(): void;
}

export type BodyTaker = (chunk: Uint8Array, last: boolean) => void;

export function createBlockStream(onBlock: (block: Uint8Array) => void): BlockStream {
  let left = 0; // bytes of the current body still to come
  let padding = 0; // bytes up to the next block
  let take: BodyTaker | undefined;
  let finish: (() => void) | undefined;
  let stopped = false;
  const carry = Buffer.alloc(BLOCK);
  let carried = 0;

  return {
    write(chunk) {
      let position = 0;
      while (position < chunk.length && !stopped) {
        if (left > 0) {
          const length = Math.min(left, chunk.length - position);
          left -= length;
          take?.(chunk.subarray(position, position + length), left === 0);
          position += length;
          if (left === 0) bodyDone();
        } else if (padding > 0) {
          const length = Math.min(padding, chunk.length - position);
          padding -= length;
          position += length;
        } else if (carried > 0 || chunk.length - position < BLOCK) {
          const length = Math.min(BLOCK - carried, chunk.length - position);
          carry.set(chunk.subarray(position, position + length), carried);
          carried += length;
          position += length;
          if (carried === BLOCK) {
            carried = 0;
            onBlock(carry);
          }
        } else {
          onBlock(chunk.subarray(position, position + BLOCK));
          position += BLOCK;
        }
      }
    },
    end() {
      if (stopped) return;
      if (left > 0) throw new FormatError(`tar: ends ${left} bytes before the end of a file`);
      if (carried > 0) throw new FormatError('tar: ends inside a header');
    },
    body,
    collect(size, use) {
      const bytes = Buffer.alloc(size);
      let filled = 0;
      body(
        size,
        (chunk) => {
          bytes.set(chunk, filled);
          filled += chunk.length;
        },
        () => use(bytes),
      );
    },
    stop() {
      stopped = true;
    },
  };

  function body(size: number, taker: BodyTaker | undefined, done: (() => void) | undefined): void {
    left = size;
    padding = (BLOCK - (size % BLOCK)) % BLOCK;
    take = taker;
    finish = done;
    if (size === 0) bodyDone();
  }

  function bodyDone(): void {
    const done = finish;
    take = undefined;
    finish = undefined;
    done?.();
  }
}
