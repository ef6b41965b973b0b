// npm test -- [-u] [words…]: typecheck and compile, then run the tests whose path holds one of the words.
// -u writes the expected.json goldens anew.
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { compilerPath, projectRoot } from './project.mjs';
import { stamp } from './stamp.mjs';

const words = process.argv.slice(2).filter((argument) => argument !== '-u');
const update = process.argv.includes('-u');

rmSync(`${projectRoot}/.build`, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [compilerPath, '-p', 'tsconfig.json'], {
  cwd: projectRoot,
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
stamp(`${projectRoot}/.build/src`);

const files = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(`${projectRoot}/.build/${folder}`, { recursive: true }).map((file) => `.build/${folder}/${file}`),
  )
  .filter((file) => file.endsWith('.test.js') && (words.length === 0 || words.some((word) => file.includes(word))))
  .sort();
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
