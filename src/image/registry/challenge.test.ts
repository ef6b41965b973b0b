import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseChallenges } from './challenge.ts';

const plain = (header: string) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('WWW-Authenticate', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['', []],
    ['Basic', [['basic', {}]]],
    ['Basic realm="a, b=\\"c\\""', [['basic', { realm: 'a, b="c"' }]]],
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a:pull,push"',
      [
        [
          'bearer',
          { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a:pull,push' },
        ],
      ],
    ],
    ['BEARER Realm = x , SERVICE=y', [['bearer', { realm: 'x', service: 'y' }]]],
    [
      'Basic realm="x", Bearer realm="y"',
      [
        ['basic', { realm: 'x' }],
        ['bearer', { realm: 'y' }],
      ],
    ],
    [
      'Negotiate, Basic realm=x',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    ['Bearer realm=https://a/b?c,service=d', [['bearer', { realm: 'https://a/b?c', service: 'd' }]]],
    ['Bearer realm="a",realm="b"', [['bearer', { realm: 'a' }]]],
    ['Bearer realm="never closed', [['bearer', { realm: 'never closed' }]]],
    ['Bearer realm="a\\', [['bearer', { realm: 'a' }]]],
    ['Bearer realm=', [['bearer', { realm: '' }]]],
    ['=x', []],
    ['Bearer __proto__=x', [['bearer', Object.fromEntries([['__proto__', 'x']])]]],
  ];
  for (const [header, expected] of cases) {
    test(JSON.stringify(header), () => assert.deepEqual(plain(header), expected));
  }

  test('anything is read in time that grows with its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '=', ',', ' ', 'a', '/') }), (header) => {
        assert.ok(parseChallenges(header).length <= header.length);
      }),
    );
    const started = performance.now();
    for (const piece of ['"', '\\"', '=', ',', 'a ', 'a=', 'a="', 'a="b",']) parseChallenges(piece.repeat(100_000));
    assert.ok(performance.now() - started < 2_000);
  });
});
