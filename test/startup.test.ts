import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { writePlanText } from '../src/report/formats/plan-text.ts';
import { buildImage, type FileSpec } from './support/build-image.ts';
import { dynamicElf } from './support/dynamic-elf.ts';
import { assertTextGolden } from './support/golden.ts';
import { fixturesRoot } from './support/project.ts';
import { scan } from './support/scan.ts';
import { layout } from './support/scan-image.ts';

interface Program {
  readonly path: string;
  readonly needed: readonly string[];
  readonly runpath?: string;
}

interface Case {
  readonly config: object;
  /** Inert ELF files. */
  readonly programs: readonly (string | Program)[];
  readonly links: Readonly<Record<string, string>>;
}

type Files = Record<string, FileSpec>;

// fixtures/startup/<case>/root/… holds the texts, image.json the config, inert programs and links; expected.txt the plan.
const folder = join(fixturesRoot, 'startup');
for (const name of readdirSync(folder).sort()) {
  test(`the startup plan of ${name}`, async (context) => {
    const { config, programs, links } = JSON.parse(readFileSync(join(folder, name, 'image.json'), 'utf8')) as Case;
    const files: Files = textsBelow(join(folder, name, 'root'));
    for (const program of programs) {
      const { path, ...rest } = typeof program === 'string' ? { path: program } : program;
      files[path] = { body: dynamicElf(rest), mode: 0o755 };
    }
    for (const [path, link] of Object.entries(links)) files[path] = { link };
    assertTextGolden(join(folder, name, 'expected.txt'), await planText(context, { files, config, name }));
  });
}

async function planText(
  context: TestContext,
  { files, config, name }: { files: Files; config: object; name: string },
): Promise<string> {
  const image = buildImage({ layers: [files], config });
  const { report } = await scan(`oci:${layout(context, image)}`, { platform: 'linux/amd64' });
  return writePlanText({ ...report, image: { ...report.image, name } }, { color: false, width: 100 });
}

function textsBelow(root: string): Files {
  const files: Files = {};
  // Git keeps no empty folders.
  for (const path of !existsSync(root) ? [] : readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = statSync(join(root, path));
    if (stat.isFile()) files[path] = { body: readFileSync(join(root, path)), mode: stat.mode & 0o111 ? 0o755 : 0o644 };
  }
  return files;
}

test('a hundred thousand crontabs, and tables of a megabyte, are bounded', async (context) => {
  const files: Files = {
    'usr/sbin/cron': { body: dynamicElf(), mode: 0o755 },
    'etc/cron.d/huge': '* * * * * root /bin/true\n'.repeat(60_000),
  };
  for (let index = 0; index < 100_000; index++) files[`etc/cron.d/t${index}`] = '* * * * * root /bin/x\n';
  const { report } = await scan(`oci:${layout(context, buildImage({ layers: [files], config: { Cmd: ['cron'] } }))}`);
  assert.ok(report.startup?.unknown.some((text) => /more than 5000 names/.test(text)));
  assert.ok((report.startup?.steps[0]?.steps.length ?? 0) <= 20_000);
});

test('scripts that call, source and link themselves come to an end', async (context) => {
  const files: Files = {
    'bin/sh': { body: dynamicElf(), mode: 0o755 },
    'a.sh': { body: '#!/bin/sh\n. /a.sh\n/a.sh "$@" x\nexec /b.sh\n', mode: 0o755 },
    'b.sh': { body: '#!/a.sh\n/a.sh\n', mode: 0o755 },
    'c.sh': { link: 'd.sh' },
    'd.sh': { link: 'c.sh' },
  };
  const { report } = await scan(`oci:${layout(context, buildImage({ layers: [files], config: { Cmd: ['/a.sh'] } }))}`);
  assert.ok(report.startup?.unknown.some((text) => /too deep/.test(text)));
});
