import assert from 'node:assert/strict';
import { test } from 'node:test';
import { suseEcosystems } from './products.ts';

const cases: Readonly<Record<string, readonly string[]>> = {
  'SUSE Linux Enterprise Server 15 SP5': ['SUSE:SLES 15.5'],
  'SUSE Linux Enterprise Server 15': ['SUSE:SLES 15'],
  'SUSE Linux Enterprise Server 15 SP1-LTSS': ['SUSE:SLES 15.1'],
  'SUSE Linux Enterprise Server 15-LTSS': ['SUSE:SLES 15'],
  'SUSE Linux Enterprise Server for SAP Applications 12 SP5': ['SUSE:SLES 12.5'],
  'SUSE Linux Enterprise Server 16.0': ['SUSE:SLES 16.0'],
  'SUSE Linux Enterprise Module for Basesystem 15 SP6': ['SUSE:SLES 15.6'],
  'SUSE Linux Enterprise Module for Legacy 12': ['', '.1', '.2', '.3', '.4', '.5'].map((pack) => `SUSE:SLES 12${pack}`),
  'SUSE Linux Enterprise Desktop 15 SP3': ['SUSE:SLES 15.3'],
  'SUSE Linux Enterprise Micro 5.5': ['SUSE:SLE Micro 5.5'],
  'SUSE Linux Micro 6.1': ['SUSE:SLE Micro 6.1'],
  'openSUSE Leap 15.5': ['openSUSE:Leap 15.5'],
  'openSUSE 13.2': ['openSUSE:Leap 13.2'],
  'openSUSE Tumbleweed': ['openSUSE:Tumbleweed'],
  'SUSE Manager Server 4.3': [],
  'SUSE Linux Enterprise Real Time 15 SP6': [],
  'SUSE Enterprise Storage 7': [],
  'SUSE OpenStack Cloud 9': [],
  'SUSE Linux Enterprise High Availability Extension 15 SP2': [],
};

for (const [product, ecosystems] of Object.entries(cases)) {
  test(`SUSE product: ${product}`, () => assert.deepEqual(suseEcosystems(product), ecosystems));
}

test('a name of any length is answered at once', () => {
  const started = performance.now();
  assert.deepEqual(suseEcosystems(`SUSE Linux Enterprise ${'Module for '.repeat(100_000)}15`), []);
  assert.ok(performance.now() - started < 10_000);
});
