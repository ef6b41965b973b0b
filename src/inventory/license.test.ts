import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import parseExpression from 'spdx-expression-parse';
import { licensesOf, licenseTexts } from './license.ts';

const cases: [string, string[]][] = [
  ['MIT', ['MIT']],
  ['mit', ['MIT']],
  ['Expat', ['MIT']],
  ['GPL-2+', ['GPL-2.0-or-later']],
  ['GPL-2', ['GPL-2.0-only']],
  ['GPL-2.0', ['GPL-2.0-only']],
  ['GPL-2.0+', ['GPL-2.0-or-later']],
  ['LGPL-2.1+', ['LGPL-2.1-or-later']],
  ['LGPL-3', ['LGPL-3.0-only']],
  ['AGPL-3', ['AGPL-3.0-only']],
  ['GFDL-1.3+', ['GFDL-1.3-or-later']],
  ['BSD-3-clause', ['BSD-3-Clause']],
  ['BSD', ['LicenseRef-BSD']],
  ['GPL', ['LicenseRef-GPL']],
  ['public-domain', ['LicenseRef-public-domain']],
  ['GPLv2+ and MIT', ['GPL-2.0-or-later', 'MIT']],
  ['GPLv3+', ['GPL-3.0-or-later']],
  ['(GPLv2+ or MIT) and ASL 2.0', ['Apache-2.0', 'GPL-2.0-or-later OR MIT']],
  ['GPL-2+ with Autoconf exception', ['GPL-2.0-or-later WITH Autoconf-exception-3.0']],
  ['GPL-2+ with OpenSSL exception', ['LicenseRef-GPL-2-with-OpenSSL-exception']],
  ['MIT/Apache-2.0', ['MIT OR Apache-2.0']],
  ['MIT OR Apache-2.0', ['MIT OR Apache-2.0']],
  ['Apache-2.0 AND MIT', ['Apache-2.0', 'MIT']],
  ['GPL-2.0-only AND (MIT OR BSD-3-Clause)', ['GPL-2.0-only', 'MIT OR BSD-3-Clause']],
  ['GPL-2.0-or-later WITH Classpath-exception-2.0', ['GPL-2.0-or-later WITH Classpath-exception-2.0']],
  ['BSD-2-Clause GPL2+', ['BSD-2-Clause', 'GPL-2.0-or-later']],
  ['GPL (>= 2)', ['GPL-2.0-or-later']],
  ['GPL-2 | GPL-3', ['GPL-2.0-only OR GPL-3.0-only']],
  ['MIT + file LICENSE', ['MIT']],
  ['License :: OSI Approved :: MIT License', ['MIT']],
  ['License :: OSI Approved :: Apache Software License', ['Apache-2.0']],
  ['License :: OSI Approved :: BSD License', ['LicenseRef-BSD-License']],
  ['License :: OSI Approved :: GNU General Public License v3 or later (GPLv3+)', ['GPL-3.0-or-later']],
  ['License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)', ['LGPL-2.0-or-later']],
  ['License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)', ['MPL-2.0']],
  ['Apache License, Version 2.0', ['Apache-2.0']],
  ['The Apache Software License, Version 2.0', ['Apache-2.0']],
  ['Eclipse Public License v2.0', ['EPL-2.0']],
  ['GNU Lesser General Public License', ['LicenseRef-GNU-Lesser-General-Public-License']],
  ['GNU General Public License v2.0 or later', ['GPL-2.0-or-later']],
  ['The MIT License (MIT)', ['MIT']],
  ['New BSD License', ['BSD-3-Clause']],
  ['3-Clause BSD License', ['BSD-3-Clause']],
  ['http://www.apache.org/licenses/LICENSE-2.0.txt', ['Apache-2.0']],
  ['https://opensource.org/licenses/MIT', ['MIT']],
  ['https://example.com/eula', ['LicenseRef-https-example.com-eula']],
  ['BSD License 2.0', ['LicenseRef-BSD-License-2.0']],
  ['BSD-2-Clause-alike', ['LicenseRef-BSD-2-Clause-alike']],
  ['LGPLv3+_or_GPLv2+', ['LicenseRef-LGPLv3-or-GPLv2']],
  ['GPL+ or Artistic', ['GPL-1.0-or-later OR Artistic-1.0-Perl']],
  ['GFDL-NIV-1.3+', ['GFDL-1.3-no-invariants-or-later']],
  ['MIT/X11', ['MIT']],
  ['EPL 2.0, GPL2 w/ CPE', ['EPL-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0']],
  ['perl_5', ['Artistic-1.0-Perl OR GPL-1.0-or-later']],
  ['UNLICENSED', ['LicenseRef-UNLICENSED']],
  ['SUBMIT this', ['LicenseRef-SUBMIT-this']],
  ['NOASSERTION', []],
  ['', []],
  ['LicenseRef-Own', ['LicenseRef-Own']],
  ['MIT AND Strange Terms', ['LicenseRef-Strange-Terms', 'MIT']],
];

for (const [declared, expected] of cases) {
  test(`${declared || 'nothing'} is ${expected.join(', ') || 'no licence'}`, () => {
    assert.deepEqual(licensesOf([declared]), expected);
  });
}

test('several declarations are joined, sorted and told once', () => {
  assert.deepEqual(licensesOf(['MIT', 'Apache-2.0', 'Expat']), ['Apache-2.0', 'MIT']);
});

test('package.json forms are read', () => {
  assert.deepEqual(licenseTexts('MIT'), ['MIT']);
  assert.deepEqual(licenseTexts({ type: 'MIT', url: 'x' }), ['MIT']);
  assert.deepEqual(licenseTexts([{ type: 'MIT' }, 'ISC', { url: 'https://x' }, 7, null]), ['MIT', 'ISC', 'https://x']);
  assert.deepEqual(licenseTexts(undefined), []);
});

test('whatever is declared, the result is valid, bounded and stays itself', () => {
  const piece = fc.constantFrom(
    'MIT',
    'GPL',
    '-2',
    '+',
    ' and ',
    ' or ',
    ' OR ',
    ' AND ',
    '(',
    ')',
    '/',
    ',',
    ' with ',
    'WITH',
    'x',
    ' ',
    '\u0000',
    '::',
    '"',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (declared) => {
      for (const license of licensesOf([declared])) {
        parseExpression(license);
        assert.ok(license.length < 5_000);
        assert.deepEqual(licensesOf([license]), [license]);
      }
    }),
    { numRuns: 2000 },
  );
});

test('hostile declarations cost little', () => {
  const started = performance.now();
  const seeds = [
    '('.repeat(5_000),
    'a or '.repeat(5_000),
    'GPL '.repeat(5_000),
    'with '.repeat(5_000),
    ' '.repeat(100_000),
  ];
  for (const text of seeds) for (const license of licensesOf([text])) assert.ok(license.length < 200, license);
  assert.ok(performance.now() - started < 1_000);
});
