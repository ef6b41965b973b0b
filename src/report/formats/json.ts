import type { Report } from '../report.ts';

/** Characters that JSON.stringify leaves as they are, though terminals and readers act on them. */
const UNPRINTABLE = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The report as JSON. Names are kept to the letter; what could steer a terminal is escaped. */
export function writeJson(report: Report): string {
  return jsonText(report);
}

/** Any part of a report as JSON. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value, null, 2);
  return `${text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
