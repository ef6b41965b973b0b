import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fixturesRoot } from '../../test/support/project.ts';
import { FormatError } from '../base/errors.ts';
import { readKernelModule } from './kernel-module.ts';
import { fromBytes } from './random-access.ts';

const MODULES = 'catalogers/linux-kernel/debian-amd64/root/lib/modules/6.1.0-50-cloud-amd64/kernel/lib';
const TIMER = readFileSync(join(fixturesRoot, MODULES, 'hangcheck-timer.ko'));

test('the texts of a module are read', () => {
  const fields = readKernelModule(fromBytes(TIMER));
  assert.equal(fields.get('name'), 'hangcheck_timer');
  assert.equal(fields.get('version'), '0.9.1');
  assert.equal(fields.get('license'), 'GPL');
  assert.equal(fields.get('vermagic'), '6.1.0-50-cloud-amd64 SMP preempt mod_unload modversions ');
  assert.equal(fields.get('author'), 'Oracle');
});

test('a module without such texts, or that is cut short, is refused', () => {
  const nameless = Buffer.from(TIMER);
  nameless.write('.other_', nameless.lastIndexOf('.modinfo'), 'latin1');
  assert.throws(() => readKernelModule(fromBytes(nameless)), FormatError);
  assert.throws(() => readKernelModule(fromBytes(TIMER.subarray(0, 500))), FormatError);
  assert.throws(() => readKernelModule(fromBytes(Buffer.from('text'))), FormatError);
});

test('damaged modules end in texts or a FormatError', () => {
  for (let at = 0; at < TIMER.length; at += 31) {
    const damaged = Buffer.from(TIMER);
    damaged[at] = (damaged[at] ?? 0) ^ 0xff;
    try {
      readKernelModule(fromBytes(damaged));
    } catch (error) {
      assert.ok(error instanceof FormatError);
    }
  }
});
