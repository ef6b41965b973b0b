import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countBaseLayers } from './base-layers.ts';

test('the base ends at the last command that layers follow', () => {
  assert.equal(
    count('+ADD rootfs.tar', 'CMD ["bash"]', 'ENV A=b', '+RUN apt-get', '+COPY .', 'ENTRYPOINT ["/app"]'),
    1,
  );
  assert.equal(
    count('+ADD rootfs.tar', 'CMD ["bash"]', '+RUN python', 'CMD ["python3"]', '+COPY .', 'CMD ["/app"]'),
    2,
  );
  assert.equal(
    count('+ADD file:1 in /', '/bin/sh -c #(nop)  CMD ["sh"]', '+RUN x', 'ENTRYPOINT ["a"]', 'CMD ["b"]'),
    1,
  );
});

test('a history that ends no image before its top tells nothing', () => {
  assert.equal(count(), undefined);
  assert.equal(count('+ADD rootfs.tar', 'CMD ["bash"]'), undefined);
  assert.equal(count('+COPY .', '+RUN echo CMD ["x"]'), undefined);
});

function count(...entries: readonly string[]): number | undefined {
  return countBaseLayers(
    entries.map((entry) => ({ createdBy: entry.replace(/^\+/, ''), emptyLayer: !entry.startsWith('+') })),
  );
}
