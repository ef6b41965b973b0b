import { type Command, Option } from 'commander';
import { version } from '../../base/version.ts';
import { inspect } from '../../inspection/inspect.ts';
import { planFormatNames, planFormats } from '../../report/formats/index.ts';
import { makeReport } from '../../report/report.ts';
import { addImageOptions, IMAGE_HELP, type ImageFlags, inspectOptions } from '../image-options.ts';
import { writeOutput } from '../output.ts';
import { terminalWidth, useColor } from '../terminal.ts';

interface PlanFlags extends ImageFlags {
  readonly format: string;
  readonly output?: string;
}

const PLAIN = { color: false, width: 80 };

/** `tidewaiter plan IMAGE`: what would start, and what that would touch. */
export function addPlanCommand(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('plan')
    .description('show what an image would do when it starts, and how to run it')
    .argument('<image>')
    .addOption(
      new Option('-f, --format <format>', 'how to show it')
        .choices(planFormatNames)
        .default('text')
        .env('TIDEWAITER_FORMAT'),
    )
    .option('-o, --output <file>', 'write the plan to a file')
    .addHelpText('after', IMAGE_HELP);
  addImageOptions(command).action(async (input: string, flags: PlanFlags) => {
    const options = await inspectOptions(flags);
    try {
      const inspection = await inspect(input, options);
      options.done();
      const report = makeReport(inspection, { name: 'tidewaiter', version });
      const format = planFormats[flags.format as keyof typeof planFormats];
      const looks = flags.output === undefined ? { color: useColor(), width: terminalWidth() } : PLAIN;
      await writeOutput(format(report, looks), flags.output);
      if (inspection.verdict.decision === 'incomplete') finish(5);
    } finally {
      options.done();
    }
  });
}
