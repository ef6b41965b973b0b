import { createHash } from 'node:crypto';
import type { Image } from '../image/image.ts';
import type { OperatingSystem } from '../inventory/operating-system.ts';
import type { Package } from '../inventory/package.ts';

/** What a bill of materials is written from. */
export interface SbomInput {
  readonly image: Image;
  readonly os?: OperatingSystem;
  /** In the order in which they shall be listed. */
  readonly packages: readonly Package[];
  readonly tool: { readonly name: string; readonly version: string };
  /** See `sbomCreated`. */
  readonly created: Date;
  /** A UUID. By default it is derived from the content, so that equal content has an equal one. */
  readonly serial?: string;
}

/** Longest texts that a bill of materials repeats from an image, in UTF-16 units. */
export const sbomText = { name: 1_000, version: 500, path: 4_096, purl: 8_192, note: 1_000 } as const;

const LATEST = Date.UTC(9999, 11, 31);

/**
 * The moment a bill of materials is dated to: SOURCE_DATE_EPOCH, else the image's creation, else 1970. Not the clock:
 * the same image must give the same bytes, so that they can be compared, signed and cached.
 */
export function sbomCreated(image: Image, environment: Readonly<Record<string, string | undefined>>): Date {
  const epoch = environment.SOURCE_DATE_EPOCH ?? '';
  if (/^\d{1,12}$/.test(epoch)) return new Date(Math.min(Number(epoch) * 1000, LATEST));
  const created = Date.parse(image.config.created ?? '');
  return new Date(created >= 0 && created <= LATEST ? created : 0);
}

/** `2024-01-31T12:00:00Z`: both formats take it, SPDX takes no fractions. */
export function sbomTimestamp(created: Date): string {
  const time = created.getTime();
  return `${new Date(Number.isFinite(time) ? time : 0).toISOString().slice(0, 19)}Z`;
}

/** A UUID made from the image's digest, the tool's version and the packages. */
export function sbomSerial(input: SbomInput): string {
  if (input.serial !== undefined) return input.serial.toLowerCase();
  const hash = createHash('sha256').update(`${input.image.digest}\n${input.image.name}\n${input.tool.version}\n`);
  for (const { purl } of input.packages) hash.update(`${purl}\n`);
  const hex = hash.digest('hex');
  // RFC 9562, version 8: a UUID by a rule of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Gives each name once: the second `a` becomes `a#2`. */
export function uniqueNames(separator: string): (name: string) => string {
  const counts = new Map<string, number>();
  return function unique(name): string {
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : unique(`${name}${separator}${count}`);
  };
}

const ADDRESS = /^https?:\/\/[a-z0-9.-]+(?::\d+)?(?:\/(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9a-f]{2})*)?(?:#[\w./-]*)?$/i;

/** An address that may stand in a document as a link, or undefined. Stricter than browsers, as XML's anyURI is. */
export function webAddress(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= sbomText.note && ADDRESS.test(text) ? text : undefined;
}

const CPE_PART = /^(?:[*-]|(?:\?*|\*)(?:[\w.-]|\\[\\*?!"#$%&'()+,/:;<=>@[\]^`{|}~])+(?:\?*|\*))$/;

/** Is it a CPE 2.3 name as NIST IR 7695 binds it to a string? Documents with any other are invalid. */
export function isCpe(text: string): boolean {
  if (!text.startsWith('cpe:2.3:') || text.length > sbomText.name) return false;
  const [part = '', ...fields] = text.slice('cpe:2.3:'.length).split(/(?<!\\):/);
  const language = fields[5] ?? '';
  if (!/^[aho*-]$/.test(part) || fields.length !== 10) return false;
  return (
    fields.every((field) => CPE_PART.test(field)) && /^(?:[*-]|[a-z]{2,3}(?:-(?:[a-z]{2}|\d{3}))?)$/i.test(language)
  );
}
