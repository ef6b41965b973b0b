// npm run fuzz -- [seconds]: runs the tests that take a FUZZ_SEED with new seeds until the time is over.
// A failure prints its seed; FUZZ_SEED=n npm test -- word repeats it. Run npm test once before, to compile.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { projectRoot } from './project.mjs';

const end = Date.now() + Number(process.argv[2] ?? 60) * 1000;
const files = ['src', 'test']
  .flatMap((folder) =>
    readdirSync(`${projectRoot}/.build/${folder}`, { recursive: true }).map((file) => `.build/${folder}/${file}`),
  )
  .filter((file) => file.endsWith('.test.js'))
  .filter((file) => readFileSync(`${projectRoot}/${file}`, 'utf8').includes('process.env.FUZZ_SEED'));

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
