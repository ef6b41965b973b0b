import type { Json } from '../base/json.ts';
import type { RandomAccess } from '../format/random-access.ts';
import type { FileHeader } from './file.ts';

/** Watches file bodies as they stream by. Knows nothing of packages or findings. Runs inside worker threads. */
export interface StreamTap {
  readonly name: string;
  /** Raise when the same bytes would give another answer; cached indexes then expire. */
  readonly version: number;
  /** The files of another layer follow. */
  beginLayer?(): void;
  open(file: FileHeader): Sink | undefined;
}

/** Receives one file's bytes. Synchronous, so the pass never waits. Chunks may be overwritten after the call. */
export interface Sink {
  write(chunk: Uint8Array): void;
  end(): Json | undefined;
}

/** Examines whole file bodies at random places: executables, mostly. Runs inside worker threads. */
export interface BodyTap {
  readonly name: string;
  /** Raise when the same bytes would give another answer; cached indexes then expire. */
  readonly version: number;
  wants(file: FileHeader): boolean;
  /** What to note of the file; undefined notes nothing. A FormatError becomes a Problem. */
  examine(body: RandomAccess, file: FileHeader): Json | undefined;
}

export type Tap = StreamTap | BodyTap;
