import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNixStoreName } from './nix-store-name.ts';

const HASH = '5av396z8xa13jg89g9jws145c0k26k2x';

function parsed(rest: string): string | undefined {
  const { name, version, output } = parseNixStoreName(`${HASH}-${rest}`) ?? {};
  return name && [name, version, output].filter((part) => part !== undefined).join(' | ');
}

test('name, version and output', () => {
  assert.equal(parsed('glibc-2.34-210'), 'glibc | 2.34-210');
  assert.equal(parsed('glibc-2.34-210-bin'), 'glibc | 2.34-210 | bin');
  assert.equal(parsed('gcc-13.2.0-libgcc'), 'gcc | 13.2.0 | libgcc');
  assert.equal(parsed('python3.11-requests-2.31.0'), 'python3.11-requests | 2.31.0');
  assert.equal(parsed('perl5.38.2-URI-5.21-devdoc'), 'perl5.38.2-URI | 5.21 | devdoc');
  assert.equal(parsed('bash-interactive-5.2p26'), 'bash-interactive | 5.2p26');
  assert.equal(parsed('tool-0-unstable-2024-01-01'), 'tool | 0-unstable-2024-01-01');
  assert.equal(parsed('lib-1.0-beta'), 'lib | 1.0-beta');
});

test('what is no package', () => {
  for (const rest of ['source', 'user-environment', 'glibc-2.34.drv', 'x-1.lock', '-1.0', 'builder.sh']) {
    assert.equal(parsed(rest), undefined, rest);
  }
  assert.equal(parseNixStoreName('lost-1.0'), undefined);
  assert.equal(parseNixStoreName(`${HASH.replace('5', 'e')}-a-1.0`), undefined);
});
