import { Command, CommanderError } from 'commander';
import { version } from '../base/version.ts';
import { addCacheCommand } from './commands/cache.ts';
import { addSbomCommand } from './commands/sbom.ts';
import { addScanCommand } from './commands/scan.ts';
import { exitCodeOf, explain } from './failure.ts';

/** Runs one command and tells the process's exit code: see docs/exit-codes.md. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  let exitCode = 0;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('tidewaiter')
    .description('Know what is in a container image, who put it there, and what it would do, before you run it.')
    .version(`tidewaiter ${version}`, '-V, --version')
    .exitOverride()
    .configureHelp({ sortSubcommands: false });
  addScanCommand(program, finish);
  addSbomCommand(program, finish);
  addCacheCommand(program);
  // A reader that has seen enough, as `head` does, is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    // commander has printed its own message already; its code is 0 for --help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`${explain(error)}\n`);
    return exitCodeOf(error);
  }
}
