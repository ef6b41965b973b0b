import type { Random } from './random.ts';
import { paxRecord, type TarEntry, writeTar } from './tar-writer.ts';

/** A tar of a few entries, each odd in its own way. Most are sound enough for a reader to get past their first entry. */
export function hostileTar(random: Random): Buffer {
  const entries = Array.from({ length: 1 + random.below(4) }, () => hostileEntry(random));
  const tar = writeTar(entries, { format: random.pick(['pax', 'gnu']), end: random.below(3) > 0 });
  return random.below(4) === 0 ? damaged(tar, random) : tar;
}

function hostileEntry(random: Random): TarEntry {
  const body = random.pick(['', 'x', 'body', 'y'.repeat(511), 'z'.repeat(512), 'ab'.repeat(700), SPARSE_1_0]);
  const kind = random.below(10);
  if (kind === 0)
    return { path: 'meta', type: random.pick(['gnu-long-name', 'gnu-long-link']), body: random.pick(NAMES) };
  if (kind === 1) return { path: 'meta', type: random.pick(['pax-global', 'pax-header']), body: records(random) };
  const pax: Record<string, string> = {};
  if (kind < 6) for (let count = 1 + random.below(5); count > 0; count--) pax[random.pick(KEYS)] = random.pick(VALUES);
  if (kind === 6) Object.assign(pax, random.pick(SPARSE));
  return {
    path: random.pick(NAMES),
    body,
    ...(random.below(4) === 0 ? { link: random.pick(NAMES) } : {}),
    ...(Object.keys(pax).length > 0 ? { pax } : {}),
    ...(random.below(2) === 0 ? { patchHeader: (header: Buffer) => patch(header, random) } : {}),
  };
}

function records(random: Random): Buffer {
  const parts = Array.from({ length: random.below(4) }, () => paxRecord(random.pick(KEYS), random.pick(VALUES)));
  if (random.below(3) === 0) parts.push(Buffer.from(random.pick(DAMAGED_RECORDS)));
  return Buffer.concat(parts);
}

/** Changes one field of a header in a way that some reader takes amiss. */
function patch(header: Buffer, random: Random): void {
  const [offset, length] = random.pick(FIELDS);
  switch (random.below(5)) {
    case 0:
      header.write(random.pick(FLAGS), 156, 'latin1');
      return;
    case 1:
      header.write(
        random.pick(['ustar  \0', 'ustar\x0000', 'ustar\0\0\0', 'ustar \0\0', '\0\0\0\0\0\0\0\0']),
        257,
        'latin1',
      );
      if (random.below(3) === 0) header.write('tar\0', 508, 'latin1');
      if (random.below(2) === 0)
        header.write(random.pick(['prefix', '12345670', '\x80\0\0', '\xff\xff', 'a/\xe9']), 345, 'latin1');
      return;
    case 2:
      header.fill(0, offset, offset + length);
      header.write(random.pick(NUMBERS).slice(0, length), offset, 'latin1');
      return;
    case 3:
      header.fill(random.pick([0x20, 0x37, 0xff, 0x80, 0]), offset, offset + length);
      return;
    default:
      oldSparse(header, random);
  }
}

function oldSparse(header: Buffer, random: Random): void {
  header.write('S', 156);
  if (random.below(5) > 0) header.write('ustar  \0', 257, 'latin1');
  header.fill(0, 345, 512);
  const pieces = random.below(5);
  let at = 0;
  for (let i = 0; i < pieces; i++) {
    const length = random.pick([0, 1, 2, 4, 512]);
    header.write(octal(at), 386 + i * 24);
    header.write(octal(length), 398 + i * 24);
    at += length + random.pick([0, 0, 1, 100, -1]);
  }
  header.write(random.pick(['\0', '\0', '\x01', '1']), 482, 'latin1');
  header.write(random.pick([octal(at), octal(at + 1000), octal(4), octal(0)]), 483);
}

function octal(value: number): string {
  return `${Math.max(0, value).toString(8).padStart(11, '0')}\0`;
}

function damaged(tar: Buffer, random: Random): Buffer {
  const at = random.below(tar.length + 1);
  switch (random.below(4)) {
    case 0:
      return tar.subarray(0, at);
    case 1:
      return Buffer.concat([tar, Buffer.from('trailing garbage')]);
    case 2:
      return Buffer.concat([tar.subarray(0, at - (at % 512)), Buffer.alloc(512), tar.subarray(at - (at % 512))]);
    default: {
      const copy = Buffer.from(tar);
      copy[Math.min(at, tar.length - 1)] = random.below(256);
      return copy;
    }
  }
}

const NAMES = [
  'file',
  'folder/',
  '../up',
  '/absolute',
  './dot',
  'a/b/c',
  '',
  'nul\0inside',
  `${'n'.repeat(99)}/`,
  'n'.repeat(130),
  `${'n'.repeat(120)}/`,
  'r\u00e9sum\u00e9',
] as const;

