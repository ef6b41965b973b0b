#!/usr/bin/env node
import { version } from '../base/version.ts';

// Asked for its version, it should answer before anything else is loaded.
const [, , first, ...rest] = process.argv;
if (rest.length === 0 && (first === '--version' || first === '-V' || first === 'version')) {
  process.stdout.write(`tidewaiter ${version}\n`);
} else {
  const { runCommandLine } = await import('./command-line.ts');
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
