import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { FormatError } from '../base/errors.ts';
import { limits } from '../base/limits.ts';
import { parseCargoAudit } from './cargo-auditable.ts';

test('crates are read with their source and kind', () => {
  const json = {
    packages: [
      { name: 'cfg-if', version: '1.0.5', source: 'crates.io', kind: 'build' },
      { name: 'hold', version: '0.1.0', source: 'local', dependencies: [0], root: true },
      { version: '1' },
      7,
    ],
    format: 1,
  };
  assert.deepEqual(parseCargoAudit(deflateSync(JSON.stringify(json))), [
    { name: 'cfg-if', version: '1.0.5', source: 'crates.io', build: true },
    { name: 'hold', version: '0.1.0', source: 'local', root: true },
  ]);
});

test('data that is no zlib stream, no JSON or a bomb is refused', () => {
  assert.throws(() => parseCargoAudit(Buffer.from('no zlib')), FormatError);
  assert.throws(() => parseCargoAudit(deflateSync('{"packages":')), FormatError);
  assert.throws(() => parseCargoAudit(deflateSync(Buffer.alloc(limits.executableInventory + 1, 0x20))), FormatError);
});
