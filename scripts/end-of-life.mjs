// node scripts/end-of-life.mjs FOLDER: writes src/inventory/end-of-life-dates.ts anew from the product files
// (Markdown with YAML front matter) of a checkout of endoflife-date/endoflife.date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from './project.mjs';

// Our key → the product's file. Keys are os-release IDs where one ID means one product.
const products = {
  almalinux: 'almalinux',
  alpine: 'alpine-linux',
  amzn: 'amazon-linux',
  antix: 'antix-linux',
  centos: 'centos',
  'centos-stream': 'centos-stream',
  'clear-linux-os': 'clearlinux',
  cos: 'cos',
  debian: 'debian',
  devuan: 'devuan',
  eurolinux: 'eurolinux',
  fedora: 'fedora',
  'freedesktop-sdk': 'freedesktop-sdk',
  linuxmint: 'linuxmint',
  mageia: 'mageia',
  mx: 'mxlinux',
  nixos: 'nixos',
  ol: 'oracle-linux',
  openwrt: 'openwrt',
  opensuse: 'opensuse',
  photon: 'vmware-photon',
  poky: 'yocto',
  pop: 'pop-os',
  postmarketos: 'postmarketos',
  rhel: 'rhel',
  rocky: 'rocky-linux',
  slackware: 'slackware',
  'sle-micro': 'suse-linux-micro',
  sles: 'sles',
  steamos: 'steamos',
  tails: 'tails',
  ubuntu: 'ubuntu',
  zentyal: 'zentyal',
};

/** Elsewhere longer support is sold, not given. Ubuntu's is free for an image that is signed up. */
const extendedIsFree = new Set(['debian', 'ubuntu']);

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node scripts/end-of-life.mjs FOLDER_OF_PRODUCT_FILES');
  process.exit(2);
}
writeFileSync(join(projectRoot, 'src/inventory/end-of-life-dates.ts'), render());

function render() {
  const entries = Object.entries(products).map(([key, product]) => {
    const name = /^[a-z]+$/.test(key) ? key : `'${key}'`;
    const rows = wrap(cycles(key, product), '    ');
    return `  ${name}: \`\n${rows}\`,`;
  });
  return `// Written by scripts/end-of-life.mjs from facts of endoflife.date. Do not edit.

/** Per distribution, comma-separated: release, last day of ordinary support, last day of longer support where free. */
export const endOfLifeDates: Readonly<Record<string, string>> = {
${entries.join('\n')}
};
`;
}

function cycles(key, product) {
  const text = readFileSync(join(folder, `${product}.md`), 'utf8');
  const { releases } = parse(text.slice(4, text.indexOf('\n---', 4)));
  return releases
    .map(({ releaseCycle, eol, eoes }) =>
      [String(releaseCycle).replace(/^cos-/, ''), day(eol), extendedIsFree.has(key) && day(eoes)]
        .filter(Boolean)
        .join(' '),
    )
    .filter((entry) => entry.includes(' '));
}

function day(value) {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return value;
  return value instanceof Date ? value.toISOString().slice(0, 10) : undefined;
}

function wrap(entries, indent) {
  const rows = [];
  for (const entry of entries) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + entry.length + 2 <= 116) rows[rows.length - 1] = `${last} ${entry},`;
    else rows.push(`${indent}${entry},`);
  }
  return rows.join('\n').replace(/,$/, '');
}
