import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Advisory } from '../src/advisory/advisory.ts';
import { zipDocuments } from '../src/advisory/feed-documents.ts';
import { canonicalEcosystem } from '../src/advisory/osv/ecosystem-names.ts';
import { canonicalName } from '../src/advisory/osv/package-names.ts';
import { parseOsvRecord } from '../src/advisory/osv/parse-record.ts';
import { secdbDocuments } from '../src/advisory/secdb.ts';
import { alpineSecdb } from '../src/advisory/sources/alpine-secdb.ts';
import { FormatError } from '../src/base/errors.ts';
import { asList, asObject, asText, parseJson } from '../src/base/json.ts';
import { sharedRoot, withoutShared } from './support/project.ts';

const skip = withoutShared;
const shared = (...parts: string[]) => join(sharedRoot ?? '', 'data', ...parts);

/** Advisories that name no package of ours, by folder, and why. */
const SAY_NOTHING: Record<string, { count: number; reason: string }> = {
  BellSoft: { count: 4588, reason: 'withdrawn: `affected` is absent' },
  'OSS-Fuzz': { count: 4021, reason: 'C and C++ projects, which no package manager installs' },
  PSF: { count: 132, reason: 'ranges of commits of CPython, without enumerated versions' },
  PyPI: { count: 1, reason: 'PYSEC-2022-15 has neither ranges nor versions' },
};

for (const folder of skip ? [] : readdirSync(shared('osv'))) {
  test(`every record of osv/${folder} is understood`, async () => {
    const file = { path: shared('osv', folder, 'all.zip'), sizeBytes: 0 };
    const refused: string[] = [];
    let silent = 0;
    let count = 0;
    for await (const { name, text } of zipDocuments(file, () => true)) {
      count++;
      const advisory = attempt(text);
      if (!advisory) refused.push(name);
      else if (advisory.affected.length === 0) silent++;
      else assertSound(advisory);
      if (advisory) assert.deepEqual([...namesOf(advisory)], [...rawNames(text)], name);
    }
    assert.ok(count > 10);
    assert.deepEqual(refused, []);
    assert.equal(silent, SAY_NOTHING[folder]?.count ?? 0, SAY_NOTHING[folder]?.reason);
  });
}

test('sample records of many ecosystems are understood, those without an id are refused', { skip }, () => {
  let refused = 0;
  for (const line of readFileSync(shared('osv-samples', 'osv-samples.ndjson'), 'utf8').trim().split('\n')) {
    const advisory = attempt(line);
    if (advisory) {
      if (advisory.affected.length > 0) assertSound(advisory);
      continue;
    }
    refused++;
    assert.equal(asText(asObject(parseJson(line))?.id) ?? '', '', line.slice(0, 200));
  }
  // TEST-0000-def.json has an empty id.
  assert.equal(refused, 1);
});

test('every package of Alpine’s secdb is understood', { skip }, async () => {
  const refused: string[] = [];
  let advisories = 0;
  for (const name of readdirSync(shared('alpine-secdb'))) {
    const feed = name.replace(/-(?:main|community)\.json$/, '');
    for await (const document of secdbDocuments({ path: shared('alpine-secdb', name), sizeBytes: 0 })) {
      try {
        for (const advisory of alpineSecdb.parse(document, feed)) {
          advisories++;
          assertSound(advisory);
        }
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
        refused.push(`${name} ${document.name}`);
      }
    }
  }
  assert.deepEqual(refused, []);
  assert.ok(advisories > 10_000, String(advisories));
});

function attempt(text: string): Advisory | undefined {
  try {
    return parseOsvRecord(text);
  } catch (error) {
    assert.ok(error instanceof FormatError, String(error));
    return undefined;
  }
}

function namesOf({ affected }: Advisory): Set<string> {
  return new Set(affected.map(({ ecosystem, name }) => `${ecosystem} ${name}`).sort());
}

/** Which packages the record speaks of, found without the parser: entries of our ecosystems that name any version. */
function rawNames(text: string): Set<string> {
  const names = asList(asObject(parseJson(text))?.affected).flatMap((value) => {
    const entry = asObject(value);
    const told = asObject(entry?.package);
    const ecosystem = canonicalEcosystem(asText(told?.ecosystem) ?? '');
    const isOrdered = asList(entry?.ranges).some((range) => asObject(range)?.type !== 'GIT');
    if (ecosystem === undefined || (!isOrdered && asList(entry?.versions).length === 0)) return [];
    return [`${ecosystem} ${canonicalName(ecosystem, asText(told?.name) ?? '')}`];
  });
  return new Set(names.sort());
}

function assertSound({ id, affected }: Advisory): void {
  for (const { name, ranges, versions = [] } of affected) {
    assert.ok(name !== '', id);
    assert.ok(ranges.length + versions.length > 0, `${id} says nothing of ${name}`);
    for (const { introduced } of ranges) assert.ok(introduced !== '', id);
  }
}
