import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { FormatError } from '../src/base/errors.ts';
import { readCrontab } from '../src/behavior/crontab.ts';
import { readSections } from '../src/behavior/ini.ts';
import { readShebang } from '../src/behavior/shebang.ts';
import { readScript } from '../src/behavior/shell/read-script.ts';
import { shellWork } from '../src/behavior/shell/work.ts';
import { splitWords } from '../src/behavior/words.ts';
import type { FileHeader, FileKind } from '../src/filesystem/file.ts';
import { detectors } from '../src/finding/detectors/index.ts';
import { readInstruction } from '../src/finding/history/read-instruction.ts';
import { fromBytes } from '../src/format/random-access.ts';
import { inspect } from '../src/inspection/inspect.ts';
import { passPlan } from '../src/inspection/toolbox.ts';
import { type BuiltImage, buildImage } from './support/build-image.ts';
import { detectorCase, stringsElf } from './support/detector-case.ts';
import { mutations } from './support/mutations.ts';
import { fixturesRoot } from './support/project.ts';
import { type Random, randomChunks, seededRandom } from './support/random.ts';
import { layout } from './support/scan-image.ts';

// FUZZ_SEED: the fixtures of all detectors, damaged. Nothing but a FormatError may escape, and nothing may take long.
const seed = Number(process.env.FUZZ_SEED ?? 1);
const LONGEST_MS = 5_000;
const folder = join(fixturesRoot, 'detectors');
const KINDS: readonly FileKind[] = ['text', 'script', 'elf', 'binary'];

function bodies(count: number, random: Random): { path: string; body: Buffer }[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .filter((path) => /\/(?:root|layers\/\d+)\//.test(path) && statSync(join(folder, path)).isFile());
  return Array.from({ length: count }, () => {
    const path = random.pick(files);
    return { path: path.replace(/^.*?\/(?:root|layers\/\d+)\//, ''), body: readFileSync(join(folder, path)) };
  });
}

function inTime(what: string, run: () => unknown): void {
  const started = performance.now();
  try {
    run();
  } catch (error) {
    if (!(error instanceof FormatError)) throw new Error(`seed ${seed}: ${what}`, { cause: error });
  }
  const took = performance.now() - started;
  assert.ok(took < LONGEST_MS, `seed ${seed}: ${what} took ${took} ms`);
}

test('taps of all detectors look at damaged files', () => {
  const random = seededRandom(seed);
  const { taps } = passPlan('needed');
  const given = [
    ...bodies(40, random),
    { path: 'usr/bin/a', body: Buffer.from(stringsElf(['stratum+tcp://a', 'donate-level', '/etc/ld.so.preload'])) },
    { path: 'lib/security/pam_unix.so', body: readFileSync(process.execPath).subarray(0, 300_000) },
  ];
  for (const { path, body } of given) {
    for (const damaged of [body, ...mutations(body, 8, random.below(2 ** 31))]) {
      for (const kind of KINDS) {
        const file: FileHeader = { path, type: 'file', kind, size: damaged.length, mode: 0o4755 };
        for (const tap of taps) {
          inTime(`${tap.name}: ${path} as ${kind}`, () => {
            if ('examine' in tap) return tap.wants(file) ? tap.examine(fromBytes(damaged), file) : undefined;
            const sink = tap.open(file);
            for (const chunk of randomChunks(damaged, random, 70_000)) sink?.write(chunk);
            return sink?.end();
          });
        }
      }
    }
  }
});

test('readers of scripts, tables and build steps', () => {
  const random = seededRandom(seed + 1);
  for (const { path, body } of bodies(60, random)) {
    for (const damaged of [body, ...mutations(body, 10, random.below(2 ** 31))]) {
      const text = Buffer.from(damaged).toString(random.below(2) === 0 ? 'utf8' : 'latin1');
      inTime(path, () => {
        readScript(text, { place: { path, decoded: [] }, work: shellWork(), readFile: () => text });
        readCrontab(text, { hasUser: random.below(2) === 0 });
        readShebang(text);
        splitWords(text);
        readSections(text);
        readInstruction({
          createdBy: `${random.pick(['', 'RUN ', 'COPY ', '/bin/sh -c #(nop) '])}${text}`,
          emptyLayer: false,
        });
      });
    }
  }
});

test('whole images of damaged files', { timeout: 240_000 }, async (context) => {
  const random = seededRandom(seed + 2);
  for (let round = 0; round < 12; round++) {
    const detector = random.pick(detectors).name;
    const cases = ['positive', 'negative'].flatMap((kind) => {
      const path = join(folder, detector, kind);
      return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
    });
    const from = random.pick(cases);
    const started = performance.now();
    const image = damagedImage(detectorCase(from).image, random);
    const { problems } = await inspect(`oci:${layout(context, image)}`, {
      cache: false,
      environment: { TIDEWAITER_NO_ADVISORIES: '1' },
    });
    const failed = problems.filter(({ code }) => code === 'plugin-failed');
    assert.deepEqual(failed, [], `seed ${seed}: ${from}`);
    assert.ok(performance.now() - started < 30_000, `seed ${seed}: ${from}`);
  }
});

/** The same image with the files of its layers damaged: headers stay, since broken tars have tests of their own. */
function damagedImage({ layers, config }: BuiltImage, random: Random): BuiltImage {
  const BLOCK = 512;
  const damaged = layers.map(({ tar }) => {
    const bytes = Buffer.from(tar);
    for (let at = 0; at + BLOCK <= bytes.length; ) {
      const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 135), 8) || 0;
      const isFile = bytes.toString('latin1', at + 156, at + 157) === '0';
      const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
      if (isFile && random.below(3) > 0)
        for (const changed of mutations(body, 1, random.below(2 ** 31))) body.set(changed.subarray(0, size));
      at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    }
    return bytes;
  });
  const told = JSON.parse(Buffer.from(config.bytes).toString()) as { config?: object; history?: object[] };
  return buildImage({
    layers: damaged,
    config: told.config ?? {},
    ...(told.history ? { document: { history: told.history } } : {}),
  });
}
