import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildElf, ELF_BASE, elfNumbers } from '../../test/support/build-elf.ts';
import { fixturesRoot } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import type { Json } from '../base/json.ts';
import { kindOf } from '../filesystem/file-kind.ts';
import { fromBytes } from '../format/random-access.ts';
import { EXECUTABLE_TAP, executableFacts, executableTap } from './executable-facts.ts';
import { assertReadable } from './executables/damage.ts';

const fixture = (path: string) => readFileSync(join(fixturesRoot, 'catalogers', path));
const form = { bits: 64, littleEndian: true } as const;

test('the tap wants executables of all formats and nothing else', () => {
  const wants = (kind: 'elf' | 'pe' | 'macho' | 'script') =>
    executableTap.wants({ path: 'x', type: 'file', kind, size: 1, mode: 0o644 });
  assert.deepEqual([wants('elf'), wants('pe'), wants('macho'), wants('script')], [true, true, true, false]);
});

test('a dynamically linked program', () => {
  assert.deepEqual(examine(program({ interpreter: '/lib64/ld-linux-x86-64.so.2\0', needed: true, pie: true })), {
    format: 'elf',
    role: 'program',
    architecture: 'amd64',
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    needed: ['libc.so.6'],
    stripped: true,
  });
});

test('a static position-independent program has neither loader nor libraries', () => {
  assert.deepEqual(examine(program({ needed: false, pie: true })), {
    format: 'elf',
    role: 'program',
    architecture: 'amd64',
    static: true,
    stripped: true,
  });
});

test('a library that needs nothing is no static program', () => {
  assert.deepEqual(examine(program({ needed: false, pie: false })), {
    format: 'elf',
    role: 'library',
    architecture: 'amd64',
    stripped: true,
  });
});

test('an interpreter that does not end in its segment is none, as for the kernel', () => {
  const facts = executableFacts(noted(examine(program({ interpreter: '/lib/ld.so', needed: true, pie: true }))));
  assert.equal(facts?.interpreter, undefined);
});

test('build info is found by the section, and in the data segment when the section has another name', () => {
  const bytes = Buffer.from(fixture('go-binary/version-from-linker-flags/root/usr/bin/lamp'));
  const facts = executableFacts(noted(examine(bytes)));
  assert.equal(facts?.go?.goVersion, 'go1.26.8');
  assert.equal(facts?.go?.dependencies.length, 3);
  bytes.write('.xx.', bytes.lastIndexOf('.go.buildinfo'), 'latin1');
  assert.deepEqual(executableFacts(noted(examine(bytes)))?.go, facts?.go);
  bytes.writeBigUInt64LE(0n, 40);
  assert.deepEqual(executableFacts(noted(examine(bytes)))?.go, facts?.go);
});

test('one damaged part is told of and costs only itself', () => {
  const facts = executableFacts(noted(examine(fixture('rust-binary/corrupt/root/usr/bin/hold'))));
  assert.ok(facts);
  assert.equal(facts.format, 'elf');
  assert.equal(facts.crates, undefined);
  assert.throws(() => assertReadable(facts, 'crates'), /list of crates is damaged: zlib/);
  assertReadable(facts, 'packageNote');
});

test('a Windows program that is none leaves no note', () => {
  assert.equal(examine(fixture('dotnet-pe/corrupt/root/app/MZ-text.exe')), undefined);
  assert.throws(() => examine(fixture('dotnet-pe/corrupt/root/app/header-cut-short.dll')), FormatError);
});

test('facts read back from their JSON are the same', () => {
  let count = 0;
  for (const bytes of executables()) {
    const note = examineOrSkip(bytes);
    if (note === undefined) continue;
    assert.deepEqual(executableFacts(noted(JSON.parse(JSON.stringify(note)))), note);
    count++;
  }
  assert.ok(count >= 15);
  assert.equal(executableFacts(noted(undefined)), undefined);
  assert.equal(executableFacts(noted({ format: 'other' })), undefined);
});

test('damaged executables end in facts or a FormatError, and soon', () => {
  const started = performance.now();
  const random = generator(1);
  for (const valid of executables()) {
    for (let round = 0; round < 150; round++) examineOrSkip(damaged(valid, random), kindOf(valid, valid.length));
  }
  assert.ok(performance.now() - started < 60_000);
});

function examine(bytes: Uint8Array, kind = kindOf(bytes, bytes.length)): Json | undefined {
  return executableTap.examine(fromBytes(bytes), { path: 'x', type: 'file', kind, size: bytes.length, mode: 0o755 });
}

function examineOrSkip(bytes: Uint8Array, kind = kindOf(bytes, bytes.length)): Json | undefined {
  try {
    return examine(bytes, kind);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

function noted(note: Json | undefined): { note(tap: string): Json | undefined } {
  return { note: (tap) => (tap === EXECUTABLE_TAP ? note : undefined) };
}

function executables(): Uint8Array[] {
  const root = join(fixturesRoot, 'catalogers');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path))
    .filter((bytes) => ['elf', 'pe', 'macho'].includes(kindOf(bytes, bytes.length)));
}

function program({ interpreter, needed, pie }: { interpreter?: string; needed: boolean; pie: boolean }): Buffer {
  const strings = Buffer.from('\0libc.so.6\0');
  const build = (stringsAt: number) =>
    buildElf({
      ...form,
      parts: [
        { name: '.dynstr', type: 3, bytes: strings },
        {
          name: '.dynamic',
          type: 6,
          segment: 2,
          bytes: elfNumbers(form, [
            ...(needed ? [1, 1] : []),
            ...(pie ? [0x6ffffffb, 0x08000001] : []),
            ...[5, ELF_BASE + stringsAt, 0, 0],
          ]),
        },
        ...(interpreter ? [{ name: '.interp', type: 1, segment: 3, bytes: Buffer.from(interpreter) }] : []),
      ],
    });
  return build(build(0).offsets.get('.dynstr') ?? 0).file;
}

function damaged(valid: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = Buffer.from(valid);
  const kind = random(4);
  if (kind === 0) return bytes.subarray(0, random(bytes.length));
  // Most fields lie at the start, in tables at the end, or hold an extreme number when someone attacks.
  for (let changes = 1 + random(6); changes > 0; changes--) {
    const at = random(2) ? random(Math.min(512, bytes.length)) : random(bytes.length);
    if (kind === 1) bytes.fill(0xff, at, Math.min(bytes.length, at + 1 + random(8)));
    else bytes[at] = kind === 2 ? random(256) : (bytes[at] ?? 0) ^ (1 << random(8));
  }
  return bytes;
}

/** Marsaglia's xorshift32: the same damage in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
