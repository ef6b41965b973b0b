import { reportFormats } from '../report/formats/index.ts';
import type { Report } from '../report/report.ts';
import { writeOutput } from './output.ts';
import { terminalWidth, useColor } from './terminal.ts';

/** The exit code of each verdict. */
export const EXIT_CODES = { pass: 0, warn: 0, fail: 1, incomplete: 5 } as const;

const PLAIN = { color: false, width: 80 };

/** Writes a report as the flags say: coloured and as wide as the terminal only where it goes to one. */
export async function writeReport(
  report: Report,
  flags: { readonly format: string; readonly output?: string },
): Promise<void> {
  const format = reportFormats[flags.format as keyof typeof reportFormats];
  const looks = flags.output === undefined ? { color: useColor(), width: terminalWidth() } : PLAIN;
  await writeOutput(format(report, looks), flags.output);
}
