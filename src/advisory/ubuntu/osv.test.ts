import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../base/errors.ts';
import { parseUbuntuRecord } from './osv.ts';

function record(id: string, affected: readonly (readonly [ecosystem: string, name: string, fixed?: string])[]): string {
  return JSON.stringify({
    id,
    aliases: [],
    affected: affected.map(([ecosystem, name, fixed]) => ({
      package: { ecosystem, name },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])] }],
      versions: ['1', '2'],
    })),
  });
}

function said(text: string, release: string): string[] {
  return (parseUbuntuRecord(text, release)?.affected ?? []).map(({ ecosystem, name, ranges, note, versions }) =>
    [ecosystem, name, ranges[0]?.fixed ?? '-', note ?? '-', versions ?? '-'].join(' '),
  );
}

test('what is fixed for subscribers only is a hole for all others', () => {
  const text = record('UBUNTU-CVE-2022-24823', [
    ['Ubuntu:Pro:22.04:LTS', 'netty', '1:4.1.48-4+esm1'],
    ['Ubuntu:Pro:22.04:LTS', 'glibc'],
    ['Ubuntu:22.04:LTS', 'openssl', '3.0.2-1'],
    ['Ubuntu:Pro:22.04:LTS', 'openssl', '3.0.2-1+esm1'],
    ['Ubuntu:Pro:FIPS-updates:22.04:LTS', 'openssl', '3.0.2-1+fips'],
    ['Ubuntu:Pro:22.04:LTS:Realtime:Kernel', 'linux'],
    ['Ubuntu:25.10', 'netty'],
  ]);
  assert.deepEqual(said(text, '22.04'), [
    'Ubuntu:Pro:22.04 netty 1:4.1.48-4+esm1 - -',
    'Ubuntu:22.04 netty 1:4.1.48-4+esm1 fixed for subscribers of Ubuntu Pro only -',
    'Ubuntu:Pro:22.04 glibc - - -',
    'Ubuntu:22.04 glibc - - -',
    'Ubuntu:22.04 openssl 3.0.2-1 - -',
    'Ubuntu:Pro:22.04 openssl 3.0.2-1+esm1 - -',
  ]);
  assert.deepEqual(said(text, '25.10'), ['Ubuntu:25.10 netty - - -']);
  assert.equal(parseUbuntuRecord(text, '24.04'), undefined);
});

test("a record is the CVE that its name holds, and a notice is about its records' CVEs", () => {
  const affected = [['Ubuntu:22.04:LTS', 'a', '1']] as const;
  assert.deepEqual(parseUbuntuRecord(record('UBUNTU-CVE-2020-36325', affected), '22.04')?.aliases, ['CVE-2020-36325']);
  const notice = JSON.parse(record('USN-5614-1', affected));
  const parsed = parseUbuntuRecord(JSON.stringify({ ...notice, upstream: ['UBUNTU-CVE-2021-3782'] }), '22.04');
  assert.deepEqual([parsed?.aliases, parsed?.upstream], [[], ['CVE-2021-3782']]);
  assert.throws(() => parseUbuntuRecord('{"id": 7}', '22.04'), FormatError);
});
