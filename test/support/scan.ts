import { inspect } from '../../src/inspection/inspect.ts';
import type { InspectOptions } from '../../src/inspection/inspect-options.ts';
import type { Inspection } from '../../src/inspection/inspection.ts';
import { reportFormats } from '../../src/report/formats/index.ts';
import { makeReport, type Report } from '../../src/report/report.ts';

/** What `tidewaiter scan --format json` gives, and what it was made from. Nothing is cached unless asked for. */
export async function scan(
  input: string,
  options: InspectOptions = {},
): Promise<{ inspection: Inspection; report: Report; json: string }> {
  const inspection = await inspect(input, { cache: false, advisories: false, environment: {}, ...options });
  const report = makeReport(inspection, { name: 'tidewaiter', version: 'test' });
  return { inspection, report, json: reportFormats.json(report) };
}
