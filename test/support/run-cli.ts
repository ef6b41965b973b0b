import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project.ts';

/** How one run of the command line ended. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the compiled command line in a process of its own, with nothing of ours in its environment. */
export function runCli(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<CliRun> {
  const main = join(projectRoot, '.build', 'src', 'cli', 'main.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], {
      // Advisories are compared where a test says where they come from.
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        ...(environment.TIDEWAITER_FEEDS === undefined ? { TIDEWAITER_NO_ADVISORIES: '1' } : {}),
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      output.stderr += text;
    });
    child.on('error', reject).on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}
