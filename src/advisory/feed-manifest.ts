import { FormatError } from '../base/errors.ts';
import { asNumber, asObject, asText, type Json, parseJson } from '../base/json.ts';
import { NewerFormatError } from './feed-file.ts';

/** What is known of one feed on disk beside its advisories. */
export interface FeedManifest {
  readonly source: string;
  readonly feed: string;
  /** Name of the compiled file, in the same folder. */
  readonly file: string;
  /** Hexadecimal, of the compiled file. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly advisories: number;
  readonly ranges: number;
  /** Records that could not be understood. */
  readonly damaged: number;
  /** `version` of the source that parsed the documents: other advisories are to be expected from another one. */
  readonly sourceVersion: number;
  /** RFC 3339: when we last heard that it is current. */
  readonly checked: string;
  /** RFC 3339: when its publisher made it, as far as is known. */
  readonly published?: string;
  /** What servers called the files that it was made of. */
  readonly validators: readonly FeedValidator[];
  /** Where the next update goes on. */
  readonly cursor?: string;
  /** The compiled file before this one: readers may be about to open it. */
  readonly previousFile?: string;
}

export interface FeedValidator {
  readonly url: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

const MANIFEST_FORMAT = 1;
/** Names of compiled files never lead out of the folder. */
const FILE_NAME = /^[A-Za-z0-9._%~-]{1,240}\.feed$/;

export function manifestText(manifest: FeedManifest): string {
  return `${JSON.stringify({ format: MANIFEST_FORMAT, ...manifest }, undefined, 2)}\n`;
}

/** @throws FormatError when it is damaged. @throws NewerFormatError */
export function parseManifest(text: string): FeedManifest {
  const manifest = asObject(parseJson(text));
  const format = whole(manifest?.format, 'format');
  if (format > MANIFEST_FORMAT) throw new NewerFormatError(`format ${format} was written by a newer version`);
  const published = asText(manifest?.published);
  const cursor = asText(manifest?.cursor);
  const previousFile = asText(manifest?.previousFile);
  return {
    source: textOf(manifest?.source, 'source'),
    feed: textOf(manifest?.feed, 'feed'),
    file: fileName(manifest?.file),
    sha256: textOf(manifest?.sha256, 'sha256'),
    sizeBytes: whole(manifest?.sizeBytes, 'sizeBytes'),
    advisories: whole(manifest?.advisories, 'advisories'),
    ranges: whole(manifest?.ranges, 'ranges'),
    damaged: whole(manifest?.damaged, 'damaged'),
    sourceVersion: whole(manifest?.sourceVersion, 'sourceVersion'),
    checked: textOf(manifest?.checked, 'checked'),
    ...(published === undefined ? {} : { published }),
    validators: validatorsOf(manifest?.validators),
    ...(cursor === undefined ? {} : { cursor }),
    ...(previousFile === undefined ? {} : { previousFile: fileName(previousFile) }),
  };
}

function validatorsOf(value: Json | undefined): FeedValidator[] {
  if (!Array.isArray(value)) throw new FormatError('validators are missing');
  return value.map((each: Json) => {
    const entry = asObject(each);
    const etag = asText(entry?.etag);
    const lastModified = asText(entry?.lastModified);
    return {
      url: textOf(entry?.url, 'url'),
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
    };
  });
}

function fileName(value: Json | undefined): string {
  const name = asText(value);
  if (name !== undefined && FILE_NAME.test(name)) return name;
  throw new FormatError('the name of the compiled file cannot be');
}

function textOf(value: Json | undefined, field: string): string {
  const text = asText(value);
  if (text !== undefined) return text;
  throw new FormatError(`${field} is missing`);
}

function whole(value: Json | undefined, field: string): number {
  const number = asNumber(value);
  if (number !== undefined && Number.isSafeInteger(number) && number >= 0) return number;
  throw new FormatError(`${field} is no count`);
}
