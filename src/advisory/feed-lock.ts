import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { FormatError } from '../base/errors.ts';
import { asNumber, asObject, asText, parseJson } from '../base/json.ts';
import { systemCode } from './disk-error.ts';
import { removeFile } from './remove-file.ts';

/** Says that this process is about to make a feed, so that others need not. */
export interface FeedLock {
  release(): void;
}

/** No update of one feed takes that long. */
const STALE_AFTER_MS = 30 * 60 * 1000;

/**
 * Undefined where another living process holds it. It only spares work: two that hold it at once do no harm, since whoever
 * finishes last wins.
 * @throws Error (with a system code) when the file cannot be written.
 */
export function takeFeedLock(path: string): FeedLock | undefined {
  const token = randomBytes(8).toString('hex');
  if (!create(path, token)) {
    if (!isStale(path)) return undefined;
    discard(path);
    if (!create(path, token)) return undefined;
  }
  return {
    release() {
      if (read(path)?.token === token) removeFile(path);
    },
  };
}

function create(path: string, token: string): boolean {
  try {
    writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), token }), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Its process is gone, or it is older than any update; damage counts as gone once it is a minute old. */
function isStale(path: string): boolean {
  const ageMs = ageOf(path);
  if (ageMs === undefined || ageMs > STALE_AFTER_MS) return true;
  const holder = read(path);
  if (!holder) return ageMs > 60_000;
  // Process numbers of other machines and containers say nothing here.
  return holder.host === hostname() && !isAlive(holder.pid);
}

function read(path: string): { pid: number; host: string; token: string } | undefined {
  try {
    const holder = asObject(parseJson(readFileSync(path, 'utf8')));
    const pid = asNumber(holder?.pid);
    return pid === undefined
      ? undefined
      : { pid, host: asText(holder?.host) ?? '', token: asText(holder?.token) ?? '' };
  } catch (error) {
    if (error instanceof FormatError || systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/** By way of another name, so that of several that find it stale one removes it. */
function discard(path: string): void {
  const aside = `${path}.${randomBytes(8).toString('hex')}.stale`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  removeFile(aside);
}

function ageOf(path: string): number | undefined {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
