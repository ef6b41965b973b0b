import assert from 'node:assert/strict';
import test from 'node:test';
import { mutations } from '../../../test/support/mutations.ts';
import { FormatError } from '../../base/errors.ts';
import { readFileCapability } from './file-capability.ts';

// As setcap and getcap of libcap write and show them.
test('the three revisions of the attribute', () => {
  assert.deepEqual(readFileCapability('0100000280000000000000000000000000000000'), {
    permitted: ['cap_setuid'],
    inheritable: [],
    effective: true,
  });
  assert.deepEqual(readFileCapability('0000000200200000000000000000000000000000'), {
    permitted: ['cap_net_raw'],
    inheritable: [],
    effective: false,
  });
  assert.deepEqual(readFileCapability('010000030000200000000000c000000000000000e8030000'), {
    permitted: ['cap_sys_admin', 'cap_perfmon', 'cap_bpf'],
    inheritable: [],
    effective: true,
    rootId: 1000,
  });
  assert.deepEqual(readFileCapability('010000010200000001000000'), {
    permitted: ['cap_dac_override'],
    inheritable: ['cap_chown'],
    effective: true,
  });
});

test('what is none is refused, whatever it is', () => {
  const whole = Buffer.from('010000030000200000000000c000000000000000e8030000', 'hex');
  for (const text of ['', '01', '00000000', '0100000280', '01000005'.padEnd(48, '0')]) {
    assert.throws(() => readFileCapability(text), FormatError);
  }
  for (const mutated of mutations(whole, 300)) {
    try {
      readFileCapability(Buffer.from(mutated).toString('hex'));
    } catch (error) {
      assert.ok(error instanceof FormatError, String(error));
    }
  }
});
