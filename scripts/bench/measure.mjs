// Whole processes, measured from outside.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectRoot } from '../project.mjs';
import { startFloor } from './floor.mjs';

const PEAK_MEMORY = fileURLToPath(new URL('./peak-memory.cjs', import.meta.url));
const MAIN = join(projectRoot, 'dist/cli/main.js');

/** Floor, cold scan, cold scan without detectors, cold scan of all files, and warm scan, one after the other in every round, so that load hits all. */
export async function measureImage(image, { rounds }) {
  const floor = startFloor(image);
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-bench-'));
  const measured = { mode: '', floor: [], cold: [], plain: [], verifyAll: [], warm: [], peakMegabytes: [] };
  try {
    measured.mode = await fastestMode(floor);
    for (let round = 0; round < rounds; round++) {
      const cache = join(folder, `cache-${round}`);
      measured.floor.push(await floor.run(measured.mode));
      const cold = await scan(image, { folder, cache });
      const warm = await scan(image, { folder, cache });
      const verifyAll = await scan(image, { folder, cache: join(folder, `all-${round}`), flags: ['--verify', 'all'] });
      const plain = await scan(image, { folder, cache: join(folder, `plain-${round}`), flags: ['--no-detectors'] });
      measured.cold.push(cold.seconds);
      measured.plain.push(plain.seconds);
      measured.warm.push(warm.seconds);
      measured.verifyAll.push(verifyAll.seconds);
      measured.peakMegabytes.push(cold.megabytes, warm.megabytes, verifyAll.megabytes);
      for (const name of [`cache-${round}`, `plain-${round}`, `all-${round}`])
        rmSync(join(folder, name), { recursive: true, force: true });
    }
    return measured;
  } finally {
    await floor.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `tidewaiter --version` and a Node that does nothing, by turns. */
export async function measureStart({ times }) {
  const version = [];
  const empty = [];
  for (let time = 0; time < times; time++) {
    empty.push((await run(['-e', '0'])).seconds);
    version.push((await run([MAIN, '--version'])).seconds);
  }
  return { version, empty };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The floor is the best way there is; these runs also leave the image in the page cache. */
async function fastestMode(floor) {
  let fastest = { mode: floor.modes[0], seconds: Number.POSITIVE_INFINITY };
  await floor.run(floor.modes[0]);
  for (const mode of floor.modes) {
    const seconds = await floor.run(mode);
    if (seconds < fastest.seconds) fastest = { mode, seconds };
  }
  return fastest.mode;
}

async function scan({ folder: layout }, { folder, cache, flags = [] }) {
  const peakFile = join(folder, 'peak');
  const parameters = [
    'scan',
    `oci:${layout}`,
    '--quiet',
    '--no-advisories',
    '--format',
    'json',
    '--cache-dir',
    cache,
    ...flags,
  ];
  const report = join(folder, 'report.json');
  const { seconds } = await run(['--require', PEAK_MEMORY, MAIN, ...parameters, '--output', report], {
    ...process.env,
    BENCH_PEAK_FILE: peakFile,
  });
  return { seconds, megabytes: Number(readFileSync(peakFile, 'utf8')) / 1024 };
}

/** Exits 1 and 5 are verdicts, not failures. */
function run(parameters, env = process.env) {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, parameters, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk) => {
      complaint += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      if ([0, 1, 5].includes(code)) resolve({ seconds });
      else reject(new Error(`node ${parameters.join(' ')} ended with ${code}: ${complaint.trim()}`));
    });
  });
}
