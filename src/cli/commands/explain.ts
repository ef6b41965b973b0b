import type { Command } from 'commander';
import { type AdvisoryFlags, addAdvisoryOptions, requiredAdvisories } from '../advisory-options.ts';
import { addImageOptions, IMAGE_HELP, type ImageFlags, inspectOptions } from '../image-options.ts';
import { writeOutput } from '../output.ts';

/** `tidewaiter explain ID IMAGE`: why a vulnerability is in the report of an image, or is not. */
export function addExplainCommand(program: Command): void {
  const command = program
    .command('explain')
    .description('tell why a vulnerability is found in an image, or is not')
    .argument('<id>', 'CVE, GHSA or any other name of it')
    .argument('<image>', 'an image, a JSON report, a bill of materials')
    .addHelpText('after', IMAGE_HELP);
  addAdvisoryOptions(addImageOptions(command)).action(
    async (id: string, input: string, flags: ImageFlags & AdvisoryFlags) => {
      const advisories = requiredAdvisories(flags);
      const options = await inspectOptions(flags);
      try {
        const { explainVulnerability } = await import('../../finding/explain.ts');
        const { explanationText } = await import('../../finding/explanation-text.ts');
        const { takeImageOrFile } = await import('../../inspection/take-image-or-file.ts');
        const { withAdvisories } = await import('../../inspection/with-advisories.ts');
        const taken = await takeImageOrFile(input, options);
        const text = await withAdvisories(taken, { ...options, advisories }, ({ inspection, store, match }) => {
          const told = explanationText(explainVulnerability(id, inspection.inventory, { ...match, store }));
          const answers = inspection.suppressed
            .filter(({ finding }) => finding.vulnerability?.ids.includes(id))
            .map(({ finding, by }) => `${finding.package}: answered by ${by.who} (${by.source}): ${by.reason}\n`);
          return told + answers.join('');
        });
        options.done();
        await writeOutput(text, undefined);
      } finally {
        options.done();
      }
    },
  );
}
