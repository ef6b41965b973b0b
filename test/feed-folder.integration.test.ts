import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openFeedFolder } from '../src/advisory/feed-folder.ts';
import { checkGeneration, writeGeneration } from './support/feed-generations.ts';
import { seededRandom } from './support/random.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const program = fileURLToPath(new URL('./support/feed-process.js', import.meta.url));
const KILLS = 200;
const WRITERS = 3;
const READERS = 8;

test(`${KILLS} writers killed at any moment never lose the last good feed`, { timeout: 600_000 }, async (context) => {
  const path = temporaryFolder(context);
  const folder = openFeedFolder(path);
  await writeGeneration(folder, 1);
  const random = seededRandom(1);
  const writers: ChildProcess[] = [];
  let generations = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    while (writers.length < WRITERS) writers.push(start('write', path));
    const victim = writers.shift();
    victim?.stdout?.on('data', (chunk: Buffer) => {
      generations += chunk.length;
    });
    if (victim?.stdout && victim.stdout.readableLength === 0) await once(victim.stdout, 'data');
    await sleep(random.below(25));
    victim?.kill('SIGKILL');
    checkGeneration(folder);
  }
  context.diagnostic(`${generations} generations by ${KILLS} writers`);
  assert.ok(generations >= KILLS);
  await Promise.all(writers.map(stop));
  await tidiesUp(path);
});

test(`${READERS} processes read while another replaces the feed`, { timeout: 300_000 }, async (context) => {
  const path = temporaryFolder(context);
  await writeGeneration(openFeedFolder(path), 1);
  const writer = start('write', path);
  const readers = Array.from({ length: READERS }, () => start('read', path, '1500'));
  const results = await Promise.all(
    readers.map(async (reader) => {
      let output = '';
      reader.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
      const [code] = await once(reader, 'close');
      return { code, reads: Number(output) };
    }),
  );
  await stop(writer);
  context.diagnostic(`${results.map(({ reads }) => reads).join(' ')} reads`);
  for (const { code, reads } of results) assert.ok(code === 0 && reads > 1, `${code}, ${reads} reads`);
});

/** Leftovers of the killed go once they are old; the last two generations stay. */
async function tidiesUp(path: string): Promise<void> {
  const old = new Date(Date.now() - 2 * 3600 * 1000);
  for (const name of readdirSync(path)) utimesSync(join(path, name), old, old);
  const { file, previousFile } = await writeGeneration(openFeedFolder(path), 2);
  assert.deepEqual(readdirSync(path).sort(), ['osv~npm.json', file, previousFile].sort());
}

async function stop(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL');
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit');
}

function start(task: string, path: string, ...words: string[]): ChildProcess {
  return spawn(process.execPath, [program, task, path, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
}
