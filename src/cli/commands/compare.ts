import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { FormatError, UsageError } from '../../base/errors.ts';
import { type OtherReport, readOtherReport } from '../../finding/other-report.ts';
import { comparisonJson, comparisonText } from '../../report/formats/comparison.ts';
import { type AdvisoryFlags, addAdvisoryOptions, requiredAdvisories } from '../advisory-options.ts';
import { addImageOptions, type ImageFlags, inspectOptions } from '../image-options.ts';
import { writeOutput } from '../output.ts';

interface CompareFlags extends ImageFlags, AdvisoryFlags {
  readonly with: string;
  readonly json?: boolean;
  readonly output?: string;
}

/** `tidewaiter compare REPORT --with FILE`: every difference to another scanner's report, and the reason for it. */
export function addCompareCommand(program: Command): void {
  const command = program
    .command('compare')
    .description("list every difference to another scanner's report, with the reason")
    .argument('<report>', 'JSON report of tidewaiter scan, a bill of materials, or an image')
    .requiredOption('--with <file>', 'JSON report of Trivy or Grype on the same image')
    .option('--json', 'as JSON')
    .option('-o, --output <file>', 'write to a file');
  addAdvisoryOptions(addImageOptions(command)).action(async (input: string, flags: CompareFlags) => {
    const advisories = requiredAdvisories(flags);
    const other = readOther(flags.with);
    const options = await inspectOptions(flags);
    try {
      const { compareReports } = await import('../../finding/compare-reports.ts');
      const { takeImageOrFile } = await import('../../inspection/take-image-or-file.ts');
      const { withAdvisories } = await import('../../inspection/with-advisories.ts');
      const taken = await takeImageOrFile(input, options);
      const comparison = await withAdvisories(taken, { ...options, advisories }, ({ inspection, store, match }) =>
        compareReports(other, inspection.inventory, {
          ...match,
          store,
          findings: inspection.findings,
          suppressed: inspection.suppressed.map(({ finding, by }) => ({ finding, by: by.who })),
        }),
      );
      options.done();
      await writeOutput(flags.json ? comparisonJson(comparison) : comparisonText(comparison), flags.output);
    } finally {
      options.done();
    }
  });
}

function readOther(path: string): OtherReport {
  try {
    return readOtherReport(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof FormatError) throw new UsageError('bad-config', `${path}: ${error.message}`, { cause: error });
    throw new UsageError('no-such-file', `there is no report ${path} that can be read`, { cause: error });
  }
}
