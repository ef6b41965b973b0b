// npm run bench [-- --quick] [-- --json] [-- --image NAME…]: how fast and how large a scan is, next to the least that
// any scanner must do. npm run bench -- advisories: the advisory store. --quick: small images, one round. --image zstd measures zstd layers too (Node 22.15 or later).
import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchAdvisories } from './bench/advisories.mjs';
import { imageRecipes, prepareImages } from './bench/images.mjs';
import { measureImage, measureStart, median } from './bench/measure.mjs';
import { renderTable, summarize } from './bench/table.mjs';
import { projectRoot } from './project.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    image: { type: 'string', multiple: true, default: [] },
  },
});

if (positionals.includes('advisories')) {
  benchAdvisories(options);
  process.exit(0);
}

const tell = (message) => console.error(message);
const built = spawnSync(process.execPath, [join(projectRoot, 'scripts/build.mjs')], { stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
const recipes = imageRecipes(options);
const unknown = options.image.filter((name) => !recipes.some((recipe) => recipe.name === name));
if (unknown.length > 0) {
  tell(`no image ${unknown.join(', ')}: choose of ${recipes.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const wanted = recipes.filter(({ name, optional }) =>
  options.image.length > 0 ? options.image.includes(name) : !optional,
);
const folder = join(projectRoot, '.bench', options.quick ? 'quick' : 'full');
const images = await prepareImages(folder, wanted, tell);

const loadBefore = loadavg()[0];
const rows = [];
for (const image of images) {
  tell(`measuring ${image.name}`);
  rows.push(summarize(image, await measureImage(image, { rounds: options.quick ? 1 : 3 })));
}
const { version, empty } = await measureStart({ times: options.quick ? 5 : 15 });
const start = {
  versionSeconds: median(version),
  emptySeconds: median(empty),
  ratio: median(version) / median(empty),
};
const machine = { node: process.version, cores: availableParallelism(), loadBefore, loadAfter: loadavg()[0] };
if (options.json) console.log(JSON.stringify({ machine, images: rows, start }, undefined, 2));
else {
  console.log(renderTable(rows, start));
  const { node, cores, loadAfter } = machine;
  console.log(`\nNode ${node}, ${cores} cores; load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} after.`);
}
