import { type Command, Option } from 'commander';
import { version } from '../../base/version.ts';
import { inspect } from '../../inspection/inspect.ts';
import { sbomFormatNames, sbomFormats } from '../../report/formats/index.ts';
import { sbomCreated } from '../../report/sbom.ts';
import { addImageOptions, IMAGE_HELP, type ImageFlags, inspectOptions } from '../image-options.ts';
import { writeOutput } from '../output.ts';

interface SbomFlags extends ImageFlags {
  readonly format: keyof typeof sbomFormats;
  readonly output?: string;
}

/** `tidewaiter sbom IMAGE`: the software bill of materials. */
export function addSbomCommand(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('sbom')
    .description('write the software bill of materials of an image')
    .argument('<image>')
    .addOption(
      new Option('-f, --format <format>', 'which standard; CycloneDX is 1.6 unless it says @1.7')
        .choices(sbomFormatNames)
        .default('cyclonedx-json'),
    )
    .option('-o, --output <file>', 'write to a file')
    .addHelpText('after', IMAGE_HELP);
  addImageOptions(command).action(async (input: string, flags: SbomFlags) => {
    const options = await inspectOptions(flags);
    try {
      const { image, inventory, problems, verdict } = await inspect(input, { ...options, advisories: false });
      options.done();
      const text = sbomFormats[flags.format]({
        image,
        packages: inventory.packages,
        tool: { name: 'tidewaiter', version },
        created: sbomCreated(image, process.env),
        ...(inventory.os ? { os: inventory.os } : {}),
      });
      await writeOutput(text, flags.output);
      if (verdict.decision !== 'incomplete') return;
      process.stderr.write(
        `tidewaiter: parts of the image could not be inspected (${problems.length} problems): see tidewaiter scan\n`,
      );
      finish(5);
    } finally {
      options.done();
    }
  });
}
