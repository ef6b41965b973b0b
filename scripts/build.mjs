// Compiles src/ to dist/. Runs from `npm ci` through `prepare`, so it needs nothing but Node and the dev dependencies.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, rmSync } from 'node:fs';
import { compilerPath, projectRoot } from './project.mjs';
import { stamp } from './stamp.mjs';

if (!existsSync(compilerPath)) {
  // `npm install --omit=dev` of a packed release: dist/ came with the package.
  process.exit(existsSync(`${projectRoot}/dist/cli/main.js`) ? 0 : fail('typescript is missing: run `npm ci` first'));
}
rmSync(`${projectRoot}/dist`, { recursive: true, force: true });
const run = spawnSync(process.execPath, [compilerPath, '-p', 'tsconfig.build.json'], {
  cwd: projectRoot,
  stdio: 'inherit',
});
if (run.status === 0) {
  stamp(`${projectRoot}/dist`);
  // npx marks it as a program only when it first links it, not after a second build.
  chmodSync(`${projectRoot}/dist/cli/main.js`, 0o755);
}
process.exit(run.status ?? 1);

function fail(message) {
  console.error(message);
  return 1;
}
