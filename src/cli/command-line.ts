import { Command, CommanderError, type Option } from 'commander';
import { version } from '../base/version.ts';
import { commands } from './commands/index.ts';
import { exitCodeOf, explain } from './failure.ts';

/** Runs one command and tells the process's exit code: see docs/errors.md. */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  let exitCode = 0;
  const finish = (code: number): void => {
    exitCode = code;
  };
  const program = new Command('tidewaiter')
    .description('Know what is in a container image, who put it there, and what it would do, before you run it.')
    .version(`tidewaiter ${version}`, '-V, --version')
    .exitOverride()
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({ sortSubcommands: false, optionDescription })
    .addHelpText('after', EXAMPLES);
  for (const addCommand of commands) addCommand(program, finish);
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

const EXAMPLES = `
Examples:
  tidewaiter scan nginx:1.29                  an image of Docker Hub
  docker save shop | tidewaiter scan -        what a local engine has built
  tidewaiter scan image.tar --format json     everything, for programs
  tidewaiter plan nginx:1.29                  what it would do, and how to run it tightly
  tidewaiter sbom ghcr.io/org/app -o bom.json a bill of materials, CycloneDX`;

/** Without the environment variables that commander would repeat for each: the footer of a command tells the rule. */
function optionDescription({ description, argChoices, defaultValue }: Option): string {
  const notes = [
    ...(argChoices ? [argChoices.join(', ')] : []),
    ...(typeof defaultValue === 'string' ? [`default: ${defaultValue}`] : []),
  ];
  return notes.length === 0 ? description : `${description} (${notes.join('; ')})`;
}
