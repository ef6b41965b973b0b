import type { FormatOptions } from '../format-options.ts';
import type { Report } from '../report.ts';
import type { SbomInput } from '../sbom.ts';
import { writeCycloneDxJson } from './cyclonedx-json.ts';
import { writeCycloneDxXml } from './cyclonedx-xml.ts';
import { writeJson } from './json.ts';
import { writePlanJson } from './plan-json.ts';
import { writePlanText } from './plan-text.ts';
import { writeSpdxJson } from './spdx-json.ts';
import { writeText } from './text.ts';

/** Reports of `tidewaiter scan`, by the name of their format. */
export const reportFormats = {
  text: writeText,
  json: (report: Report) => writeJson(report),
} as const satisfies Readonly<Record<string, (report: Report, options: FormatOptions) => string>>;
export const reportFormatNames = Object.keys(reportFormats);

/** Startup plans of `tidewaiter plan`. */
export const planFormats = {
  text: writePlanText,
  json: (report: Report) => writePlanJson(report),
} as const satisfies Readonly<Record<string, (report: Report, options: FormatOptions) => string>>;
export const planFormatNames = Object.keys(planFormats);

/** Bills of materials of `tidewaiter sbom`. */
export const sbomFormats = {
  'cyclonedx-json': (input: SbomInput) => writeCycloneDxJson(input),
  'cyclonedx-json@1.6': (input: SbomInput) => writeCycloneDxJson(input, '1.6'),
  'cyclonedx-json@1.7': (input: SbomInput) => writeCycloneDxJson(input, '1.7'),
  'cyclonedx-xml': (input: SbomInput) => writeCycloneDxXml(input),
  'cyclonedx-xml@1.6': (input: SbomInput) => writeCycloneDxXml(input, '1.6'),
  'cyclonedx-xml@1.7': (input: SbomInput) => writeCycloneDxXml(input, '1.7'),
  'spdx-json': (input: SbomInput) => writeSpdxJson(input),
} as const;
export const sbomFormatNames = Object.keys(sbomFormats);
