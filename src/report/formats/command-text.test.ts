import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shortCommand, writtenCommand } from './command-text.ts';

test('commands as the Dockerfile had them', () => {
  const cases = [
    ['RUN /bin/sh -c apk add curl # buildkit', 'RUN apk add curl'],
    ['RUN |2 A=1 B=2 /bin/sh -c make # buildkit', 'RUN make'],
    ['/bin/sh -c apt-get update', 'RUN apt-get update'],
    ['/bin/sh -c #(nop)  CMD ["bash"]', 'CMD ["bash"]'],
    ['COPY . /srv # buildkit', 'COPY . /srv'],
    ['bazel build ...', 'bazel build ...'],
    ['', ''],
  ] as const;
  for (const [written, short] of cases) assert.equal(shortCommand(written), short);
});

test('words that a shell would split are quoted', () => {
  assert.equal(writtenCommand(['/bin/sh', '-c', "echo 'a b'"]), "/bin/sh -c 'echo '\\''a b'\\'''");
});
