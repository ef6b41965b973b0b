import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { digestHex, sha256 } from '../../src/base/digest.ts';
import { type BuiltImage, buildImage, type Stored } from './build-image.ts';
import { writeLayout } from './place-image.ts';
import { type CliRun, runCli } from './run-cli.ts';
import { type TarEntry, writeTar } from './tar-writer.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What tests look at of a JSON report. */
export interface Report {
  readonly os?: { readonly id: string };
  readonly inventory: { readonly packages: readonly { readonly name: string }[] };
  readonly problems: readonly { readonly code: string; readonly message: string }[];
  readonly verdict: { readonly decision: string };
}

/** The codes of its problems, each once. */
export function codes(report: Report): string[] {
  return [...new Set(report.problems.map(({ code }) => code))].sort();
}

/** The run failed with this exit code and a short message, and printed no report. */
export function fails(run: CliRun, exitCode: number, message: RegExp): void {
  assert.equal(run.exitCode, exitCode, run.stderr || run.stdout);
  assert.match(run.stderr, message);
  assert.ok(run.stderr.length < 3000 && run.stdout === '');
}

/** An image of one layer of these entries. */
export function imageOf(entries: readonly TarEntry[]): BuiltImage {
  return buildImage({ layers: [writeTar(entries)] });
}

/** The image with its one layer stored as these bytes, under their digest. */
export function storedAs(image: BuiltImage, stored: Uint8Array): Stored {
  const digest = sha256(stored);
  const layers = [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest, size: stored.length }];
  const changed = buildImage({ layers: image.layers.map(({ tar }) => tar), manifest: { layers } });
  return { ...changed, blobs: new Map([...changed.blobs, [digest, stored]]) };
}

/** Puts the image down as an OCI layout; returns the folder. */
export function layout(context: TestContext, image: Stored): string {
  const folder = join(temporaryFolder(context), 'image');
  mkdirSync(folder);
  writeLayout(folder, [{ image, tag: 'latest' }]);
  for (const [digest, bytes] of image.blobs) writeFileSync(join(folder, 'blobs', 'sha256', digestHex(digest)), bytes);
  return folder;
}

/** Scans a layout for linux/amd64. */
export function raw(path: string, more: readonly string[] = []): Promise<CliRun> {
  const platform = more.includes('--platform') ? [] : ['--platform', 'linux/amd64'];
  return runCli(['scan', `oci:${path}`, '--no-cache', ...platform, ...more]);
}

/** Scans a layout and reads the JSON report. */
export async function scan(path: string): Promise<{ exitCode: number | null; report: Report }> {
  const run = await raw(path, ['--format', 'json']);
  assert.equal(run.stderr, '');
  return { exitCode: run.exitCode, report: JSON.parse(run.stdout) as Report };
}

/** Scans an image of one layer. */
export function scanLayer(context: TestContext, tar: Uint8Array) {
  return scan(layout(context, buildImage({ layers: [tar] })));
}
