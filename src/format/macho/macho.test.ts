import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../../test/support/project.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { machoArchitecture, machoFileOffset, readMacho } from './macho.ts';

const LAMP = readFileSync(join(fixturesRoot, 'catalogers/go-binary/windows-and-macos/root/opt/lamp-darwin'));

test('a thin file of 64 bits is read', () => {
  const [image, ...others] = readMacho(fromBytes(LAMP));
  assert.ok(image);
  assert.equal(others.length, 0);
  assert.equal(machoArchitecture(image.cpu), 'arm64');
  assert.equal(image.type, 2);
  assert.deepEqual(image.libraries, ['/usr/lib/libSystem.B.dylib', '/usr/lib/libresolv.9.dylib']);
  assert.match(image.uuid ?? '', /^[0-9a-f]{32}$/);
  assert.ok(image.sections.some(({ name, segment }) => name === '__go_buildinfo' && segment.startsWith('__DATA')));
  const text = image.segments.find(({ name }) => name === '__TEXT');
  assert.ok(text);
  assert.equal(machoFileOffset(image, text.address + 8), text.offset + 8);
  assert.equal(machoFileOffset(image, 1), undefined);
});

test('a thin big-endian library of 32 bits is read', () => {
  const [image] = readMacho(fromBytes(powerpcLibrary()));
  assert.ok(image);
  assert.equal(machoArchitecture(image.cpu), 'ppc');
  assert.equal(image.id, '/usr/lib/libx.dylib');
  assert.deepEqual(image.libraries, ['/usr/lib/liby.dylib']);
  assert.deepEqual(image.rpaths, ['@loader_path']);
  assert.deepEqual(image.segments, [{ name: '__DATA', address: 0x1000, offset: 64, size: 128, protection: 3 }]);
  assert.deepEqual(image.sections, [{ name: '__data', segment: '__DATA', address: 0x1010, offset: 80, size: 16 }]);
});

for (const wide of [false, true]) {
  test(`the images of a fat file with ${wide ? 64 : 32}-bit offsets are read`, () => {
    const images = readMacho(fromBytes(fat([LAMP, powerpcLibrary()], wide)));
    assert.deepEqual(
      images.map(({ cpu }) => machoArchitecture(cpu)),
      ['arm64', 'ppc'],
    );
    assert.equal(images[1]?.id, '/usr/lib/libx.dylib');
  });
}

test('damaged files are refused', () => {
  const read = (bytes: Uint8Array) => readMacho(fromBytes(bytes));
  assert.throws(() => read(Buffer.from('no Mach-O file, only text of some length')), FormatError);
  assert.throws(() => read(LAMP.subarray(0, 20)), FormatError);
  assert.throws(() => read(LAMP.subarray(0, 200)), FormatError);
  const manyImages = fat([LAMP], false);
  manyImages.writeUInt32BE(0xffffffff, 4);
  assert.throws(() => read(manyImages), FormatError);
  const emptyCommand = Buffer.from(LAMP);
  emptyCommand.writeUInt32LE(0, 36);
  assert.throws(() => read(emptyCommand), FormatError);
});

function powerpcLibrary(): Buffer {
  const words = (...numbers: number[]) => {
    const bytes = Buffer.alloc(numbers.length * 4);
    for (const [i, number] of numbers.entries()) bytes.writeUInt32BE(number, i * 4);
    return bytes;
  };
  const name = (text: string) => Buffer.concat([Buffer.from(text), Buffer.alloc(16 - text.length)]);
  const texted = (command: number, header: number, text: string) => {
    const padded = Buffer.alloc(Math.ceil((text.length + 1) / 4) * 4);
    padded.write(text);
    const rest = Buffer.alloc(header - 12);
    return Buffer.concat([words(command, header + padded.length, header), rest, padded]);
  };
  const commands = [
    Buffer.concat([
      words(1, 56 + 68),
      name('__DATA'),
      words(0x1000, 0x1000, 64, 128, 7, 3, 1, 0),
      name('__data'),
      name('__DATA'),
      words(0x1010, 16, 80, 4, 0, 0, 0, 0, 0),
    ]),
    texted(0x0d, 24, '/usr/lib/libx.dylib'),
    texted(0x0c, 24, '/usr/lib/liby.dylib'),
    texted(0x8000001c, 12, '@loader_path'),
  ];
  const size = commands.reduce((sum, command) => sum + command.length, 0);
  return Buffer.concat([words(0xfeedface, 18, 0, 6, commands.length, size, 0), ...commands, Buffer.alloc(256)]);
}

function fat(images: readonly Uint8Array[], wide: boolean): Buffer {
  const entrySize = wide ? 32 : 20;
  const table = Buffer.alloc(8 + images.length * entrySize);
  table.writeUInt32BE(wide ? 0xcafebabf : 0xcafebabe, 0);
  table.writeUInt32BE(images.length, 4);
  let offset = table.length;
  for (const [i, image] of images.entries()) {
    const at = 8 + i * entrySize;
    if (wide) {
      table.writeBigUInt64BE(BigInt(offset), at + 8);
      table.writeBigUInt64BE(BigInt(image.length), at + 16);
    } else {
      table.writeUInt32BE(offset, at + 8);
      table.writeUInt32BE(image.length, at + 12);
    }
    offset += image.length;
  }
  return Buffer.concat([table, ...images]);
}
