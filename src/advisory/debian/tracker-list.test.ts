import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../base/errors.ts';
import { parseTrackerList } from './tracker-list.ts';

function statements(text: string): string[] {
  return [...parseTrackerList(text)].flatMap(({ id, affected }) =>
    affected.map(({ ecosystem, name, state, ranges, severity }) =>
      [id, ecosystem, name, state, ranges[0]?.fixed ?? '-', severity ?? '-'].join(' '),
    ),
  );
}

test('a notice fixes its packages in the releases it names', () => {
  const text = [
    '[11 Jul 2019] DSA-4480-1 redis - security update',
    '        {CVE-2019-10192  CVE-2019-10193}',
    '\tNOTE: [buster] - clamav <end-of-life> (no longer)',
    ' \t[stretch] - redis  3:3.2.6-3+deb9u3 ',
    '\t[buster] - redis <not-affected> (Vulnerable code not present)',
    '',
  ].join('\n');
  assert.deepEqual(statements(text), [
    'DSA-4480-1 Debian:9 redis affected 3:3.2.6-3+deb9u3 -',
    'DSA-4480-1 Debian:10 redis not-affected - -',
  ]);
  const [notice] = parseTrackerList(text);
  assert.deepEqual(notice?.upstream, ['CVE-2019-10192', 'CVE-2019-10193']);
  assert.equal(notice?.published, '2019-07-11T00:00:00Z');
  assert.equal(notice?.summary, 'redis - security update');
});

test('notices without vulnerability count only where they close a hole', () => {
  const notice = (title: string) => `[18 Oct 2018] DSA-4323-1 ${title}\n\t[stretch] - drupal7 7.52-2+deb9u5\n`;
  for (const title of ['drupal7 - security update', 'drupal7 - several vulnerabilities', 'drupal7 - buffer overflow']) {
    assert.equal(statements(notice(title)).length, 1, title);
  }
  for (const title of [
    'drupal7 - regression update',
    'tzdata - new upstream version',
    'tzdata - new timezone database',
    'clamav - update',
    'debian-security-support - end of life',
  ]) {
    assert.deepEqual(statements(notice(title)), [], title);
  }
});

test('what is said of no release holds for all that are tracked, unless something else is said of one', () => {
  const text = [
    'CVE-2021-36367 (PuTTY through 0.75 proceeds ...)',
    '\t{DSA-1-1}',
    '\t- putty 0.75-3 (low; bug #990901)',
    '\t[bullseye] - putty <no-dsa> (Minor issue)',
    '\t[trixie] - putty <undetermined>',
    '\t[experimental] - putty 0.76-1',
    '\tNOTE: https://example.org',
  ].join('\n');
  assert.deepEqual(statements(text), [
    'CVE-2021-36367 Debian:12 putty affected 0.75-3 low',
    'CVE-2021-36367 Debian:14 putty affected 0.75-3 low',
    'CVE-2021-36367 Debian:sid putty affected 0.75-3 low',
    'CVE-2021-36367 Debian:11 putty deferred - -',
    'CVE-2021-36367 Debian:13 putty under-investigation - -',
  ]);
});

test('vulnerabilities without package or number are no advisories, damaged headers cost only themselves', () => {
  const text = [
    'CVE-2021-36980 (Open vSwitch ...)',
    '        RESERVED',
    'CVE-2021-36383 (Xen Orchestra ...)',
    '\tNOT-FOR-US: Xen Orchestra',
    'CVE-2023-XXXX [code execution via malformed XTGETTCAP]',
    '\t- foot 1.15.3-2 (bug #1053115)',
    '[19 Jul 2021] MALFORMED HEADER',
    '\t[stretch] - thunderbird 1:78.12.0-1~deb9u1',
    'CVE-2021-1 (short)',
    '\t- foo <itp> (bug #1)',
    'CVE-2021-36373',
    '\t- ant <unfixed> (unimportant)',
  ].join('\n');
  assert.deepEqual(
    statements(text).map((line) => line.split(' ', 1)[0]),
    Array(5).fill('CVE-2021-36373'),
  );
  assert.deepEqual(statements(''), []);
  assert.throws(() => statements('[19 Jul 2021] MALFORMED HEADER'), FormatError);
});

test('long lines take linear time', () => {
  const text = `CVE-2021-36373 (x)\n\t- ant 1 (${') '.repeat(200_000)}\n\t- ${'a '.repeat(200_000)}`;
  const start = performance.now();
  statements(text);
  assert.ok(performance.now() - start < 2_000);
});
