// npm run corpora [-- NAME…] [-- --root NAME=FOLDER…] [-- --json]: scans what no honest scanner may accuse: a Debian full of
// servers and security tools, popular npm packages, this machine's own files. --root scans a root that is there already;
// with it, only the corpora that are named are made. Exits 1 where something is malicious or too much is suspicious.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { corpora, prepareCorpus, Skip } from './corpora/make.mjs';
import { isAlarm, renderHits, renderTable, summarize } from './corpora/table.mjs';
import { projectRoot } from './project.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
});

const tell = (message) => console.error(message);
const given = options.root.map((text) => {
  const end = text.indexOf('=');
  return { name: text.slice(0, end), folder: text.slice(end + 1) };
});
const unknown = [
  ...positionals.filter((name) => !corpora.some((corpus) => corpus.name === name)),
  ...given.filter(({ name }) => name === '').map(({ folder }) => `--root ${folder}`),
];
if (unknown.length > 0) {
  tell(
    `no corpus ${unknown.join(', ')}: choose of ${corpora.map(({ name }) => name).join(', ')}, or --root NAME=FOLDER`,
  );
  process.exit(2);
}
const built = spawnSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);

const reports = join(projectRoot, '.bench/corpora/reports');
mkdirSync(reports, { recursive: true });
const rows = given.map(({ name, folder }) => scanned(name, `rootfs:${resolve(folder)}`));
const wanted = corpora.filter(({ name }) => (positionals.length > 0 ? positionals.includes(name) : given.length === 0));
for (const corpus of wanted) {
  try {
    const { input, remove } = await prepareCorpus(corpus, tell);
    rows.push(scanned(corpus.name, input));
    if (remove !== undefined) rmSync(remove, { recursive: true });
  } catch (error) {
    if (!(error instanceof Skip)) throw error;
    tell(`${corpus.name} is left out: ${error.message}`);
  }
}
if (options.json) console.log(JSON.stringify(rows, undefined, 2));
else console.log([renderTable(rows), '', ...rows.map(renderHits).filter(Boolean)].join('\n'));
process.exit(rows.some(isAlarm) ? 1 : 0);

/** Without advisories and cache: only what detectors say of the files counts. */
function scanned(name, input) {
  tell(`scanning ${name}`);
  const output = join(reports, `${name}.json`);
  const started = performance.now();
  const how = ['--no-cache', '--no-advisories', '--timeout', '0', '--quiet', '--format', 'json', '--output', output];
  const run = spawnSync(process.execPath, [join(projectRoot, 'dist/cli/main.js'), 'scan', input, ...how], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // 1 and 5 are verdicts.
  if (![0, 1, 5].includes(run.status ?? -1))
    throw new Error(`the scan of ${name} ended with ${run.status ?? run.signal}`);
  return summarize(name, {
    report: JSON.parse(readFileSync(output, 'utf8')),
    seconds: (performance.now() - started) / 1000,
  });
}
