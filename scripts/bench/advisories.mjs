// npm run bench -- advisories: how fast advisories are compiled and found, and how small they are.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileTests } from '../compile-tests.mjs';
import { projectRoot } from '../project.mjs';
import { median } from './measure.mjs';
import { columns } from './table.mjs';

const PROCESS = fileURLToPath(new URL('./advisory-process.mjs', import.meta.url));
const ROUNDS = 5;

/** What the store wants to reach. */
const goals = { openMs: 10, warmMs: 50, inventoriesPerSecond: 500, bytesPerRange: 60, peakMegabytes: 300 };

/** Prints a table, or JSON. */
export function benchAdvisories({ json, quick }) {
  const data = join(projectRoot, '../shared/data/osv');
  if (!existsSync(data)) {
    console.error('needs ../shared/data/osv, a copy of a part of the OSV bucket');
    process.exit(2);
  }
  compileTests();
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-bench-'));
  try {
    const compiled = run('compile', folder, data);
    const synthetic = run('compile-many', join(folder, 'many'), quick ? '20000' : '220000');
    const opened = Array.from({ length: quick ? 1 : ROUNDS }, () => run('open', folder));
    const inventories = run('inventories', folder, quick ? '500' : '10000');
    const figures = summarize({ compiled, synthetic, opened, inventories });
    console.log(json ? JSON.stringify({ ...figures, feeds: compiled.feeds }, undefined, 2) : render(figures, compiled));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each task in a process of its own, so that memory and caches are its own. */
function run(task, ...parameters) {
  const child = spawnSync(process.execPath, [PROCESS, task, ...parameters], { encoding: 'utf8' });
  if (child.status !== 0) throw new Error(`${task} ended with ${child.status}: ${child.stderr}`);
  return JSON.parse(child.stdout);
}

function summarize({ compiled, synthetic, opened, inventories }) {
  const sum = (pick) => compiled.feeds.reduce((total, feed) => total + pick(feed), 0);
  const middle = (pick) => median(opened.map(pick));
  return {
    recordsPerSecond: sum(({ advisories }) => advisories) / sum(({ seconds }) => seconds),
    bytesPerRange: sum(({ sizeBytes }) => sizeBytes) / sum(({ ranges }) => ranges),
    compilePeakMegabytes: compiled.peakMegabytes,
    manyAdvisories: synthetic.advisories,
    manyPerSecond: synthetic.advisories / synthetic.seconds,
    manyPeakMegabytes: synthetic.peakMegabytes,
    openMs: middle(({ openMs }) => openMs),
    firstFindsMs: middle(({ firstFindsMs }) => firstFindsMs),
    rereadMs: middle(({ rereadMs }) => rereadMs),
    warmMs: middle(({ warmMs }) => warmMs),
    findMegabytes: middle(({ peakMegabytes }) => peakMegabytes),
    inventoriesPerSecond: inventories.inventories / inventories.seconds,
    inventoryFindings: inventories.findings,
    inventoryMegabytes: inventories.peakMegabytes,
  };
}

function render(figures, { feeds }) {
  const rows = feeds.map(({ name, advisories, ranges, sizeBytes, seconds }) => [
    name,
    String(advisories),
    String(ranges),
    String(sizeBytes),
    ranges === 0 ? '-' : (sizeBytes / ranges).toFixed(1),
    Math.round(advisories / seconds).toString(),
  ]);
  const value = (number) => number.toFixed(number < 100 ? 1 : 0);
  const measures = [
    ['compile, records per second', value(figures.recordsPerSecond), ''],
    ['compiled bytes per affected range', value(figures.bytesPerRange), `≤ ${goals.bytesPerRange}`],
    ['compile, peak RSS MB', value(figures.compilePeakMegabytes), `≤ ${goals.peakMegabytes}`],
    [
      `compile ${figures.manyAdvisories} made-up advisories, peak RSS MB`,
      value(figures.manyPeakMegabytes),
      `≤ ${goals.peakMegabytes}`,
    ],
    ['  per second', value(figures.manyPerSecond), ''],
    ['open all feeds, ms', value(figures.openMs), `≤ ${goals.openMs}`],
    ['find 1,000 packages in a new process, ms', value(figures.firstFindsMs), ''],
    ['  again from newly opened files, ms', value(figures.rereadMs), `≤ ${goals.warmMs}`],
    ['  again, ms', value(figures.warmMs), `≤ ${goals.warmMs}`],
    ['  peak RSS MB', value(figures.findMegabytes), `≤ ${goals.peakMegabytes}`],
    ['inventories of 300 packages per second', value(figures.inventoriesPerSecond), `≥ ${goals.inventoriesPerSecond}`],
    ['  peak RSS MB', value(figures.inventoryMegabytes), ''],
  ];
  return [
    ...columns([['feed', 'advisories', 'ranges', 'bytes', 'per range', 'records/s'], ...rows]),
    '',
    ...columns([['measure', 'here', 'goal'], ...measures]),
  ].join('\n');
}
