/** A block after the Burrows-Wheeler transform: in the low 8 bits the byte, above them where the next one stands. */
export interface LinkedBlock {
  readonly links: Uint32Array;
  readonly length: number;
  /** Where the first one's link stands. */
  readonly origin: number;
}

const CHUNK = 64 * 1024;
/** After so many equal bytes stands how often they repeat. */
const RUN = 4;
const CRC = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

/** The bytes of a block: follows the links and undoes the first run-length coding. The checksum holds once all were read. */
export function createBlockOutput({ links, length, origin }: LinkedBlock) {
  let crc = 0xffffffff;

  function* bytes(): Generator<Uint8Array> {
    const chunk = Buffer.alloc(CHUNK + 256);
    let filled = 0;
    let place = (links[origin] ?? 0) >>> 8;
    let previous = -1;
    let equal = 0;
    for (let i = 0; i < length; i++) {
      const entry = links[place] ?? 0;
      place = entry >>> 8;
      const byte = entry & 0xff;
      if (equal === RUN) {
        chunk.fill(previous, filled, filled + byte);
        for (let n = 0; n < byte; n++) crc = ((crc << 8) ^ (CRC[(crc >>> 24) ^ previous] ?? 0)) >>> 0;
        filled += byte;
        equal = 0;
        previous = -1;
      } else {
        equal = byte === previous ? equal + 1 : 1;
        previous = byte;
        crc = ((crc << 8) ^ (CRC[(crc >>> 24) ^ byte] ?? 0)) >>> 0;
        chunk[filled++] = byte;
      }
      if (filled < CHUNK) continue;
      yield chunk.subarray(0, filled);
      filled = 0;
    }
    if (filled > 0) yield chunk.subarray(0, filled);
  }

  return { bytes, checksum: () => ~crc >>> 0 };
}
