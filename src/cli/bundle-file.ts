import { createWriteStream, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fileChunks } from '../advisory/read-unpacked.ts';
import { readBundle } from '../advisory/transfer/bundle.ts';
import type { Intake } from '../advisory/transfer/intake.ts';
import { FormatError, IntegrityError, messageOf, UnavailableError, UsageError } from '../base/errors.ts';
import { spool } from '../image/archive/spool.ts';

/** Writes to standard output (`-`), or to a file that appears only when it is whole; gzipped where its name says so. */
export async function writeBundleFile(path: string, chunks: Iterable<Uint8Array>): Promise<void> {
  const source = Readable.from(chunks, { objectMode: false });
  if (path === '-') {
    if (process.stdout.isTTY) throw new UsageError('bad-output', 'a terminal cannot show an archive: name a file');
    return await pipeline(source, process.stdout, { end: false });
  }
  const partial = `${path}.${process.pid}.part`;
  try {
    const target = createWriteStream(partial, { flush: true });
    await (/\.t?gz$/i.test(path) ? pipeline(source, createGzip(), target) : pipeline(source, target));
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw writeFailure(path, error);
  }
}

function writeFailure(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  if (code === 'ENOSPC' || code === 'EIO') {
    return new UnavailableError('disk', `${path}: the disk is full or failing`, { cause: error });
  }
  return new UsageError('bad-output', `${path} cannot be written (${code})`, { cause: error });
}

/** Offers the feeds of a file, or of standard input (`-`), to an intake. @throws IntegrityError when it is damaged. */
export async function readBundleFile(path: string, intake: Pick<Intake, 'offer'>, signal: AbortSignal): Promise<void> {
  if (path !== '-') return await readFrom(path, path, intake);
  if (process.stdin.isTTY) throw new UsageError('bad-flag', 'there is nothing on standard input: name a file');
  const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-import-'));
  try {
    await readFrom(await spool(process.stdin, { folder, signal }), 'standard input', intake);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function readFrom(path: string, shown: string, intake: Pick<Intake, 'offer'>): Promise<void> {
  try {
    await readBundle(fileChunks(path), intake);
  } catch (error) {
    const untouched = 'nothing was taken from it';
    if (error instanceof IntegrityError) {
      throw new IntegrityError(error.code, `${shown}: ${messageOf(error)}; ${untouched}`, { cause: error });
    }
    if (error instanceof FormatError) throw new FormatError(`${shown}: ${messageOf(error)}; ${untouched}`);
    const code = codeOf(error);
    if (code === undefined) throw error;
    if (code === 'EISDIR') throw new UsageError('no-such-file', `${path} is a folder, not an archive`);
    throw new UsageError('no-such-file', `${path} cannot be read (${code})`, { cause: error });
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && 'syscall' in error ? String(error.code) : undefined;
}
