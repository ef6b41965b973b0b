import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { sharedRoot, withoutShared } from '../../../test/support/project.ts';
import { deriveFacts, packageLine } from '../../../test/support/starter-facts.ts';
import { isAffected } from '../affected-versions.ts';
import { versionSchemeOf } from '../version-scheme-of.ts';
import { derivedFacts } from './derived-facts.ts';
import { readFacts } from './read-facts.ts';
import { starterAdvisories, starterSet } from './starter-set.ts';

test('every fact is one that its version order understands, and has somebody who says so', () => {
  const advisories = starterAdvisories();
  assert.ok(advisories.length > 150);
  for (const { id, summary, references, affected } of advisories) {
    assert.ok(summary !== '' && references.length > 0 && affected.length > 0, id);
    for (const { ecosystem, name, ranges } of affected) {
      const scheme = versionSchemeOf(ecosystem);
      assert.ok(scheme, `${id}: ${ecosystem}`);
      for (const range of ranges) {
        for (const version of [range.introduced, range.fixed, range.lastAffected]) {
          assert.ok(version === undefined || version === '0' || scheme.isValid(version), `${id} ${name} ${version}`);
        }
        const end = range.fixed ?? range.lastAffected;
        assert.ok(
          end === undefined || range.introduced === '0' || scheme.compare(range.introduced, end) <= 0,
          `${id} ${name}`,
        );
      }
    }
  }
});

test('Log4Shell, Heartbleed, Shellshock, regreSSHion and the xz backdoor are known without any feed', () => {
  const store = starterSet();
  const known = (ecosystem: string, name: string, version: string): string[] =>
    store
      .find(ecosystem, name)
      .filter(({ affected }) => isAffected(version, affected, versionSchemeOf(ecosystem) ?? assert.fail()) === true)
      .map(({ id }) => id);
  assert.ok(known('Maven', 'org.apache.logging.log4j:log4j-core', '2.14.1').includes('CVE-2021-44228'));
  assert.deepEqual(known('Maven', 'org.apache.logging.log4j:log4j-core', '2.17.1'), []);
  assert.ok(known('Debian:7', 'openssl', '1.0.1e-2+deb7u4').includes('CVE-2014-0160'));
  assert.ok(known('CPE', 'openssl:openssl', '1.0.1f').includes('CVE-2014-0160'));
  assert.ok(known('Ubuntu:14.04', 'bash', '4.3-6ubuntu1').includes('CVE-2014-6271'));
  assert.ok(known('AlmaLinux:9', 'openssh-server', '8.7p1-38.el9').includes('CVE-2024-6387'));
  assert.ok(known('Alpine:edge', 'xz', '5.6.1-r0').includes('CVE-2024-3094'));
  assert.deepEqual(known('Debian:sid', 'xz-utils', '5.6.1+really5.4.5-1'), []);
});

test('a line that says nothing is refused', () => {
  for (const text of ['CVE-1 awful\nnpm x | ..1', 'CVE-1\nnpm x', 'CVE-1\nx | ..1', 'CVE-1\nnpm x | 1']) {
    assert.throws(() => readFacts(text), { name: 'FormatError' }, text);
  }
});

test('the derived facts are those of the raw records, all of them', { skip: withoutShared }, async () => {
  const derived = await deriveFacts(join(sharedRoot ?? '', 'data'));
  const facts = readFacts(derivedFacts);
  assert.deepEqual(
    facts.map(({ id }) => id),
    derived.map(({ id }) => id),
  );
  for (const [position, { id, affected, exploited }] of facts.entries()) {
    assert.deepEqual(affected.map(packageLine), derived[position]?.lines, id);
    assert.equal(exploited?.since ?? '', /\d{4}-\d\d-\d\d/.exec(derived[position]?.exploited ?? '')?.[0] ?? '', id);
  }
});
