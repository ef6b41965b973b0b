// The images that are measured, kept under .bench/ and rebuilt when their recipe changes.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { listFiles, makeRoot, splitByPackage, tarOf } from './debian-root.mjs';
import { canCompress, writeImage, writeLayer } from './layout.mjs';
import { baseTar, tinyFilesTar } from './tiny-files.mjs';

const FULL_ROOT = {
  suite: 'bookworm',
  packages: [
    ...['build-essential', 'curl', 'git', 'locales-all', 'manpages-dev', 'npm', 'perl-doc', 'python3-numpy'],
    ...['python3-pip', 'ruby', 'vim'],
  ],
};
const QUICK_ROOT = { suite: 'bookworm', packages: ['ca-certificates', 'python3-minimal'] };

/** Raise when the way images are built changes. */
const BUILDER = 1;

/** What can be measured: name, recipe, and whether it is measured unless asked for. */
export function imageRecipes({ quick }) {
  const root = quick ? QUICK_ROOT : FULL_ROOT;
  const from = (kind, more) => ({ kind, builder: BUILDER, compression: 'gzip', ...more });
  return [
    { name: 'many-layers', recipe: from('many-layers', { root }) },
    { name: 'one-huge-layer', recipe: from('one-huge-layer', { root }) },
    { name: 'tiny-files', recipe: from('tiny-files', { files: quick ? 20_000 : 500_000, filesPerPackage: 32 }) },
    { name: 'zstd', recipe: from('many-layers', { root, compression: 'zstd' }), optional: true },
  ];
}

/** Builds what is missing; yields one image after the other: name, folder, facts. */
export async function prepareImages(folder, wanted, tell) {
  mkdirSync(folder, { recursive: true });
  const roots = new Map();
  const workFolder = join(folder, 'work');
  const rootOf = (recipe) => {
    const key = JSON.stringify(recipe.root);
    if (!roots.has(key)) {
      tell(`unpacking ${recipe.root.packages.length} Debian packages and what they depend on`);
      roots.set(key, makeRoot(join(workFolder, `root-${roots.size}`), recipe.root));
    }
    return roots.get(key);
  };
  try {
    const images = [];
    for (const { name, recipe } of wanted) {
      const target = join(folder, name);
      const known = readFacts(target, recipe);
      if (!known) tell(`building ${name}`);
      images.push({ name, folder: target, ...(known ?? (await build(target, recipe, { rootOf, workFolder }))) });
    }
    return images;
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

function readFacts(folder, recipe) {
  const path = join(folder, 'recipe.json');
  if (!existsSync(path)) return undefined;
  const stored = JSON.parse(readFileSync(path, 'utf8'));
  return JSON.stringify(stored.recipe) === JSON.stringify(recipe) ? stored.facts : undefined;
}

async function build(folder, recipe, tools) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(tools.workFolder, { recursive: true });
  if (!canCompress(recipe.compression)) throw new Error(`this Node cannot write ${recipe.compression} layers`);
  const plan = recipe.kind === 'tiny-files' ? tinyFiles(recipe) : debianLayers(recipe, tools);
  const layers = [];
  // Two at a time: zlib works in threads of its own.
  for (let start = 0; start < plan.tars.length; start += 2) {
    const pair = plan.tars.slice(start, start + 2).map((tar) => writeLayer(folder, tar(), recipe.compression));
    layers.push(...(await Promise.all(pair)));
  }
  writeImage(folder, layers);
  const facts = { origin: plan.origin, files: plan.files, layers };
  writeFileSync(join(folder, 'recipe.json'), JSON.stringify({ recipe, facts }));
  return facts;
}

function tinyFiles({ files }) {
  const tars = [() => Readable.from([baseTar()]), () => Readable.from(tinyFilesTar(files))];
  return { origin: 'made up', files: files + 2, tars };
}

function debianLayers(recipe, { rootOf, workFolder }) {
  const { path, origin } = rootOf(recipe);
  const listed = listFiles(path);
  const parts =
    recipe.kind === 'many-layers'
      ? splitByPackage(path, listed)
      : [{ paths: listed.map((file) => file.path), status: undefined }];
  return {
    origin,
    files: listed.filter(({ isDirectory }) => !isDirectory).length,
    tars: parts.map(
      ({ paths, status }) =>
        () =>
          tarOf(path, paths, { workFolder, status }),
    ),
  };
}
