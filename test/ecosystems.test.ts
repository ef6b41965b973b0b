import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AffectedPackage } from '../src/advisory/advisory.ts';
import { storeOf } from '../src/advisory/memory-store.ts';
import { versionSchemeOf } from '../src/advisory/version-scheme-of.ts';
import { ecosystems } from '../src/finding/ecosystems/index.ts';
import { lookUp, type Questions } from '../src/finding/look-up.ts';
import { matchVulnerabilities } from '../src/finding/match.ts';
import type { OperatingSystem } from '../src/inventory/operating-system.ts';
import { type PackageSketch, packageOf } from './support/package.ts';
import { fixturesRoot, projectRoot } from './support/project.ts';

/**
 * fixtures/ecosystems/<file name>.json: `lookups` says what is asked of a package, or why nothing is; `pairs` whether what an
 * advisory says of some package means this one.
 */
interface Fixture {
  readonly lookups: readonly (Installed & { readonly asks?: readonly string[]; readonly unjudged?: string })[];
  readonly pairs: readonly (Installed & {
    readonly says: Omit<AffectedPackage, 'state'>;
    readonly affected: boolean;
  })[];
}

interface Installed {
  readonly os?: OperatingSystem;
  readonly package: PackageSketch;
}

const names = readdirSync(join(projectRoot, 'src/finding/ecosystems'))
  .filter((name) => name !== 'index.ts')
  .map((name) => name.replace(/\.ts$/, ''));

test('every ecosystem is listed, under a name of its own', () => {
  assert.equal(ecosystems.length, names.length);
  assert.equal(new Set(ecosystems.map(({ name }) => name)).size, names.length);
});

for (const name of names) {
  const path = join(fixturesRoot, 'ecosystems', `${name}.json`);
  test(`${name}: packages are looked up as the fixture says`, () => {
    assert.ok(existsSync(path), `${path} is missing`);
    const { lookups } = read(path);
    assert.ok(lookups.length > 0);
    for (const { asks = [], unjudged, ...installed } of lookups) {
      const questions = questionsOf(installed);
      assert.deepEqual(
        questions.asked.map(({ lookup }) => shown(lookup)),
        asks,
      );
      assert.equal(questions.unjudged && `${questions.unjudged.reason}: ${questions.unjudged.detail}`, unjudged);
      for (const { lookup } of questions.asked) assert.ok(versionSchemeOf(lookup.ecosystem), lookup.ecosystem);
    }
  });

  test(`${name}: advisories match as the fixture says`, () => {
    const { pairs } = read(path);
    for (const wanted of [true, false]) assert.ok(pairs.some(({ affected }) => affected === wanted));
    for (const { says, affected, ...installed } of pairs) {
      const advisory = {
        id: 'CVE-2024-0001',
        aliases: [],
        summary: '',
        cvss: [],
        references: [],
        affected: [{ ...says, state: 'affected' as const }],
      };
      const { findings } = matchVulnerabilities(inventoryOf(installed), storeOf([advisory]));
      assert.equal(findings.length, affected ? 1 : 0, JSON.stringify({ says, installed }));
    }
  });
}

function read(path: string): Fixture {
  return JSON.parse(readFileSync(path, 'utf8')) as Fixture;
}

function inventoryOf({ package: sketch, os }: Installed) {
  return { packages: [packageOf(sketch, os)], ...(os ? { os } : {}) };
}

function questionsOf(installed: Installed): Questions {
  const [questions] = lookUp(inventoryOf(installed));
  assert.ok(questions);
  return questions;
}

function shown(lookup: Questions['asked'][number]['lookup']): string {
  const marks = [
    lookup.fallback ? ' (fallback)' : '',
    lookup.epochUnknown ? ' (epoch unknown)' : '',
    lookup.confidence === 'low' ? ' (low)' : '',
  ];
  return `${lookup.ecosystem} ${lookup.name} ${lookup.version}${marks.join('')}`;
}
