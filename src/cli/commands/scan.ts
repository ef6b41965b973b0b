import { type Command, Option } from 'commander';
import { version } from '../../base/version.ts';
import { inspect } from '../../inspection/inspect.ts';
import { reportFormatNames } from '../../report/formats/index.ts';
import { ruleCostLine } from '../../report/formats/rule-cost.ts';
import { makeReport } from '../../report/report.ts';
import { type AdvisoryFlags, addAdvisoryOptions, advisoryOptions } from '../advisory-options.ts';
import { addImageOptions, IMAGE_HELP, type ImageFlags, inspectOptions } from '../image-options.ts';
import { addRuleOptions, type RuleFlags, ruleOptions } from '../rule-options.ts';
import { EXIT_CODES, writeReport } from '../write-report.ts';

interface ScanFlags extends ImageFlags, AdvisoryFlags, RuleFlags {
  readonly format: string;
  readonly output?: string;
  readonly allPlatforms?: boolean;
}

const EXIT_HELP = `
Exit codes: 0 for the verdicts pass and warn, 1 for fail, 5 for incomplete (a part of the image could not be seen);
others mean that there is no verdict.`;

/** `tidewaiter scan IMAGE`: look into an image and judge it. */
export function addScanCommand(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('scan')
    .description('look into an image: what is in it, what it would do, and what is wrong with it')
    .argument('<image>')
    .addOption(
      new Option('-f, --format <format>', 'how to report')
        .choices(reportFormatNames)
        .default('text')
        .env('TIDEWAITER_FORMAT'),
    )
    .option('-o, --output <file>', 'write the report to a file')
    .addOption(
      new Option('--all-platforms', 'look into the images of all platforms, and compare them')
        .conflicts('platform')
        .env('TIDEWAITER_ALL_PLATFORMS'),
    )
    .addHelpText('after', `${IMAGE_HELP}\n${EXIT_HELP}`);
  addAdvisoryOptions(addRuleOptions(addImageOptions(command))).action(async (input: string, flags: ScanFlags) => {
    const advisories = advisoryOptions(flags);
    const options = await inspectOptions(flags);
    try {
      const look = flags.allPlatforms
        ? (await import('../../inspection/inspect-platforms.ts')).inspectPlatforms
        : inspect;
      const inspection = await look(input, { ...options, ...ruleOptions(flags), advisories });
      options.done();
      if (inspection.rules && !flags.quiet) process.stderr.write(`${ruleCostLine(inspection.rules)}\n`);
      await writeReport(makeReport(inspection, { name: 'tidewaiter', version }), flags);
      finish(EXIT_CODES[inspection.verdict.decision]);
    } finally {
      options.done();
    }
  });
}
