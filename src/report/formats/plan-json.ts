import type { Report } from '../report.ts';
import { jsonText } from './json.ts';

/** The startup plan alone, as the report has it; an empty object where no file was seen. */
export function writePlanJson(report: Report): string {
  return jsonText(report.startup ?? {});
}
