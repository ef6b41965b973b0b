import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { compilerPath, projectRoot } from './project.mjs';
import { stamp } from './stamp.mjs';

/** Typechecks and compiles sources and tests to .build/, ends the process where that fails, and lists the test files. */
export function compileTests() {
  rmSync(`${projectRoot}/.build`, { recursive: true, force: true });
  const compiled = spawnSync(process.execPath, [compilerPath, '-p', 'tsconfig.json'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (compiled.status !== 0) process.exit(compiled.status ?? 1);
  stamp(`${projectRoot}/.build/src`);
  return ['src', 'test']
    .flatMap((folder) =>
      readdirSync(`${projectRoot}/.build/${folder}`, { recursive: true }).map((file) => `.build/${folder}/${file}`),
    )
    .filter((file) => file.endsWith('.test.js'))
    .sort();
}
