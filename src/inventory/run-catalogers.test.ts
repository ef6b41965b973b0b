import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderTree } from '../../test/support/folder-tree.ts';
import { temporaryFolder } from '../../test/support/temporary-folder.ts';
import { UnavailableError } from '../base/errors.ts';
import { createTurn } from '../base/turns.ts';
import { glob } from '../filesystem/file.ts';
import type { Cataloger } from './cataloger.ts';
import { runCatalogers } from './run-catalogers.ts';

const FILES = 400;
const FILE_MS = 5;

test('a time limit ends long cataloging between two files', { timeout: 60_000 }, async (context) => {
  const root = temporaryFolder(context);
  for (let number = 0; number < FILES; number++) writeFileSync(join(root, `${number}.slow`), '');
  let seen = 0;
  const slow: Cataloger = {
    name: 'slow',
    version: 1,
    reads: [glob('*.slow')],
    catalog() {
      seen++;
      for (const end = performance.now() + FILE_MS; performance.now() < end; );
      return [];
    },
  };
  const controller = new AbortController();
  const reason = new UnavailableError('timed-out', 'gave up');
  const run = (signal?: AbortSignal) =>
    runCatalogers(folderTree(root), [slow], { os: undefined, turn: createTurn(signal) });
  setTimeout(() => controller.abort(reason), 100);
  await assert.rejects(run(controller.signal), (error) => error === reason);
  assert.ok(seen > 0 && seen < FILES, `${seen} files were read`);
  seen = 0;
  await run();
  assert.equal(seen, FILES);
});
