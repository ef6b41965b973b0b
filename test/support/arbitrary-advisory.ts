import fc from 'fast-check';
import type { Advisory, AffectedPackage, AffectedRange, AffectedState } from '../../src/advisory/advisory.ts';
import { severities } from '../../src/advisory/severity.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const version = fc.oneof(fc.constant('0'), fc.stringMatching(/^\d{1,2}\.\d{1,2}(-r\d)?$/), text);
const severity = fc.constantFrom(...severities);
const number = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map(String);

/** Ids of all shapes; some have leading zeros, many digits or none. */
export const arbitraryId: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom('CVE-2024-', 'ALSA-2024:', 'GO-2023-'), number(99_999)).map((parts) => parts.join('')),
  fc.stringMatching(/^RUSTSEC-20\d\d-0\d\d\d$/),
  fc.stringMatching(/^GHSA(-[23456789cfghjmpqrvwx]{4}){3}$/),
  fc.stringMatching(/^\d{0,40}$/),
  text,
);

const moment = fc.oneof(
  fc.date({ min: new Date(0), max: new Date('2099-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  fc.constantFrom(
    '2024-01-31T01:02:03Z',
    '2024-02-30T00:00:00Z',
    '2024-01-31T01:02:03.000100Z',
    '1969-12-31T00:00:00Z',
  ),
  fc.constantFrom('2024-01-31', '2024-13-31', '9999-12-31T23:59:59.999Z', '2024-01-31T01:02:03+02:00', ''),
  text,
);

const range: fc.Arbitrary<AffectedRange> = fc.record(
  { introduced: version, fixed: version, lastAffected: version, limit: version, order: fc.constant('semver' as const) },
  { requiredKeys: ['introduced'], noNullPrototype: true },
);

const states: readonly AffectedState[] = [
  'affected',
  'will-not-fix',
  'deferred',
  'end-of-life',
  'under-investigation',
  'not-affected',
];

const affected: fc.Arbitrary<AffectedPackage> = fc.record(
  {
    ecosystem: fc.constantFrom('npm', 'Debian:12', 'Alpine:v3.20', ''),
    name: fc.oneof(fc.constantFrom('a', 'ab', 'abc', 'left-pad', '🐧', '🐦', 'constructor'), text),
    ranges: fc.array(range, { maxLength: 3 }),
    versions: fc.array(version, { maxLength: 6 }),
    state: fc.constantFrom(...states),
    severity,
    architectures: fc.array(fc.constantFrom('x86_64', 'aarch64'), { maxLength: 2 }),
    module: text,
    note: text,
  },
  { requiredKeys: ['ecosystem', 'name', 'ranges', 'state'], noNullPrototype: true },
);

/** Any advisory: every field present or absent, and texts of any characters. */
export const arbitraryAdvisory: fc.Arbitrary<Advisory> = fc.record(
  {
    id: arbitraryId,
    aliases: fc.array(arbitraryId, { maxLength: 3 }),
    upstream: fc.array(arbitraryId, { maxLength: 2 }),
    summary: text,
    published: moment,
    modified: moment,
    withdrawn: moment,
    severity,
    cvss: fc.array(fc.constantFrom('AV:N/AC:L/Au:N/C:P/I:P/A:P', 'CVSS:3.1/AV:N'), { maxLength: 2 }),
    references: fc.array(fc.oneof(fc.webUrl(), text), { maxLength: 3 }),
    exploited: fc.record({ since: moment, ransomware: fc.boolean() }, { noNullPrototype: true }),
    epss: fc.record(
      { probability: fc.double(), percentile: fc.integer({ min: 0, max: 100_000 }).map((n) => n / 1e5) },
      { noNullPrototype: true },
    ),
    affected: fc.array(affected, { maxLength: 5 }),
  },
  {
    requiredKeys: ['id', 'aliases', 'summary', 'cvss', 'references', 'affected'],
    noNullPrototype: true,
  },
);
