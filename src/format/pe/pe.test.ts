import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../../test/support/project.ts';
import { FormatError } from '../../base/errors.ts';
import { fromBytes } from '../random-access.ts';
import { PE_DIRECTORY, type PeFile, peArchitecture, peFileOffset, readPe } from './pe.ts';
import { readPeVersion } from './version-resource.ts';

const fixture = (path: string) => readFileSync(join(fixturesRoot, 'catalogers', path));
const NEWTONSOFT = fixture('dotnet-pe/assemblies/root/app/Newtonsoft.Json.dll');

test('a .NET library of 32 bits is read', () => {
  const pe = parsed(NEWTONSOFT);
  assert.equal(pe.bits, 32);
  assert.equal(peArchitecture(pe.machine), '386');
  assert.equal(pe.isLibrary, true);
  assert.ok((pe.directories[PE_DIRECTORY.dotnet]?.size ?? 0) > 0);
  assert.deepEqual(
    pe.sections.map(({ name }) => name),
    ['.text', '.sdata', '.rsrc', '.reloc'],
  );
});

test('a Go program of 64 bits is read', () => {
  const pe = parsed(fixture('go-binary/windows-and-macos/root/opt/lamp.exe'));
  assert.equal(pe.bits, 64);
  assert.equal(peArchitecture(pe.machine), 'amd64');
  assert.equal(pe.isLibrary, false);
  assert.equal(readPeVersion(fromBytes(Buffer.alloc(0)), pe), undefined);
});

test('addresses lead into the section that holds them', () => {
  const pe = parsed(NEWTONSOFT);
  const resources = pe.sections.find(({ name }) => name === '.rsrc');
  assert.ok(resources);
  assert.equal(peFileOffset(pe, resources.address + 3), resources.offset + 3);
  assert.equal(peFileOffset(pe, resources.address + resources.size), undefined);
  assert.equal(peFileOffset(pe, 1), undefined);
});

test('the version resource gives its strings', () => {
  const strings = Object.fromEntries(readPeVersion(fromBytes(NEWTONSOFT), parsed(NEWTONSOFT)) ?? []);
  assert.equal(strings.ProductName, 'Json.NET');
  assert.equal(strings.FileVersion, '6.0.8.18111');
  assert.equal(strings.InternalName, 'Newtonsoft.Json');
  assert.match(strings.LegalCopyright ?? '', /James Newton-King/);
});

test('without a FileVersion string the fixed numbers stand for it', () => {
  const bytes = Buffer.from(NEWTONSOFT);
  const key = Buffer.from('FileVersion\0', 'utf16le');
  bytes.write('X', bytes.indexOf(key), 'utf16le');
  const strings = readPeVersion(fromBytes(bytes), parsed(bytes));
  assert.equal(strings?.get('XileVersion'), '6.0.8.18111');
  assert.equal(strings?.get('FileVersion'), '6.0.8.18111');
});

test('resources that point outside of the file are damage', () => {
  const bytes = Buffer.from(NEWTONSOFT);
  const pe = parsed(bytes);
  const resources = pe.sections.find(({ name }) => name === '.rsrc');
  assert.ok(resources);
  bytes.writeUInt16LE(0xffff, resources.offset + 14);
  assert.throws(() => readPeVersion(fromBytes(bytes), pe), FormatError);
});

test('text, DOS programs and short files are no PE files; cut headers are damage', () => {
  const read = (bytes: Uint8Array) => readPe(fromBytes(bytes));
  assert.equal(read(Buffer.from('MZ is only how this text begins.'.repeat(3))), undefined);
  assert.equal(read(Buffer.from('MZ')), undefined);
  assert.equal(read(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)])), undefined);
  assert.throws(() => read(NEWTONSOFT.subarray(0, 0x98)), FormatError);
  assert.throws(() => read(NEWTONSOFT.subarray(0, 0x180)), FormatError);
});

function parsed(bytes: Uint8Array): PeFile {
  return readPe(fromBytes(bytes)) ?? assert.fail('not a PE file');
}
