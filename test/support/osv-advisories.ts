import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Advisory, AffectedPackage, AffectedRange } from '../../src/advisory/advisory.ts';
import { asList, asObject, asText, type JsonObject, parseJson } from '../../src/base/json.ts';
import type { RandomAccess } from '../../src/format/random-access.ts';
import { openZip } from '../../src/format/zip/archive.ts';

const LARGEST_RECORD = 16 * 1024 * 1024;
const MOST_REFERENCES = 5;
const LONGEST_SUMMARY = 300;

/** The feeds of a copy of the OSV bucket: each folder with its `all.zip`. */
export function osvFeeds(root: string): { name: string; path: string }[] {
  return readdirSync(root)
    .sort()
    .map((name) => ({ name, path: join(root, name, 'all.zip') }));
}

/** Records of an OSV archive as advisories: enough for measuring, without what a real source normalises. */
export function* readOsvArchive(path: string): Generator<Advisory> {
  const descriptor = openSync(path, 'r');
  try {
    const zip = openZip(fileAccess(descriptor));
    for (const entry of zip.entries) {
      if (!entry.name.endsWith('.json')) continue;
      const record = asObject(parseJson(Buffer.from(zip.read(entry, LARGEST_RECORD)).toString()));
      if (record) yield osvAdvisory(record);
    }
  } finally {
    closeSync(descriptor);
  }
}

function osvAdvisory(record: JsonObject): Advisory {
  const { published, modified, withdrawn } = record;
  const upstream = texts(record.upstream);
  return {
    id: asText(record.id) ?? '',
    aliases: texts(record.aliases).sort(),
    ...(upstream.length > 0 ? { upstream: upstream.sort() } : {}),
    summary: asText(record.summary) ?? (asText(record.details) ?? '').slice(0, LONGEST_SUMMARY),
    ...(typeof published === 'string' ? { published } : {}),
    ...(typeof modified === 'string' ? { modified } : {}),
    ...(typeof withdrawn === 'string' ? { withdrawn } : {}),
    cvss: asList(record.severity).flatMap((each) => asText(asObject(each)?.score) ?? []),
    references: asList(record.references)
      .flatMap((each) => asText(asObject(each)?.url) ?? [])
      .slice(0, MOST_REFERENCES),
    affected: asList(record.affected).flatMap((each) => affectedPackage(asObject(each)) ?? []),
  };
}

function affectedPackage(affected: JsonObject | undefined): AffectedPackage | undefined {
  const about = asObject(affected?.package);
  const versions = texts(affected?.versions);
  const ranges = asList(affected?.ranges).flatMap((each) => {
    const range = asObject(each);
    return asText(range?.type) === 'GIT' ? [] : rangesOf(asList(range?.events).map(asObject));
  });
  return {
    ecosystem: asText(about?.ecosystem) ?? '',
    name: asText(about?.name) ?? '',
    ranges,
    // Where there are ranges, real sources drop most lists; these are kept so that the measure is not flattered.
    ...(versions.length > 0 ? { versions } : {}),
    state: 'affected',
  };
}

function rangesOf(events: readonly (JsonObject | undefined)[]): AffectedRange[] {
  const ranges: AffectedRange[] = [];
  for (const event of events) {
    const introduced = asText(event?.introduced);
    const fixed = asText(event?.fixed);
    const lastAffected = asText(event?.last_affected);
    const open = ranges.at(-1);
    if (introduced !== undefined) ranges.push({ introduced });
    else if (open && fixed !== undefined) ranges.splice(-1, 1, { ...open, fixed });
    else if (open && lastAffected !== undefined) ranges.splice(-1, 1, { ...open, lastAffected });
  }
  return ranges;
}

function texts(value: JsonObject[string] | undefined): string[] {
  return asList(value).flatMap((each) => asText(each) ?? []);
}

function fileAccess(descriptor: number): RandomAccess {
  const { size } = fstatSync(descriptor);
  return {
    size,
    readAt(offset, length) {
      if (offset < 0 || offset >= size || length <= 0) return new Uint8Array(0);
      const bytes = Buffer.alloc(Math.min(length, size - offset));
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, offset));
    },
  };
}
