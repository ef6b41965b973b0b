// npm run fuzz -- [seconds]: runs the tests that take a FUZZ_SEED with new seeds until the time is over.
// A failure prints its seed; FUZZ_SEED=n npm test -- word repeats it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { compileTests } from './compile-tests.mjs';
import { projectRoot } from './project.mjs';

const files = compileTests().filter((file) =>
  readFileSync(`${projectRoot}/${file}`, 'utf8').includes('process.env.FUZZ_SEED'),
);
const end = Date.now() + Number(process.argv[2] ?? 60) * 1000;

for (let seed = Date.now() % 1_000_000_000; Date.now() < end; seed++) {
  console.log(`FUZZ_SEED=${seed}`);
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { ...process.env, FUZZ_SEED: String(seed) },
  });
  if (run.status === 0) continue;
  console.error(run.stdout + run.stderr);
  process.exit(1);
}
