import { type Command, Option } from 'commander';
import { UsageError } from '../../base/errors.ts';
import { writeRulesMarkdown } from '../../report/formats/rules-markdown.ts';
import { writeRulesText } from '../../report/formats/rules-text.ts';
import { writeOutput } from '../output.ts';
import { terminalWidth, useColor } from '../terminal.ts';

interface RulesFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly output?: string;
}

/** `tidewaiter rules [ID…]`: everything that can be found in an image, and what it means. */
export function addRulesCommand(program: Command): void {
  program
    .command('rules')
    .description('list what can be found in an image: meaning, severity, what else looks like it')
    .argument('[id...]', 'a rule, or all of a kind: malware, secret, integrity, misconfiguration')
    .addOption(
      new Option('-f, --format <format>', 'how to show them').choices(['text', 'json', 'markdown']).default('text'),
    )
    .option('-o, --output <file>', 'write them to a file')
    .action(async (ids: readonly string[], { format, output }: RulesFlags) => {
      const { allRules, findRules } = await import('../../finding/rules.ts');
      const rules = allRules();
      const { found, unknown } = ids.length === 0 ? { found: rules, unknown: [] } : findRules(ids, rules);
      if (unknown.length > 0) {
        throw new UsageError('bad-flag', `there is no rule ${unknown[0]}: \`tidewaiter rules\` lists them all`);
      }
      const looks = output === undefined ? { color: useColor(), width: terminalWidth() } : { color: false, width: 80 };
      const writers = {
        text: () => writeRulesText(found, { ...looks, whole: ids.length > 0 }),
        json: () => `${JSON.stringify(found, null, 2)}\n`,
        markdown: () => writeRulesMarkdown(found),
      };
      await writeOutput(writers[format](), output);
    });
}
