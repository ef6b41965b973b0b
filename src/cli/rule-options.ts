import { type Command, Option } from 'commander';
import type { InspectOptions } from '../inspection/inspect-options.ts';

/** Flags for what the user brings to hold against an image. */
export interface RuleFlags {
  readonly rules?: readonly string[];
  readonly iocs?: readonly string[];
  readonly detectors?: boolean;
}

const GROUP = 'What else to look for:';

/** Adds those flags; each may be given several times. */
export function addRuleOptions(command: Command): Command {
  const list = (flags: string, description: string) =>
    new Option(flags, description)
      .argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
      .helpGroup(GROUP);
  return command
    .addOption(list('--rules <path>', 'YARA rules: a file, or a folder of .yar and .yara files; may be repeated'))
    .addOption(list('--iocs <file>', 'known-bad hosts and hashes: text, CSV, STIX, MISP; may be repeated'))
    .addOption(
      new Option('--no-detectors', 'do not look for hostile content, secrets and misconfigurations')
        .env('TIDEWAITER_NO_DETECTORS')
        .helpGroup(GROUP),
    );
}

/** The flags as options of an inspection; what of them could not be used is told on standard error. */
export function ruleOptions({
  rules,
  iocs,
  detectors,
  quiet,
}: RuleFlags & { readonly quiet?: boolean }): Pick<InspectOptions, 'rules' | 'iocs' | 'detectors' | 'onNotice'> {
  const tell = (message: string): void => void process.stderr.write(`${message}\n`);
  return {
    ...(rules ? { rules } : {}),
    ...(iocs ? { iocs } : {}),
    ...(detectors === false ? { detectors } : {}),
    ...(iocs && !quiet ? { onNotice: tell } : {}),
  };
}