const KEYS = [
  'path',
  'path',
  'linkpath',
  'size',
  'uid',
  'gid',
  'mtime',
  'atime',
  'uname',
  'SCHILY.xattr.security.capability',
  'GNU.sparse.name',
  'GNU.sparse.map',
  'GNU.sparse.size',
  'GNU.sparse.realsize',
  'GNU.sparse.major',
  'GNU.sparse.minor',
  'GNU.sparse.numblocks',
  'GNU.sparse.offset',
  'GNU.sparse.numbytes',
  'comment',
  'a\0b',
] as const;

const VALUES = [
  '',
  '0',
  '1',
  '1',
  '2',
  '4',
  '512',
  '+4',
  '-1',
  '00004',
  '1e1',
  '0x10',
  ' 4',
  '4 ',
  '1.5',
  '-1.5',
  '-0.25',
  '1.',
  '.5',
  '1.x',
  '0,4',
  '0,1,2,1',
  '4,0',
  '99999999999',
  '9223372036854775807',
  '9223372036854775808',
  'renamed',
  'renamed/',
  'nul\0inside',
] as const;

const SPARSE = [
  { 'GNU.sparse.map': '0,4', 'GNU.sparse.size': '10', 'GNU.sparse.numblocks': '1', 'GNU.sparse.name': 'sparse' },
  { 'GNU.sparse.map': '2,2,8,2', 'GNU.sparse.realsize': '12', 'GNU.sparse.numblocks': '2' },
  { 'GNU.sparse.map': '0,4', 'GNU.sparse.numblocks': '1' },
  { 'GNU.sparse.map': '0,4', 'GNU.sparse.size': '3', 'GNU.sparse.numblocks': '1' },
  { 'GNU.sparse.map': '0,4,2,4', 'GNU.sparse.size': '30', 'GNU.sparse.numblocks': '2' },
  { 'GNU.sparse.map': '0,4', 'GNU.sparse.size': '10', 'GNU.sparse.numblocks': '2' },
  { 'GNU.sparse.map': '4,-4', 'GNU.sparse.size': '10', 'GNU.sparse.numblocks': '1' },
  { 'GNU.sparse.offset': '0', 'GNU.sparse.numbytes': '4', 'GNU.sparse.size': '10', 'GNU.sparse.numblocks': '1' },
  { 'GNU.sparse.numbytes': '0', 'GNU.sparse.offset': '4', 'GNU.sparse.size': '10', 'GNU.sparse.numblocks': '1' },
  { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '2000', 'GNU.sparse.name': 'in-data' },
  { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0', 'GNU.sparse.realsize': '20' },
  { 'GNU.sparse.major': '1', 'GNU.sparse.minor': '0' },
  { 'GNU.sparse.major': '2', 'GNU.sparse.minor': '0', 'GNU.sparse.name': 'unknown-version' },
  { 'GNU.sparse.major': '0', 'GNU.sparse.minor': '1', 'GNU.sparse.size': '4', 'GNU.sparse.numblocks': '0' },
  { 'GNU.sparse.name': 'name-only' },
] as const;

/** Two pieces: bytes 0-3 and 1000-1003. */
const SPARSE_1_0 = `${'2\n0\n4\n1000\n4\n'.padEnd(512, '\0')}headtail`;

const DAMAGED_RECORDS = [
  '5 a=\n',
  '6 a=b\n',
  '7 a=b\n',
  '06 a=b\n',
  '+6 a=b\n',
  '0x6 a=\n',
  ' 6 a=b\n',
  '6 a:b\n',
  '6 =ab\n',
  '3 \n',
  '99 a=b\n',
  '6a=b\n',
  '11 path=a\0b\n',
] as const;

const FIELDS = [
  [100, 8],
  [108, 8],
  [116, 8],
  [124, 12],
  [124, 12],
  [136, 12],
  [329, 8],
  [337, 8],
] as const;

const FLAGS = ['\0', '0', '1', '2', '3', '4', '5', '6', '7', 'S', 'V', 'X', 'A', 'x', 'g', 'L', 'K', 'D'] as const;

const NUMBERS = [
  '4',
  '0000004\0',
  '  4  ',
  '4 \0',
  '4\0x',
  '4 \0 7',
  '8',
  '-1',
  '\x80\0\0\0\0\0\0\x04',
  '\x80\0\0\0\0\0\0\0\0\0\0\x04',
  '\xff\xff\xff\xff\xff\xff\xff\xff',
  '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff',
  '\xc0\0\0\0\0\0\0\0\0\0\0\0',
  '\xbf\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff',
  '\x80\x01\0\0\0\0\0\0',
  '77777777777',
] as const;
