import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/support/random.ts';
import { pathKey } from './path.ts';

test('names that collide for one seed do not collide for others', () => {
  const seed = 0x12345678;
  const seen = new Map<number, Buffer>();
  const random = seededRandom(1);
  let collisions = 0;
  for (let i = 0; i < 200_000; i++) {
    const name = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0].map(() => random.below(256)));
    const key = pathKey(name, 0, name.length, seed);
    const other = seen.get(key);
    seen.set(key, name);
    if (!other) continue;
    collisions++;
    // The same low byte: that is all that a hash without a shift would look at.
    const elsewhere = (seed ^ 0x5a5a5a00) >>> 0;
    assert.notEqual(pathKey(name, 0, name.length, elsewhere), pathKey(other, 0, other.length, elsewhere));
  }
  assert.ok(collisions > 0, 'the test met no collision');
});
