import { type Command, Option } from 'commander';
import { version } from '../../base/version.ts';
import { readInventoryFile } from '../../inspection/inspect-report.ts';
import { judgeInventory } from '../../inspection/judge-inventory.ts';
import { reportFormatNames } from '../../report/formats/index.ts';
import { makeReport } from '../../report/report.ts';
import { type AdvisoryFlags, addAdvisoryOptions, advisoryOptions } from '../advisory-options.ts';
import { addWorkOptions, type WorkFlags, workOptions } from '../work-options.ts';
import { EXIT_CODES, writeReport } from '../write-report.ts';

interface MatchFlags extends WorkFlags, AdvisoryFlags {
  readonly format: string;
  readonly output?: string;
}

/** `tidewaiter match FILE`: compare what a report or bill of materials lists with advisories, without the image. */
export function addMatchCommand(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('match')
    .description('look for vulnerabilities in what a report or bill of materials lists')
    .argument('<file>', 'JSON report of tidewaiter scan, CycloneDX or SPDX')
    .addOption(new Option('-f, --format <format>', 'how to report').choices(reportFormatNames).default('text'))
    .option('-o, --output <file>', 'write the report to a file');
  addAdvisoryOptions(addWorkOptions(command)).action(async (path: string, flags: MatchFlags) => {
    const advisories = advisoryOptions(flags);
    const options = workOptions(flags);
    try {
      const inspection = await judgeInventory(readInventoryFile(path), { ...options, advisories });
      options.done();
      await writeReport(makeReport(inspection, { name: 'tidewaiter', version }), flags);
      finish(EXIT_CODES[inspection.verdict.decision]);
    } finally {
      options.done();
    }
  });
}
