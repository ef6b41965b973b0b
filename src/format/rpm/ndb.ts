import { FormatError } from '../../base/errors.ts';
import { byteView } from '../byte-view.ts';
import { type RandomAccess, readExactly } from '../random-access.ts';
import { recordBuffer, type StoredRecord, sizeBudget } from '../stored-record.ts';

const MAGIC = 0x506d7052; // "RpmP"
const SLOT_MAGIC = 0x746f6c53; // "Slot"
const BLOB_MAGIC = 0x53626c42; // "BlbS"
const SLOT_PAGE = 4096;
const SLOT_SIZE = 16;
const BLOCK_SIZE = 16;
/** The file's header takes the place of the first two slots. */
const HEADER_SIZE = 2 * SLOT_SIZE;

export function isNdb(source: RandomAccess): boolean {
  const start = source.readAt(0, 4);
  return start.length === 4 && byteView(start, 'little').u32(0) === MAGIC;
}

/**
 * The package headers of rpm's own database, `Packages.db`. Layout: lib/backend/ndb/rpmpkg.c of rpm 4.17.
 * @throws FormatError where its slots are damaged.
 */
export function* ndbRecords(source: RandomAccess): Generator<StoredRecord> {
  const header = byteView(readExactly(source, 0, HEADER_SIZE), 'little');
  if (header.u32(0) !== MAGIC || header.u32(4) !== 0) throw new FormatError('not an rpm ndb database');
  const slotPages = header.u32(12);
  if (slotPages * SLOT_PAGE > source.size) throw new FormatError(`${slotPages} slot pages are more than the file`);
  const spend = sizeBudget(source.size);
  for (let number = 0; number < slotPages; number++) {
    const page = byteView(Uint8Array.from(readExactly(source, number * SLOT_PAGE, SLOT_PAGE)), 'little');
    for (let at = number === 0 ? HEADER_SIZE : 0; at < SLOT_PAGE; at += SLOT_SIZE) {
      if (page.u32(at) !== SLOT_MAGIC) throw new FormatError(`slot ${at / SLOT_SIZE} of page ${number} is damaged`);
      const index = page.u32(at + 4);
      if (index === 0) continue;
      const place = { index, at: page.u32(at + 8) * BLOCK_SIZE, blocks: page.u32(at + 12) };
      const size = place.blocks * BLOCK_SIZE;
      spend(size);
      yield { size, read: () => readBlob(source, place) };
    }
  }
}

function readBlob(source: RandomAccess, place: { index: number; at: number; blocks: number }): Uint8Array {
  const head = byteView(readExactly(source, place.at, BLOCK_SIZE), 'little');
  if (head.u32(0) !== BLOB_MAGIC || head.u32(4) !== place.index) {
    throw new FormatError(`the header of package ${place.index} is not where its slot says`);
  }
  const size = head.u32(12);
  if (size > place.blocks * BLOCK_SIZE) throw new FormatError(`the header of package ${place.index} leaves its blocks`);
  const blob = recordBuffer(size);
  blob.set(readExactly(source, place.at + BLOCK_SIZE, size));
  return blob;
}
