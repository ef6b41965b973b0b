import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sharedRoot } from './project.ts';
import { runTool } from './run-tool.ts';

/** Where a file of the shared advisory data lies. */
export function sharedData(path: string): string {
  return join(sharedRoot ?? '', 'data', path);
}

/** Paths of all files below a folder of the shared data, relative to that folder, sorted. */
export function sharedFiles(folder: string): string[] {
  const below = (prefix: string): string[] =>
    readdirSync(join(sharedData(folder), prefix)).flatMap((name) => {
      const path = join(prefix, name);
      return statSync(join(sharedData(folder), path)).isDirectory() ? below(path) : [path];
    });
  return below('').sort();
}

const zips = new Map<string, readonly string[]>();

/** All records of a zip in the shared data, unpacked by Python: the product's own reader has tests of its own. */
export function zippedRecords(folder: string): readonly string[] {
  const script =
    'import json, sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist(): print(json.dumps(z.read(n).decode()))';
  const known = zips.get(folder);
  if (known) return known;
  const read = runTool('python3', ['-c', script, sharedData(`osv/${folder}/all.zip`)])
    .trim()
    .split('\n')
    .map((line): string => String(JSON.parse(line)));
  zips.set(folder, read);
  return read;
}

/** Real records among OSV's samples that speak of an ecosystem; some of the others are made up. */
export function sampleRecords(ecosystem: string): { readonly id: string; readonly text: string }[] {
  const lines = readFileSync(sharedData('osv-samples/osv-samples.ndjson'), 'utf8').trim().split('\n');
  const marker = `"ecosystem": "${ecosystem}"`;
  const found = new Map<string, { id: string; text: string }>();
  for (const line of lines.filter((text) => text.includes(marker))) {
    const id = /"id": "([^"]*)"/.exec(line)?.[1] ?? '';
    if (/^(?:GHSA|MAL|PYSEC)-[\w-]+$/.test(id)) found.set(id, { id, text: line });
  }
  return [...found.values()];
}
