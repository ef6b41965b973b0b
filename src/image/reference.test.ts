import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { UsageError } from '../base/errors.ts';
import { familiarName, familiarReference, formatReference, isReference, parseReference } from './reference.ts';

const HEX = '0123456789abcdef'.repeat(4);
const DIGEST = `sha256:${HEX}`;

describe('references', () => {
  const full: readonly (readonly [string, string, string])[] = [
    ['debian', 'docker.io/library/debian:latest', 'debian:latest'],
    ['debian:12', 'docker.io/library/debian:12', 'debian:12'],
    ['docker.io/debian', 'docker.io/library/debian:latest', 'debian:latest'],
    ['docker.io/library/debian', 'docker.io/library/debian:latest', 'debian:latest'],
    ['index.docker.io/debian:12', 'docker.io/library/debian:12', 'debian:12'],
    ['index.docker.io/a/b', 'docker.io/a/b:latest', 'a/b:latest'],
    ['library/debian', 'docker.io/library/debian:latest', 'debian:latest'],
    ['grafana/grafana', 'docker.io/grafana/grafana:latest', 'grafana/grafana:latest'],
    ['docker.io/library/a/b', 'docker.io/library/a/b:latest', 'library/a/b:latest'],
    ['localhost/x', 'localhost/x:latest', 'localhost/x:latest'],
    ['docker.io/a.b/c', 'docker.io/a.b/c:latest', 'docker.io/a.b/c:latest'],
    ['docker.io/localhost/c', 'docker.io/localhost/c:latest', 'docker.io/localhost/c:latest'],
    ['localhost', 'docker.io/library/localhost:latest', 'localhost:latest'],
    ['localhost:5000', 'docker.io/library/localhost:5000', 'localhost:5000'],
    ['localhost:5000/x:1', 'localhost:5000/x:1', 'localhost:5000/x:1'],
    ['127.0.0.1:5000/a/b/c', '127.0.0.1:5000/a/b/c:latest', '127.0.0.1:5000/a/b/c:latest'],
    ['[::1]:5000/x:1', '[::1]:5000/x:1', '[::1]:5000/x:1'],
    ['[fe80::1]/x', '[fe80::1]/x:latest', '[fe80::1]/x:latest'],
    ['Registry/x', 'Registry/x:latest', 'Registry/x:latest'],
    ['ghcr.io/a/b-c__d.e_f--g:v1.0_x-Y', 'ghcr.io/a/b-c__d.e_f--g:v1.0_x-Y', 'ghcr.io/a/b-c__d.e_f--g:v1.0_x-Y'],
    [`debian@${DIGEST}`, `docker.io/library/debian@${DIGEST}`, `debian@${DIGEST}`],
    [`debian:12@${DIGEST}`, `docker.io/library/debian:12@${DIGEST}`, `debian:12@${DIGEST}`],
    [`h:1/x@sha512:${HEX}${HEX}`, `h:1/x@sha512:${HEX}${HEX}`, `h:1/x@sha512:${HEX}${HEX}`],
  ];
  for (const [text, formatted, familiar] of full) {
    test(`${text} is ${formatted}`, () => {
      const reference = parseReference(text);
      assert.equal(formatReference(reference), formatted);
      assert.equal(familiarReference(reference), familiar);
    });
  }

  const bad: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    [':latest', /no repository/],
    ['docker.io/', /no repository/],
    [HEX, /image id/],
    ['https://registry.example/x', /scheme/],
    ['Debian', /lower case/],
    ['docker.io/Debian', /lower case/],
    ['a//b', /lower-case letters/],
    ['a/b/', /lower-case letters/],
    ['/a', /lower-case letters/],
    ['./x', /host name/],
    ['../x', /host name/],
    ['-a/x', /lower-case letters/],
    ['-a.b/x', /host name/],
    ['a..b/x', /host name/],
    ['a___b', /lower-case letters/],
    ['a_', /lower-case letters/],
    ['a._b', /lower-case letters/],
    ['a b', /lower-case letters/],
    ['a\u0000b', /lower-case letters/],
    ['ä', /lower-case letters/],
    ['x:', /tag/],
    ['x:.a', /tag/],
    ['x:a:b', /tag/],
    [`x:${'a'.repeat(129)}`, /tag/],
    ['x@', /digest/],
    ['x@sha256:00', /digest/],
    [`x@sha256:${HEX.toUpperCase()}`, /digest/],
    [`x@sha384:${HEX}`, /digest/],
    [`x@${DIGEST}@${DIGEST}`, /digest/],
    ['h:99999/x', /port/],
    ['h:/x', /port/],
    ['h.x:a/x', /port/],
    ['[::1/x', /host name/],
    ['[::g]/x', /host name/],
    ['[::1]5000/x', /port/],
    [`x.y/${'a'.repeat(256)}`, /longer than 255/],
    ['a'.repeat(2000), /longer than 1024/],
  ];
  for (const [text, reason] of bad) {
    test(`${JSON.stringify(text.slice(0, 40))} is refused`, () => {
      assert.throws(
        () => parseReference(text),
        (error) => error instanceof UsageError && error.code === 'bad-reference' && reason.test(error.message),
      );
      assert.equal(isReference(text), false);
    });
  }

  test('the limits themselves are allowed', () => {
    assert.equal(parseReference(`x:${'a'.repeat(128)}`).tag?.length, 128);
    assert.equal(parseReference(`x.y/${'a'.repeat(255)}`).path.length, 255);
  });

  test('a password in a pasted URL is not repeated', () => {
    assert.throws(
      () => parseReference('https://me:hunter2@registry.example/x'),
      (error) => error instanceof UsageError && !error.message.includes('hunter2'),
    );
  });

  test('what was formatted parses to the same', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,4})?$/);
    const reference = fc.record(
      {
        domain: fc.constantFrom('docker.io', 'localhost', 'a.example:5000', '[::1]:80', 'Upper'),
        path: fc.array(component, { minLength: 2, maxLength: 4 }).map((parts) => parts.join('/')),
        tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/),
        digest: fc.constant(DIGEST as `sha256:${string}`),
      },
      { requiredKeys: ['domain', 'path', 'tag'], noNullPrototype: true },
    );
    fc.assert(
      fc.property(reference, (given) => {
        assert.deepEqual(parseReference(formatReference(given)), given);
        assert.deepEqual(parseReference(familiarReference(given)), given);
        assert.ok(formatReference(given).includes(familiarName(given)));
      }),
    );
  });

  test('any text is parsed or refused in order', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => typeof isReference(text) === 'boolean'),
    );
  });
});
