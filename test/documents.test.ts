import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { limits } from '../src/base/limits.ts';
import type { FilePattern } from '../src/filesystem/file.ts';
import type { Cataloger } from '../src/inventory/cataloger.ts';
import { catalogers } from '../src/inventory/catalogers/index.ts';
import { endOfLifeDates } from '../src/inventory/end-of-life-dates.ts';
import { assertTextGolden } from './support/golden.ts';
import { fixturesRoot, projectRoot } from './support/project.ts';

const WRITTEN = 'Written by `npm test -- -u documents`; do not edit.';

test('docs/limits.md says what src/base/limits.ts says', () => {
  const source = readFileSync(join(projectRoot, 'src/base/limits.ts'), 'utf8');
  const entries = [...source.matchAll(/(?: {2}\/\*\*((?:(?!\*\/).)*)\*\/\n)? {2}(\w+): ([^,\n]+),\n/gs)];
  assert.deepEqual(
    entries.map(([, , name]) => name),
    Object.keys(limits),
  );
  const rows = entries.map(([, about = '', name = '', value = '']) => {
    const size = value.includes('iB')
      ? value.replace(' * ', ' ')
      : Number(value.replaceAll('_', '')).toLocaleString('en-US');
    return `| \`${name}\` | ${size} | ${cell(about.replace(/\s*\n\s*\*\s?/g, ' ')) || words(name)} |`;
  });
  assertTextGolden(
    join(projectRoot, 'docs/limits.md'),
    `# Limits

Images are written by strangers. Every bound on what one may cost stands in \`src/base/limits.ts\`. What is over a limit
is left out, and a problem in the report says so; with a problem \`over-limit\` the verdict is \`incomplete\` and never
\`pass\`. Where the image as a whole is over one (its manifest, say) the scan ends with exit code 4.

| limit | value | what it bounds |
|---|--:|---|
${rows.join('\n')}

${WRITTEN}
`,
  );
});

test('docs/coverage.md lists every cataloger', () => {
  const rows = catalogers.map((cataloger) => {
    const reads = cataloger.reads.map((pattern) => patternText(pattern, cataloger)).join(', ');
    return `| \`${cataloger.name}\` | ${cell(aboutOf(cataloger))} | ${reads} | ${typesOf(cataloger.name).join(', ')} |`;
  });
  const systems = Object.keys(endOfLifeDates).sort().join(', ');
  assertTextGolden(
    join(projectRoot, 'docs/coverage.md'),
    `# What is read out of an image

Each cataloger below is one file in \`src/inventory/catalogers/\` with fixtures in \`fixtures/catalogers/\`. Paths are those
of the merged file tree, so that removed and overwritten files do not count. Package types are the types of their
package URLs, as the fixtures show them.

| cataloger | what it finds | where it reads | package types |
|---|---|---|---|
${rows.join('\n')}

## Operating systems

The operating system is read from \`os-release\` and the release files that came before it. Any distribution with such a
file is recognised. Dates of the end of support are known for: ${systems}.

${WRITTEN}
`,
  );
});

/** The line that stands above the cataloger in its file. */
function aboutOf({ name }: Cataloger): string {
  const source = readFileSync(join(projectRoot, 'src/inventory/catalogers', `${name}.ts`), 'utf8');
  const [before = ''] = source.split(/^export const \w+: Cataloger\b/m);
  const comments = [...before.matchAll(/^\/\*\*((?:(?!\*\/).)*)\*\/$/gms)];
  const about =
    comments
      .at(-1)?.[1]
      ?.replace(/\s*\n\s*\*\s?/g, ' ')
      .trim() ?? '';
  assert.ok(about, `${name}.ts has no line above its cataloger`);
  return about;
}

function patternText(pattern: FilePattern, { taps = [] }: Cataloger): string {
  if ('glob' in pattern) return `\`${pattern.glob.replaceAll('|', '\\|')}\``;
  if ('kind' in pattern) return `${pattern.kind} files`;
  return taps.some(({ name }) => name === 'executable') ? 'executables' : 'files known by their first bytes or name';
}

/** The types that the fixtures show it to find. */
function typesOf(name: string): string[] {
  const folder = join(fixturesRoot, 'catalogers', name);
  const goldens = readdirSync(folder).map((one) => join(folder, one, 'expected.json'));
  const texts = goldens.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
  return [
    ...new Set(texts.flatMap((text) => [...text.matchAll(/^ {4}"type": "([\w-]+)"/gm)].map(([, type = '']) => type))),
  ].sort();
}

/** `layersPerImage` as `layers per image`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function cell(text: string): string {
  return text.trim().replaceAll('|', '\\|');
}
