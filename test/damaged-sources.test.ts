import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { advisorySources } from '../src/advisory/sources/index.ts';
import { fuzz } from './support/fuzz.ts';
import { fixturesRoot } from './support/project.ts';

const ROUNDS = 60;
const LARGEST = 100_000;

// Every file of the fixtures is taken for a document by itself, and damaged in many ways: only FormatError may escape.
for (const source of advisorySources) {
  const folder = join(fixturesRoot, 'sources', source.name);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    test(`${source.name} survives damage to ${name}`, () => {
      const feedFile = join(folder, name, 'feed.txt');
      const feed = existsSync(feedFile) ? readFileSync(feedFile, 'utf8').trim() : source.name;
      for (const file of readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' })) {
        const path = join(folder, name, file);
        if (/(?:feed\.txt|expected\.json)$/.test(file) || !statSync(path).isFile()) continue;
        const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');
        fuzz(
          readFileSync(path).subarray(0, LARGEST),
          (bytes) => [...source.parse({ name, text: text(bytes) }, feed)],
          ROUNDS,
        );
      }
    });
  }
}
