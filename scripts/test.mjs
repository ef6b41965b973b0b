// npm test -- [-u] [words…]: typecheck and compile, then run the tests whose path holds one of the words.
// -u writes the expected.json goldens anew.
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { compileTests } from './compile-tests.mjs';
import { projectRoot } from './project.mjs';

const words = process.argv.slice(2).filter((argument) => argument !== '-u');
const update = process.argv.includes('-u');

const files = compileTests().filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (files.length === 0) {
  console.error(`no test file matches ${words.join(' ')}`);
  process.exit(1);
}
const run = spawnSync(
  process.execPath,
  [
    '--enable-source-maps',
    '--test',
    `--test-reporter=${process.stdout.isTTY ? 'spec' : 'tap'}`, // the same lines from every Node
    `--test-concurrency=${availableParallelism()}`,
    ...files,
  ],
  { cwd: projectRoot, stdio: 'inherit', env: { ...process.env, ...(update ? { UPDATE_GOLDENS: '1' } : {}) } },
);
process.exit(run.status ?? 1);
