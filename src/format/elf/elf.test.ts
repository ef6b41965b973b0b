import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildElf, ELF_BASE, elfNote, elfNumbers } from '../../../test/support/build-elf.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { readElfDynamic } from './dynamic.ts';
import { ELF_SEGMENT, elfFileOffset, elfSection, readElf } from './elf.ts';
import { elfArchitecture } from './machine.ts';
import { readElfNotes } from './notes.ts';

const forms = [32, 64].flatMap((bits) =>
  [true, false].map((littleEndian) => ({ bits: bits === 64 ? (64 as const) : (32 as const), littleEndian })),
);
const STRINGS = Buffer.from('\0libc.so.6\0libm.so.6\0libx.so.1\0/opt/lib:$ORIGIN\0/run\0');
const at = (text: string) => STRINGS.indexOf(text);

for (const form of forms) {
  const title = `${form.bits} bits, ${form.littleEndian ? 'little' : 'big'}-endian`;

  test(`an ELF file of ${title} is read`, () => {
    const { file, offsets } = library(form);
    const elf = readElf(fromBytes(file));
    assert.equal(elf.bits, form.bits);
    assert.equal(elf.type, 'shared');
    assert.equal(elf.machine, 62);
    assert.equal(elf.sectionsDamaged, false);
    assert.deepEqual(
      elf.sections.map(({ name }) => name),
      ['', '.dynstr', '.dynamic', '.note.test', '.shstrtab'],
    );
    assert.equal(elfSection(elf, '.dynstr')?.offset, offsets.get('.dynstr'));
    assert.equal(elfSection(elf, '.dynstr')?.size, STRINGS.length);
    assert.equal(elfFileOffset(elf, ELF_BASE + 5), 5);
    assert.equal(elfFileOffset(elf, ELF_BASE - 1), undefined);
    assert.equal(elfFileOffset(elf, ELF_BASE + file.length), undefined);
  });

  test(`the dynamic section of ${title} is read, with and without section headers`, () => {
    for (const withoutSections of [false, true]) {
      const source = fromBytes(library({ ...form, withoutSections }).file);
      const elf = readElf(source);
      const { tables, ...dynamic } = readElfDynamic(source, elf) ?? assert.fail('no dynamic section');
      assert.deepEqual(dynamic, {
        needed: ['libc.so.6', 'libm.so.6'],
        soname: 'libx.so.1',
        rpath: '/opt/lib:$ORIGIN',
        runpath: '/run',
        isProgram: true,
      });
      assert.ok(tables.size >= 4);
    }
  });

  test(`the notes of ${title} are read once, although segment and section show them`, () => {
    const source = fromBytes(library(form).file);
    const notes = readElfNotes(source, readElf(source));
    assert.deepEqual(
      notes.map(({ owner, type, content }) => [owner, type, Buffer.from(content).toString()]),
      [
        ['GNU', 3, 'abc'],
        ['Vendor', 0x1234, 'defgh'],
      ],
    );
  });
}

test('section headers that cannot be read cost only the sections', () => {
  const { file } = library({ bits: 64, littleEndian: true });
  file.writeBigUInt64LE(0xffff_ffff_ffff_ff00n, 40);
  const elf = readElf(fromBytes(file));
  assert.equal(elf.sectionsDamaged, true);
  assert.deepEqual(elf.sections, []);
  assert.deepEqual(readElfDynamic(fromBytes(file), elf)?.needed, ['libc.so.6', 'libm.so.6']);
});

test('more sections than 16 bits can count are found through the first one', () => {
  const { file } = library({ bits: 64, littleEndian: true });
  const sections = Number(file.readBigUInt64LE(40));
  const count = file.readUInt16LE(60);
  file.writeUInt16LE(0, 60);
  file.writeUInt16LE(0xffff, 62);
  file.writeBigUInt64LE(BigInt(count), sections + 32);
  file.writeUInt32LE(count - 1, sections + 40);
  assert.ok(elfSection(readElf(fromBytes(file)), '.dynstr'));
  file.writeBigUInt64LE(1_000_000n, sections + 32);
  assert.equal(readElf(fromBytes(file)).sectionsDamaged, true);
});

test('names outside of the string table are left out', () => {
  const { file, offsets } = library({ bits: 64, littleEndian: true });
  file.writeBigUInt64LE(1n << 40n, (offsets.get('.dynamic') ?? 0) + 8);
  const dynamic = readElfDynamic(fromBytes(file), readElf(fromBytes(file)));
  assert.deepEqual(dynamic?.needed, ['libm.so.6']);
});

test('what is no ELF file, or ends in its headers, is refused', () => {
  const { file } = library({ bits: 64, littleEndian: true });
  assert.throws(() => readElf(fromBytes(Buffer.from('#!/bin/sh'))), FormatError);
  assert.throws(() => readElf(fromBytes(Buffer.alloc(100))), FormatError);
  assert.throws(() => readElf(fromBytes(file.subarray(0, 63))), FormatError);
  assert.throws(() => readElf(fromBytes(file.subarray(0, 80))), FormatError);
});

test('processors have the names that Go gives them', () => {
  const name = (machine: number, bits: 32 | 64, littleEndian: boolean) =>
    elfArchitecture({ machine, bits, littleEndian });
  assert.equal(name(62, 64, true), 'amd64');
  assert.equal(name(183, 64, true), 'arm64');
  assert.equal(name(8, 64, true), 'mips64le');
  assert.equal(name(8, 32, false), 'mips');
  assert.equal(name(21, 64, true), 'ppc64le');
  assert.equal(name(22, 64, false), 's390x');
  assert.equal(name(9999, 64, true), 'elf-9999');
});

function library(form: { bits: 32 | 64; littleEndian: boolean; withoutSections?: boolean }) {
  const build = (stringsAt: number) =>
    buildElf({
      ...form,
      parts: [
        { name: '.dynstr', type: 3, bytes: STRINGS },
        {
          name: '.dynamic',
          type: 6,
          segment: ELF_SEGMENT.dynamic,
          bytes: elfNumbers(form, [
            ...[1, at('libc.so.6'), 1, at('libm.so.6'), 14, at('libx.so.1')],
            ...[15, at('/opt/lib:$ORIGIN'), 29, at('/run')],
            ...[5, ELF_BASE + stringsAt, 0x6ffffffb, 0x08000000, 0, 0, 1, 1],
          ]),
        },
        {
          name: '.note.test',
          type: 7,
          segment: ELF_SEGMENT.note,
          bytes: Buffer.concat([
            elfNote(form.littleEndian, { owner: 'GNU', type: 3, content: Buffer.from('abc') }),
            elfNote(form.littleEndian, { owner: 'Vendor', type: 0x1234, content: Buffer.from('defgh') }),
          ]),
        },
      ],
    });
  return build(build(0).offsets.get('.dynstr') ?? 0);
}
