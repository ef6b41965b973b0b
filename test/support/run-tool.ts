import { spawnSync } from 'node:child_process';

/** For `test(name, { skip }, …)`: the reason to print, or false. */
export function withoutTools(...tools: readonly string[]): string | false {
  const missing = tools.filter((tool) => spawnSync('which', [tool]).status !== 0);
  return missing.length > 0 ? `needs ${missing.join(', ')}` : false;
}

/** What a program prints. @throws with the end of what it complained of. */
export function runTool(
  command: string,
  parameters: readonly string[],
  options: { readonly cwd?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): string {
  const { status, stdout, stderr, error } = spawnSync(command, parameters, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    // A tool that asks something would wait for ever.
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...options.environment },
  });
  if (status === 0) return stdout;
  throw new Error(`${command} ${parameters.join(' ')}: ${error?.message ?? `${stdout}\n${stderr}`.slice(-1000)}`);
}

/** What `prepare` made, or the reason to skip all that needs it. In CI a failure is a failure. */
export function prepared<T>(
  missing: string | false,
  prepare: () => T,
): { readonly value: T; readonly skip: false } | { readonly value: undefined; readonly skip: string } {
  if (missing) return { value: undefined, skip: missing };
  try {
    return { value: prepare(), skip: false };
  } catch (error) {
    if (process.env.CI) throw error;
    return { value: undefined, skip: `could not be prepared: ${String(error).slice(0, 500)}` };
  }
}
